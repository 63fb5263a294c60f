"""Blocks of readings: what was heard, as bytes with a digest.

The digest is of the canonical bytes before they are compressed, so that it outlives the way of compressing.
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.kernel import canonical
from cellpark.kernel.plain import instant_text

FORM = 1
READINGS_MAX = 20_000
"""So many readings stay well below the limit on canonical bytes."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One reading as the device said it: ``value`` is the shortest decimal, None where ``status`` says why not."""

    at: datetime
    name: str
    value: str | None
    status: str = ""


def write_block(*, stream: UUID, number: int, previous: str, heard: Sequence[Heard]) -> bytes:
    """The canonical bytes of a block."""
    readings = [[instant_text(each.at), each.name, each.value, each.status] for each in heard]
    return canonical.encode(
        {"form": FORM, "number": number, "previous": previous, "readings": readings, "stream": str(stream)}
    )


def digest(block: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(block).hexdigest()


def packed(block: bytes) -> bytes:
    """As it is stored."""
    return zlib.compress(block, 9)


def unpacked(content: bytes) -> bytes:
    """The canonical bytes; raises ``zlib.error`` or ``ValueError`` when they were tampered with."""
    inflate = zlib.decompressobj()
    block = inflate.decompress(content, canonical.MAX_BYTES)
    if not inflate.eof:
        raise ValueError("longer than a block can be")
    return block


def read_block(block: bytes) -> tuple[Heard, ...]:
    """The readings of a block, in the order in which they were heard."""
    form: Any = canonical.decode(block)
    return tuple(Heard(datetime.fromisoformat(at), name, value, status) for at, name, value, status in form["readings"])
