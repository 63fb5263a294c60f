"""What the shipped programs and pages say, in both languages at once."""

from collections.abc import Mapping

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

WORDS: Mapping[str, str] = {
    "title": _("Check of a Cellpark export"),
    "sound": _("This export is sound."),
    "unsound": _("This export is NOT sound."),
    "summary": _(
        "{events} entries of {streams} records are unchanged and complete,"
        " and belong to the log {origin} of {size} entries."
    ),
    "embedded_key": _(
        "WARNING: no trusted key was given, so the key inside the export itself was used. Anybody can make an export"
        " with a key of their own. Compare this key with the one that the site published: {key}"
    ),
    "given_key": _("Checked with the key that you gave: {key}"),
    "cosigned": _("Cosigned by the witness {name} at {time}."),
    "not_checked": _(
        "The checkpoint also carries signatures of other kinds (such as ML-DSA-44), which are not checked here."
    ),
    "more": _("... and {count} more."),
    "not_zip": _("{file} cannot be read as a zip file: {reason}."),
    "no_file": _("{file} does not exist or cannot be opened."),
    "too_large": _("{file} would unpack to more than {limit} MB, so it was not opened."),
    "too_many": _("The zip holds more than {limit} files, so it is no export."),
    "missing": _("The file {file} is missing from the export."),
    "unexpected": _("The file {file} does not belong to the export."),
    "file_hash": _("{file} was changed after the export was made."),
    "damaged": _("{file} cannot be unpacked: its bytes in the zip were changed."),
    "attached": _("{count} further files are unchanged; the list of them was recorded in {stream}."),
    "attached_record": _("The list of further files in manifest.json is not the one that was recorded in {stream}."),
    "first_broken": _("The first broken thing: {what}"),
    "inside": _("What is inside"),
    "part_whole": _("unchanged"),
    "part_broken": _("CHANGED OR MISSING"),
    "form": _("{file}, line {line}: this is not what Cellpark writes (wrong encoding, or not the expected JSON)."),
    "bad_key": _("“{key}” is not a key. A key looks like name+8 hexadecimal digits+base64."),
    "other_log": _("The checkpoint is of the log {origin}, your key is for {name}."),
    "manifest_signature": _("manifest.json is not signed by the key of the log."),
    "checkpoint_signature": _("checkpoint.txt is not signed by the key of the log."),
    "checkpoint_manifest": _("checkpoint.txt is not the checkpoint that manifest.json names."),
    "cosignature": _("checkpoint.txt: the line of {name} is false."),
    "stream_unknown": _("events.jsonl, line {line}: the record {stream}, version {version}, is not in the manifest."),
    "gap": _("events.jsonl, line {line}: {stream} has version {version} where version {expected} must follow."),
    "chain": _("events.jsonl, line {line}: {stream}, version {version}, does not follow from the entry before it."),
    "proof": _(
        "events.jsonl, line {line}: {stream}, version {version}, is not the entry that was sealed:"
        " its bytes or its proof were changed."
    ),
    "proof_count": _("proofs.jsonl has {found} lines for {expected} entries."),
    "short": _("{stream}: the manifest promises {expected} entries, events.jsonl has {found}."),
    "head": _("{stream}: the last entry is not the one that the manifest names."),
    "signature": _("signatures.jsonl, line {line}: the statement is not the one that was recorded in {stream}."),
    "usage": _("Give the export and, better, the key that the site published."),
    "drop": _("Drop the export (a zip file) here, or choose it."),
    "key_field": _("The key that the site published"),
    "key_hint": _("Without it the key inside the export is used, and you will see a warning."),
    "choose": _("Choose a file"),
    "working": _("Checking ..."),
    "offline": _("This page works without a network and sends nothing anywhere."),
    "no_crypto": _(
        "This browser lacks Ed25519 in Web Crypto. Use a current Chrome, Edge, Firefox or Safari, or verify.py."
    ),
    "record_title": _("Records of {origin}"),
    "record_made": _("Exported {at}. This page is for reading; verify.html and verify.py check it."),
    "col_line": _("Line"),
    "col_version": _("Version"),
    "col_at": _("Happened"),
    "col_recorded": _("Recorded"),
    "col_type": _("Kind"),
    "col_actor": _("By"),
    "col_data": _("Content"),
    "col_reason": _("Reason"),
    "readme": _("""# Records exported from {origin}

This file holds whole records of the log {origin}, exactly as they were written, and everything that is needed to check
them without the site that made them.

## Check it

- In a browser: open `verify.html`, drop the zip on it. It needs no network and sends nothing.
- With Python 3.8 or newer: `python3 verify.py export.zip --key KEY`. It needs the standard library alone.

KEY is the public key of the log. Take it from the site's own publication, not from this file: whoever forges an
export also forges the key inside it.

Exit codes of verify.py: 0 sound, 1 not sound, 2 the file cannot be used, 3 sound, but only against the key inside.

## What is inside

| file | content |
|---|---|
| `record.html` | the records for people |
| `events.jsonl` | the entries, one a line, the exact bytes that were hashed |
| `proofs.jsonl` | for each line of events.jsonl its place in the log's tree, the path to the root (RFC 9162) |
| `checkpoint.txt` | the signed root of the tree with the lines of its witnesses (C2SP signed note) |
| `manifest.json`, `manifest.sig` | each record's last version and hash, each file's SHA-256, signed: all is there |
| `signatures.jsonl` | electronic signatures: the signed statements (DSSE) and their evidence |
| `keys.json` | the public keys, for comparison |
| anything else | further files; manifest.json lists each with size and SHA-256, and the log holds the list's digest |

## What the check proves

Every entry has the bytes that were sealed; no entry of a record is missing up to the version in the manifest; the
entries belong to the one tree that the checkpoint signs, and each witness vouches that this tree only ever grew. It
does not prove that what was written was true, nor check the evidence of security keys in `signatures.jsonl`.
"""),
}


def both_languages() -> dict[str, dict[str, str]]:
    """All words in English and Chinese."""
    words: dict[str, dict[str, str]] = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            words[name] = {code: gettext(text) for code, text in WORDS.items()}
    return words
