"""Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7)."""

import secrets
from datetime import datetime
from threading import Lock
from uuid import UUID


class _Sequence:
    """Numbers of 42 bits that grow as long as the millisecond stays the same, each time by a step of chance."""

    def __init__(self) -> None:
        self.guard = Lock()
        self.milliseconds = -1
        self.number = 0

    def next(self, milliseconds: int) -> int:
        with self.guard:
            grown = self.number + 1 + secrets.randbits(16)
            if milliseconds != self.milliseconds or grown >> COUNTED:
                grown = secrets.randbits(COUNTED - 1)
            self.milliseconds, self.number = milliseconds, grown
            return grown


COUNTED = 42
_sequence = _Sequence()


def time_ordered_id(at: datetime) -> UUID:
    """A UUIDv7 for the instant ``at`` (aware): 48 bits of Unix milliseconds, then 42 that grow, then 32 of chance.

    What one process makes within a millisecond sorts in the order in which it was made (RFC 9562, section 6.2, method
    2). PostgreSQL 15 has no ``uuidv7()``, so the application makes them.
    """
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    number = _sequence.next(milliseconds)
    value = milliseconds << 80 | 0x7 << 76 | (number >> 30) << 64
    value |= 0b10 << 62 | (number & ((1 << 30) - 1)) << 32 | secrets.randbits(32)
    return UUID(int=value)


def earliest_id(at: datetime) -> UUID:
    """The smallest value that an id made at ``at`` (aware) or later can have: a time span is a range of ids."""
    return UUID(int=(int(at.timestamp() * 1000) & ((1 << 48) - 1)) << 80)
