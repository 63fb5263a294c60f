"""The head of a stream: locked, read and moved with as few round trips as an act can have."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections

from cellpark.base.prepared import execute_prepared

STREAM_LENGTH_MAX = 200

_LOCK = "SELECT version, hash, organisation FROM ledger_stream_head WHERE stream = %s FOR UPDATE"
_PEEK = "SELECT version, hash, organisation FROM ledger_stream_head WHERE stream = %s"
_CREATE = "INSERT INTO ledger_stream_head (stream, version, hash) VALUES (%s, 0, '') ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream stands: version 0 with an empty hash before its first event."""

    stream: str
    version: int
    hash: bytes
    organisation: UUID | None


def lock_stream(stream: str) -> Head:
    """Lock the stream's head until the end of the transaction and return it; a new stream begins at version 0.

    Must run inside ``transaction.atomic()``. Lock streams in the order of their names when an act needs several.
    """
    assert connection.in_atomic_block, "a stream is locked inside a transaction"
    assert 0 < len(stream) <= STREAM_LENGTH_MAX, f"a stream's name has up to {STREAM_LENGTH_MAX} characters"
    row = execute_prepared(_LOCK, [stream]).fetchone()
    if row is None:
        execute_prepared(_CREATE, [stream])
        row = execute_prepared(_LOCK, [stream]).fetchone()
        assert row is not None, "a head that was made is there"
    head = Head(stream, row[0], bytes(row[1]), row[2])
    remember(head)
    return head


def peek_head(stream: str) -> Head | None:
    """Where the stream stands now, without a lock; None before its first event."""
    row = execute_prepared(_PEEK, [stream]).fetchone()
    return None if row is None or not row[0] else Head(stream, row[0], bytes(row[1]), row[2])


def remember(head: Head) -> None:
    """Keep the head for the next event of this transaction, which then needs no second look."""
    heads = _heads()
    if len(heads) >= _HEADS_MAX:
        heads.clear()
    heads[head.stream] = head


def remembered(stream: str) -> Head | None:
    """The head as this connection last saw it; it may be stale, so the append compares it with the row."""
    return _heads().get(stream)


_HEADS_MAX = 1_000


def _heads() -> dict[str, Head]:
    session: Any = connections[DEFAULT_DB_ALIAS]
    try:
        heads: dict[str, Head] = session.cellpark_stream_heads
    except AttributeError:
        heads = session.cellpark_stream_heads = {}
    return heads
