"""A sound export made without a database, and ways to damage it."""

import io
import types
import zipfile
from datetime import UTC, datetime
from uuid import UUID

from cellpark.kernel import canonical
from cellpark.ledger.export.bundle import (
    Attached,
    Contents,
    Proven,
    SignatureFile,
    attached_digest,
    bundle,
    zipped,
)
from cellpark.ledger.export.pages import shipped
from cellpark.ledger.proof.checkpoint import Checkpoint, sign_checkpoint, sign_text
from cellpark.ledger.proof.dsse import Envelope
from cellpark.ledger.proof.keys import Algorithm, SigningKey, has_mldsa44
from cellpark.ledger.proof.merkle import inclusion_proof, leaf_hash, root

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LOG = SigningKey("ledger.example", Algorithm.ED25519, b"\x01" * 32)
LOG_PQ = SigningKey("ledger.example", Algorithm.MLDSA44_COSIGNATURE, b"\x02" * 32)
SPONSOR = SigningKey("sponsor.example", Algorithm.ED25519_COSIGNATURE, b"\x03" * 32)
STRANGER = SigningKey("ledger.example", Algorithm.ED25519, b"\x04" * 32)
KEY = LOG.verifier.encode()


def payload(stream, version, prev, type_name="test.lot.noted", data=None):
    return canonical.encode(
        {
            "actor": "system/tests",
            "at": "2026-11-22T09:00:00.000000Z",
            "data": data or {"note": "\u590d\u82cf <b>thaw</b>", "number": version},
            "id": str(UUID(int=hash(stream) % 1000 * 1000 + version)),
            "on_behalf_of": None,
            "organisation": None,
            "prev": prev,
            "reason": None,
            "recorded_at": "2026-11-22T09:00:00.000000Z",
            "stream": stream,
            "type": type_name,
            "type_version": 1,
            "v": 1,
            "version": version,
            "zone": "Asia/Shanghai",
        }
    )


ENVELOPE = Envelope("application/vnd.cellpark.signature+json", canonical.encode({"why": "release"}))
SIGNATURE = "01900000-0000-7000-8000-000000000001"


FURTHER = (
    Attached(path="index.html", content=b"<p>batch 1</p>", zh="\u76ee\u5f55", en="contents"),
    Attached(path="raw/counts.csv", content=bytes(range(256)) * 9, zh="\u539f\u59cb\u6587\u4ef6", en="raw file"),
)


def contents(note_keys=None, cosigners=(SPONSOR,), attached=()):
    """Nine entries of three records in a log of 300 entries; with further files, a tenth names their list."""
    payloads = []
    for stream in ("batch/1", "lot/7"):
        prev = ""
        for version in range(1, 5):
            payloads.append(payload(stream, version, prev))
            prev = leaf_hash(payloads[-1]).hex()
    told = {"digest": ENVELOPE.digest.hex(), "signature": SIGNATURE}
    payloads.append(payload(f"signature/{SIGNATURE}", 1, "", "ledger.signature.made", told))
    if attached:
        payloads.append(payload("dossier/1", 1, "", "test.files.listed", {"digest": attached_digest(attached)}))
    leaves = [leaf_hash(number.to_bytes(4, "big")) for number in range(300)]
    places = [31 * place % 300 for place in range(len(payloads))]
    for place, one in zip(places, payloads, strict=True):
        leaves[place] = leaf_hash(one)
    checkpoint = Checkpoint("ledger.example", 300, root(leaves))
    keys = note_keys or ((LOG, LOG_PQ) if has_mldsa44() else (LOG,))
    note = sign_checkpoint(checkpoint, keys, AT)
    note = note.with_signatures(*(sign_text(note.text, witness, AT) for witness in cosigners))
    return Contents(
        made_at="2026-11-22T09:00:00.000000Z",
        checkpoint=checkpoint,
        note=note.encode(),
        events=[
            Proven(one, place, inclusion_proof(leaves, place)) for place, one in zip(places, payloads, strict=True)
        ],
        signatures=[SignatureFile(SIGNATURE, "webauthn", ENVELOPE, {"credential": "abc"})],
        log_keys=[key.verifier.encode() for key in keys],
        witness_keys=[SPONSOR.verifier.encode()],
        attached=attached,
        recorded=("dossier/1", 1) if attached else None,
    )


def sound(**more):
    return bundle(contents(**more), LOG)


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data, **changes):
    """The export with some files replaced (None: removed); ``__`` in a name stands for a dot."""
    files = unpacked(data)
    for name, value in changes.items():
        key = name.replace("__", ".")
        if value is None:
            files.pop(key)
        else:
            files[key] = value(files.get(key, b"")) if callable(value) else value
    return zipped(files)


def flipped(at):
    """A change of one bit at a place (a fraction of the file)."""

    def change(data):
        place = min(int(len(data) * at), len(data) - 1)
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return change


def program():
    """The shipped verify.py as a module."""
    module = types.ModuleType("shipped_verify")
    exec(compile(shipped("verify.py.txt"), "verify.py", "exec"), module.__dict__)
    return module
