"""The files of an export and the zip around them: pure, and the same input gives the same bytes."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import orjson

from cellpark.kernel import canonical
from cellpark.ledger.export.pages import readmes, record_page, shipped
from cellpark.ledger.proof.checkpoint import Checkpoint
from cellpark.ledger.proof.dsse import Envelope, pae
from cellpark.ledger.proof.keys import SigningKey

MANIFEST_TYPE = "application/vnd.cellpark.export-manifest+json"
FORM, FORM_WITH_FILES = 1, 2
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Proven:
    """One event's bytes with its place in the tree and the path to the root."""

    payload: bytes
    index: int
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class SignatureFile:
    """One electronic signature: what was signed and the evidence that it was this person."""

    id: str
    kind: str
    envelope: Envelope
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A further file of an export: its path in the zip, its bytes, and what it is in both languages."""

    path: str
    content: bytes
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that an export says; events stand stream by stream, in the order of their versions.

    ``recorded`` is the place (stream, version) of the event that holds ``attached_digest`` of the further files.
    """

    made_at: str
    checkpoint: Checkpoint
    note: str
    events: Sequence[Proven]
    signatures: Sequence[SignatureFile]
    log_keys: Sequence[str]
    witness_keys: Sequence[str]
    attached: Sequence[Attached] = field(default=())
    recorded: tuple[str, int] | None = None


def attached_digest(attached: Sequence[Attached]) -> str:
    """SHA-256 over path, size and SHA-256 of every further file, in the order of the paths."""
    lines = (
        f"{each.path}\0{len(each.content)}\0{sha256(each.content).hexdigest()}\n"
        for each in sorted(attached, key=lambda each: each.path)
    )
    return sha256("".join(lines).encode()).hexdigest()


def bundle(contents: Contents, key: SigningKey) -> bytes:
    """The zip; ``key`` is the log's Ed25519 key and signs the manifest."""
    told = [orjson.loads(event.payload) for event in contents.events]
    origin = contents.checkpoint.origin
    english, chinese = readmes(origin)
    entries = {
        "README.md": english.encode(),
        "README.zh-CN.md": chinese.encode(),
        "checkpoint.txt": contents.note.encode(),
        "events.jsonl": b"".join(event.payload + b"\n" for event in contents.events),
        "keys.json": canonical.encode({"log": list(contents.log_keys), "witnesses": list(contents.witness_keys)}),
        "proofs.jsonl": b"".join(_proof(event) + b"\n" for event in contents.events),
        "record.html": record_page(origin, contents.made_at, told).encode(),
        "signatures.jsonl": b"".join(_signature(one) + b"\n" for one in contents.signatures),
        "verify.html": shipped("verify.html").encode(),
        "verify.py": shipped("verify.py.txt").encode(),
    }
    assert not entries.keys() & {each.path for each in contents.attached}, "a further file has a place of its own"
    manifest = canonical.encode(
        {
            "checkpoint": {
                "origin": origin,
                "root": contents.checkpoint.root.hex(),
                "size": contents.checkpoint.size,
            },
            "files": {name: sha256(data).hexdigest() for name, data in entries.items()},
            "made_at": contents.made_at,
            "streams": _heads(contents.events, told),
            **_attached(contents),
        }
    )
    entries |= {each.path: each.content for each in contents.attached}
    entries["manifest.json"] = manifest
    entries["manifest.sig"] = b64encode(key.sign(pae(MANIFEST_TYPE, manifest))) + b"\n"
    return zipped(entries)


def _attached(contents: Contents) -> dict[str, Any]:
    """What the manifest says of further files; nothing where there are none."""
    if not contents.attached:
        return {"v": FORM}
    assert contents.recorded is not None, "the list of further files is recorded before it is signed"
    stream, version = contents.recorded
    return {
        "attached": [
            {
                "en": each.en,
                "path": each.path,
                "sha256": sha256(each.content).hexdigest(),
                "size": len(each.content),
                "zh": each.zh,
            }
            for each in sorted(contents.attached, key=lambda each: each.path)
        ],
        "recorded": {"stream": stream, "version": version},
        "v": FORM_WITH_FILES,
    }


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on nothing but its entries."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(entries):
            info = ZipInfo(name, ZIP_EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, entries[name])
    return out.getvalue()


def _proof(event: Proven) -> bytes:
    return canonical.encode({"index": event.index, "path": [b64encode(node).decode() for node in event.path]})


def _signature(one: SignatureFile) -> bytes:
    return orjson.dumps(
        {
            "envelope": orjson.loads(one.envelope.encode()),
            "evidence": dict(one.evidence),
            "kind": one.kind,
            "signature": one.id,
        },
        option=orjson.OPT_SORT_KEYS,
    )


def _heads(events: Sequence[Proven], told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every stream with its last version and hash: what makes the export complete."""
    heads = {
        entry["stream"]: {
            "hash": sha256(b"\0" + event.payload).hexdigest(),
            "stream": entry["stream"],
            "version": entry["version"],
        }
        for event, entry in zip(events, told, strict=True)
    }
    return [heads[stream] for stream in sorted(heads)]
