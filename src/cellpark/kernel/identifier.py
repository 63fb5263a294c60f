"""Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7)."""

import secrets
from datetime import datetime
from uuid import UUID


def time_ordered_id(at: datetime) -> UUID:
    """A UUIDv7 for the instant ``at`` (aware): 48 bits of Unix milliseconds, 74 random bits.

    PostgreSQL 15 has no ``uuidv7()``, so the application makes them.
    """
    milliseconds = int(at.timestamp() * 1000)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def earliest_id(at: datetime) -> UUID:
    """The smallest value that an id made at ``at`` (aware) or later can have: a time span is a range of ids."""
    return UUID(int=(int(at.timestamp() * 1000) & ((1 << 48) - 1)) << 80)
