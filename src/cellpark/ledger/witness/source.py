"""Where a witness gets a checkpoint and its consistency proof: the log's address, or two files."""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.error import URLError
from urllib.request import urlopen

from cellpark.ledger.proof.merkle import HASH_BYTES
from cellpark.ledger.proof.note import NOTE_BYTES_MAX
from cellpark.ledger.proof.witness import PROOF_LINES_MAX

SECONDS = 20.0


class SourceUnreadable(Exception):  # noqa: N818 -- the name says what happened
    """The log did not answer, or a file cannot be read; the message says which and why."""


class Source(Protocol):
    """What a witness asks."""

    def note(self) -> str:
        """The newest checkpoint with its signatures."""
        ...

    def proof(self, old: int, new: int) -> list[bytes]:
        """The hashes that lead from the tree of ``old`` leaves to the tree of ``new``."""
        ...


def proof_text(proof: Sequence[bytes]) -> str:
    """A proof as text: one hash a line in base64, as a witness is sent it (C2SP tlog-witness)."""
    return "".join(f"{b64encode(node).decode()}\n" for node in proof)


def read_proof(text: str) -> list[bytes]:
    """The hashes of a proof's text; raise ``SourceUnreadable``."""
    lines = text.split()
    try:
        nodes = [b64decode(line, validate=True) for line in lines]
    except (Base64Error, ValueError) as error:
        raise SourceUnreadable("the proof is not base64") from error
    if len(nodes) > PROOF_LINES_MAX or any(len(node) != HASH_BYTES for node in nodes):
        raise SourceUnreadable("the proof is no list of hashes")
    return nodes


@dataclass(frozen=True, slots=True)
class LogAddress:
    """A log that answers at ``address``, such as ``https://park.example``."""

    address: str

    def note(self) -> str:
        """``/checkpoint``."""
        return self._get("checkpoint")

    def proof(self, old: int, new: int) -> list[bytes]:
        """``/checkpoint/consistency/<old>/<new>``."""
        return read_proof(self._get(f"checkpoint/consistency/{old}/{new}"))

    def _get(self, path: str) -> str:
        address = f"{self.address.rstrip('/')}/{path}"
        if not address.startswith(("https://", "http://")):
            raise SourceUnreadable(f"{address}: not an address that begins with https:// or http://")
        try:
            with urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 -- the scheme was checked above
                data: bytes = answer.read(NOTE_BYTES_MAX)
            return data.decode()
        except (URLError, OSError, UnicodeDecodeError) as error:
            raise SourceUnreadable(f"{address}: {error}") from error


@dataclass(frozen=True, slots=True)
class LogFiles:
    """A checkpoint and, once the witness has a head, a proof that came as files."""

    checkpoint: Path
    consistency: Path | None

    def note(self) -> str:
        """The checkpoint's file."""
        return self._read(self.checkpoint)

    def proof(self, old: int, new: int) -> list[bytes]:  # noqa: ARG002 -- whether it fits is checked, not asked
        """The proof's file; none is an empty proof, which only an unchanged tree passes."""
        return [] if self.consistency is None else read_proof(self._read(self.consistency))

    @staticmethod
    def _read(path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceUnreadable(f"{path}: {error}") from error
