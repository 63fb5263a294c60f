"""verify.py finds every change and names it, with nothing but the standard library (P11-2, A11-1h)."""

import io
import json
import random
import subprocess
import sys
import warnings
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cellpark.ledger.export.bundle import bundle, zipped
from cellpark.ledger.export.pages import shipped
from cellpark.ledger.export.words import WORDS, both_languages
from tests.ledger.exports import (
    FURTHER,
    KEY,
    LOG,
    SPONSOR,
    STRANGER,
    changed,
    contents,
    flipped,
    program,
    sound,
    unpacked,
)

FILES = sorted(unpacked(sound()))
# RFC 8032, section 7.1: secret key, public key, message, signature
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.fixture(scope="module")
def verifier():
    return program()


@pytest.fixture
def checked(verifier, tmp_path):
    """Faults and remarks of an export, as codes with their parameters."""

    def run(data, key=KEY):
        path = tmp_path / "export.zip"
        path.write_bytes(data)
        _, said = verifier.check(str(path), key)
        return said

    return run


def test_a_sound_export_is_sound(checked):
    said = checked(sound())
    assert said.faults == []
    assert [code for code, _ in said.remarks if code != "not_checked"] == ["given_key", "cosigned", "summary"]
    assert said.remarks[-1][1] == {"events": 9, "streams": 3, "origin": "ledger.example", "size": 300}


def test_the_same_input_gives_the_same_bytes():
    first, second = contents(note_keys=(LOG,)), contents(note_keys=(LOG,))
    assert bundle(first, LOG) == bundle(second, LOG)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("at", [0.0, 0.37, 0.5, 0.99, 1.0])
def test_one_changed_bit_in_any_file_is_found(checked, name, at):
    said = checked(changed(sound(), **{name.replace(".", "__"): flipped(at)}))
    assert said.faults != []
    named = {params.get("file") for code, params in said.faults} | {
        {"manifest_signature": "manifest.json", "checkpoint_signature": "checkpoint.txt"}.get(code)
        for code, _ in said.faults
    }
    assert (name if name != "manifest.sig" else "manifest.json") in named


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(checked, name):
    said = checked(changed(sound(), **{name.replace(".", "__"): None}))
    assert said.faults == [("missing", {"file": name})]


def test_an_added_file_is_named(checked):
    assert checked(changed(sound(), virus__exe=b"x")).faults == [("unexpected", {"file": "virus.exe"})]


def test_further_files_are_checked_and_their_list_is_in_the_log(checked):
    said = checked(sound(attached=FURTHER))
    assert said.faults == []
    assert ("attached", {"count": 2, "stream": "dossier/1"}) in said.remarks


def replaced(data, name, value):
    files = unpacked(data)
    if value is None:
        files.pop(name)
    else:
        files[name] = value
    return zipped(files)


@pytest.mark.parametrize("name", [each.path for each in FURTHER])
def test_a_changed_missing_or_exchanged_further_file_is_the_first_thing_named(checked, name):
    data = sound(attached=FURTHER)
    bent = flipped(0.5)(unpacked(data)[name])
    assert checked(replaced(data, name, bent)).faults == [("file_hash", {"file": name})]
    assert checked(replaced(data, name, None)).faults == [("missing", {"file": name})]
    assert checked(replaced(data, "other", b"")).faults == [("unexpected", {"file": "other"})]


def test_a_list_of_further_files_that_the_log_does_not_know_is_named(checked):
    """Whoever holds the key of the log alone cannot put another file into an old export."""
    made = contents(attached=FURTHER)
    object.__setattr__(made, "attached", FURTHER[:1])
    assert checked(bundle(made, LOG)).faults == [("attached_record", {"stream": "dossier/1"})]


