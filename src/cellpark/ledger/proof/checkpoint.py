"""Checkpoints (C2SP tlog-checkpoint): origin, tree size and root in three lines.

No extension lines: nobody could audit them, and ML-DSA-44 cosignatures do not cover them.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cellpark.ledger.proof.cosignature import message_of, stamp, unstamp
from cellpark.ledger.proof.keys import Algorithm, SigningKey, VerifierKey
from cellpark.ledger.proof.merkle import HASH_BYTES
from cellpark.ledger.proof.note import NotANote, NoteSignature, SignedNote


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log commits to: its origin, how many leaves, and their root."""

    origin: str
    size: int
    root: bytes

    def encode(self) -> str:
        """The note's text."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a note's text; raise ``NotANote`` when it is no checkpoint of ours."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not all(lines[:3]):
            raise NotANote("a checkpoint has three lines: origin, size, root")
        if not (lines[1].isascii() and lines[1].isdecimal()) or (lines[1][0] == "0" and lines[1] != "0"):
            raise NotANote("the size of a checkpoint is a decimal number")
        try:
            root = b64decode(lines[2], validate=True)
        except Base64Error as error:
            raise NotANote("the root of a checkpoint is base64") from error
        if len(root) != HASH_BYTES:
            raise NotANote("the root of a checkpoint has 32 bytes")
        return cls(lines[0], int(lines[1]), root)


def sign_text(text: str, key: SigningKey, at: datetime) -> NoteSignature:
    """One signature line over a checkpoint's text; cosignatures carry the second ``at``."""
    verifier = key.verifier
    seconds = int(at.timestamp())
    checkpoint = Checkpoint.parse(text)
    message = message_of(verifier, text, (checkpoint.origin, checkpoint.size, checkpoint.root), seconds)
    signature = key.sign(message)
    if key.algorithm is not Algorithm.ED25519:
        signature = stamp(seconds, signature)
    return NoteSignature(key.name, verifier.key_id, signature)


def sign_checkpoint(checkpoint: Checkpoint, keys: Iterable[SigningKey], at: datetime) -> SignedNote:
    """The checkpoint as a note signed with every key."""
    text = checkpoint.encode()
    return SignedNote(text, tuple(sign_text(text, key, at) for key in keys))


def verify_signature(text: str, line: NoteSignature, key: VerifierKey) -> int | None:
    """The cosignature's POSIX second (0 for a plain Ed25519 line) when the key made this line, else None."""
    if (line.name, line.key_id) != (key.name, key.key_id):
        return None
    seconds, signature = (0, line.signature) if key.algorithm is Algorithm.ED25519 else unstamp(line.signature)
    checkpoint = Checkpoint.parse(text)
    message = message_of(key, text, (checkpoint.origin, checkpoint.size, checkpoint.root), seconds)
    return seconds if key.verify(message, signature) else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A note read with known keys: its checkpoint, who signed, and which known keys signed falsely."""

    checkpoint: Checkpoint
    signed_by: tuple[tuple[VerifierKey, int], ...]
    false: tuple[NoteSignature, ...]

    def is_signed_by(self, keys: Iterable[VerifierKey]) -> bool:
        """Whether one of the keys signed and no known key's line is false."""
        trusted = set(keys)
        return not self.false and any(key in trusted for key, _ in self.signed_by)


def open_note(note: SignedNote, keys: Iterable[VerifierKey]) -> Opened:
    """Check every line that a known key claims; lines of unknown keys are passed over, as the format demands."""
    by_id = {(key.name, key.key_id): key for key in keys}
    signed: list[tuple[VerifierKey, int]] = []
    false: list[NoteSignature] = []
    for line in note.signatures:
        key = by_id.get((line.name, line.key_id))
        if key is None:
            continue
        seconds = verify_signature(note.text, line, key)
        if seconds is None:
            false.append(line)
        else:
            signed.append((key, seconds))
    return Opened(Checkpoint.parse(note.text), tuple(signed), tuple(false))