def test_a_byte_changed_in_the_zip_itself_names_the_file(checked, verifier, tmp_path, capsys):
    data = bytearray(sound(attached=FURTHER))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("raw/counts.csv")
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 1
    assert checked(bytes(data)).faults == [("damaged", {"file": "raw/counts.csv"})]
    assert verifier.main([str(tmp_path / "export.zip"), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    words = "raw/counts.csv cannot be unpacked: its bytes in the zip were changed."
    assert f"The first broken thing: {words}" in said


def remade(change, **more):
    """An export by somebody who can change contents and re-sign the manifest, but not the checkpoint."""
    made = contents(**more)
    change(made)
    return bundle(made, LOG)


def edit(place, old, new):
    def change(made):
        event = made.events[place]
        made.events[place] = type(event)(event.payload.replace(old, new), event.index, event.path)

    return change


def test_an_edited_entry_is_named_with_line_stream_and_version(checked):
    said = checked(remade(edit(2, b'"number":3', b'"number":9')))
    assert said.faults == [
        ("proof", {"line": 3, "stream": "batch/1", "version": 3}),
        ("chain", {"line": 4, "stream": "batch/1", "version": 4}),
    ]


def test_an_edited_last_entry_is_named(checked):
    said = checked(remade(edit(7, b'"number":4', b'"number":9')))
    assert said.faults == [("proof", {"line": 8, "stream": "lot/7", "version": 4})]


def test_a_left_out_entry_is_named(checked):
    said = checked(remade(lambda made: made.events.pop(1)))
    assert said.faults == [
        ("gap", {"line": 2, "stream": "batch/1", "version": 3, "expected": 2}),
    ]


def test_a_cut_tail_is_caught_by_the_signed_manifest(checked):
    data = sound()
    files = unpacked(data)
    lines, proofs = files["events.jsonl"].splitlines(True), files["proofs.jsonl"].splitlines(True)
    said = checked(
        changed(data, events__jsonl=b"".join(lines[:7] + lines[8:]), proofs__jsonl=b"".join(proofs[:7] + proofs[8:]))
    )
    assert ("short", {"stream": "lot/7", "expected": 4, "found": 3}) in said.faults


def test_a_manifest_by_somebody_else_is_caught(checked):
    assert ("manifest_signature", {}) in checked(bundle(contents(), STRANGER)).faults


def test_a_checkpoint_by_somebody_else_is_caught(checked):
    assert ("checkpoint_signature", {}) in checked(sound(note_keys=(STRANGER,))).faults


def test_a_forged_export_passes_only_with_its_own_key_and_a_warning(checked, verifier):
    forged = bundle(contents(note_keys=(STRANGER,)), STRANGER)
    said = checked(forged, key=None)
    assert said.faults == []
    assert ("embedded_key", {"key": STRANGER.verifier.encode()}) in said.remarks
    assert checked(forged).faults != []


def test_a_false_cosignature_is_named(checked):
    def forge(made):
        lines = made.note.splitlines(True)
        lines[-1] = lines[-1].replace("sponsor.example ", "sponsor.example ").replace(lines[-1][30:34], "AAAA")
        object.__setattr__(made, "note", "".join(lines))

    faults = checked(remade(forge)).faults
    assert faults == [("cosignature", {"name": SPONSOR.name})]


def test_another_log_s_key_is_refused(checked):
    other = type(LOG)("ledger.other", LOG.algorithm, LOG.seed).verifier.encode()
    assert ("other_log", {"origin": "ledger.example", "name": "ledger.other"}) in checked(sound(), key=other).faults


def test_a_signature_moved_to_another_record_is_named(checked):
    """P11-8b: a signature is bound to what was signed."""

    def move(made):
        made.signatures[0] = type(made.signatures[0])(
            made.signatures[0].id, "webauthn", type(made.signatures[0].envelope)("application/x", b"{}"), {}
        )

    assert [code for code, _ in checked(remade(move)).faults] == ["signature"]


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[]", b"{", b'{"index":-1,"path":[]}', b'{"index":0,"path":["!"]}'])
def test_a_proof_that_is_none(checked, line):
    data = sound()
    lines = unpacked(data)["proofs.jsonl"].split(b"\n")
    said = checked(changed(data, proofs__jsonl=b"\n".join([line, *lines[1:]])))
    assert ("proof", {"line": 1, "stream": "batch/1", "version": 1}) in said.faults


@pytest.mark.parametrize("value", [None, 7, "x", [], [[]], [{"stream": []}], {"stream": {}}])
@pytest.mark.parametrize("name", ["files", "checkpoint", "streams", "attached", "recorded"])
def test_whatever_stands_in_a_manifest_is_answered_in_words(checked, name, value):
    """Whoever sends a file writes anything into it: the answer is a fault with its name and never a stack of lines."""
    manifest = json.loads(unpacked(sound())["manifest.json"]) | {name: value}
    said = checked(changed(sound(), manifest__json=json.dumps(manifest).encode()))
    assert ("manifest_signature", {}) in said.faults


@pytest.mark.parametrize("line", [b'{"stream":[]}', b'{"stream":{"a":1},"version":[]}', b'{"signature":[]}'])
@pytest.mark.parametrize("name", ["events.jsonl", "signatures.jsonl"])
def test_whatever_stands_in_a_line_is_answered_in_words(checked, name, line):
    said = checked(changed(sound(), **{name.replace(".", "__"): line + b"\n"}))
    assert ("file_hash", {"file": name}) in said.faults


def test_a_name_in_the_zip_does_not_command_the_terminal(verifier, tmp_path, capsys):
    place = tmp_path / "export.zip"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        place.write_bytes(zipped(unpacked(sound()) | {"\x1b]0;owned\x07\u202e.txt": b"1"}))
    assert verifier.main([str(place), "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "owned" in said
    assert all(one.isprintable() or one == "\n" for one in said)


def test_a_damaged_file_is_named_however_it_was_packed(checked):
    """LZMA has faults of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in unpacked(sound()).items():
            archive.writestr(name, content)
    data = bytearray(out.getvalue())
    at = data.index(b"README.md") + 60
    data[at : at + 40] = bytes(255 - each for each in data[at : at + 40])
    assert ("damaged", {"file": "README.md"}) in checked(bytes(data)).faults


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_ed25519_is_that_of_rfc_8032(verifier, public, message, signature):
    public, message, signature = (bytes.fromhex(text) for text in (public, message, signature))
    assert verifier.ed25519_verify(public, message, signature)
    assert not verifier.ed25519_verify(public, message + b"!", signature)
    assert not verifier.ed25519_verify(public, message, signature[:-1])
    high = (int.from_bytes(signature[32:], "little") + verifier.Q).to_bytes(32, "little")
    assert not verifier.ed25519_verify(public, message, signature[:32] + high)


def test_ed25519_agrees_with_the_library(verifier):
    chance = random.Random(20261122)
    for _ in range(20):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        message = chance.randbytes(chance.randrange(200))
        signature = key.sign(message)
        public = key.public_key().public_bytes_raw()
        assert verifier.ed25519_verify(public, message, signature)
        bent = bytearray(signature)
        bent[chance.randrange(64)] ^= 1 << chance.randrange(8)
        assert not verifier.ed25519_verify(public, message, bytes(bent))


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("events.jsonl", "w") as entry:
        for _ in range(520):
            entry.write(bytes(1024 * 1024))
    return out.getvalue()


def many():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(5001):
            archive.writestr(f"{number}", b"")
    return out.getvalue()


def doubled():
    """A forged page in front of the true one: a program that opens zips may show either."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as true, zipfile.ZipFile(out, "w") as archive:
        archive.writestr("record.html", b"forged")
        for name in true.namelist():
            with warnings.catch_warnings(action="ignore"):
                archive.writestr(name, true.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (doubled, "not_zip"),
        (lambda: b"", "not_zip"),
        (lambda: b"PK\x03\x04 not really", "not_zip"),
        (lambda: sound()[:-200], "not_zip"),
        (lambda: sound()[: len(sound()) // 2], "not_zip"),
        (bomb, "too_large"),
        (many, "too_many"),
    ],
)
def test_a_bad_zip_is_one_sentence_in_both_languages(verifier, tmp_path, capsys, make, code):
    path = tmp_path / "bad.zip"
    path.write_bytes(make())
    assert verifier.main([str(path)]) == 2
    told = capsys.readouterr()
    words = both_languages()
    lines = told.err.splitlines()
    assert told.out == ""
    assert len(lines) == 2
    assert [line.split("{")[0][:8] for line in lines] == [
        words[language][code].format(file=path, reason="?", limit=512 if code == "too_large" else 5000)[:8]
        for language in ("zh", "en")
    ]


def test_a_missing_file_and_a_wrong_key_are_one_sentence(verifier, tmp_path, capsys):
    assert verifier.main([str(tmp_path / "none.zip"), "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'none.zip'} does not exist or cannot be opened.\n"
    path = tmp_path / "export.zip"
    path.write_bytes(sound())
    assert verifier.main([str(path), "--key", "nonsense", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("\u201cnonsense\u201d is not a key.")


def test_it_runs_alone_with_the_standard_library(tmp_path):
    (tmp_path / "export.zip").write_bytes(sound())
    (tmp_path / "verify.py").write_bytes(unpacked(sound())["verify.py"])
    command = [sys.executable, "-I", "-S", "verify.py", "export.zip"]
    with_key = subprocess.run([*command, "--key", KEY], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (with_key.returncode, with_key.stderr) == (0, "")
    assert with_key.stdout.splitlines()[-1] == "This export is sound."
    alone = subprocess.run([*command, "--lang", "en"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert alone.returncode == 3
    assert "WARNING: no trusted key was given" in alone.stdout
    (tmp_path / "export.zip").write_bytes(changed(sound(), record__html=b"x"))
    bad = subprocess.run([*command, "--lang", "en"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert bad.stdout.splitlines()[0] == "record.html was changed after the export was made."


def test_the_page_for_people_escapes_what_was_written_and_has_no_program():
    page = unpacked(sound())["record.html"].decode()
    assert "&lt;b&gt;thaw&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "<script" not in page
    assert page.count("<tr><td>") == 9


def test_the_shipped_sources_hold_no_chinese_and_no_open_placeholder():
    for name in ("verify.py.txt", "verify.html"):
        text = shipped(name)
        assert "@WORDS@" not in text
        assert all(ord(letter) < 0x2E80 for letter in text)
    assert json.loads(json.dumps(both_languages()["en"])) == dict(WORDS)
