"""Reading the ledger: events by stream, person, kind and time; proofs; and where the sealer stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import QuerySet

from cellpark.base.contributed import contributed_mapping
from cellpark.base.scope import current_scope
from cellpark.base.time import clock
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.models import Checkpoint, Event, Leaf, SealMark, SigningKey, StreamHead
from cellpark.ledger.proof.merkle import root_from_inclusion
from cellpark.ledger.registry import find_type
from cellpark.ledger.shapes import build
from cellpark.ledger.tile_store import forget_tiles, tile_reader


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """What convinces an outsider that one event belongs to the log: nobody else's event is needed."""

    index: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    root: bytes


@dataclass(frozen=True, slots=True)
class Sealing:
    """How far the sealer is: entries in the tree, entries waiting, and the age of the oldest waiting one in seconds."""

    size: int
    waiting: int
    lag_s: float


def seen(rows: "QuerySet[Event]", stream: str = "") -> "QuerySet[Event]":
    """``rows`` without the streams that their owner does not see yet, such as another's draft; of ``stream`` alone.

    An app names them in its ``hidden.py``: ``HIDDEN_STREAMS`` maps the beginning of a stream's name to a function that
    gives the hidden ones in the scope in force, as a query of one column of names.
    """
    if current_scope().everything:
        return rows
    for prefix, hidden in contributed_mapping("hidden", "HIDDEN_STREAMS").items():
        if not stream or stream.startswith(prefix):
            rows = rows.exclude(stream__in=hidden())
    return rows


def events_of(stream: str) -> "QuerySet[Event]":
    """The events of one stream in their order, as far as the scope shows them."""
    if "\x00" in stream:
        return Event.objects.none()  # PostgreSQL holds no NUL, so no stream has one in its name
    return seen(Event.objects.filter(stream=stream), stream).order_by("version")


def find_events(
    *,
    stream_prefix: str = "",
    actor: str = "",
    type_name: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> "QuerySet[Event]":
    """The events in scope that fit, newest first; page with ``rid__lt``, which stays fast at any depth."""
    found = seen(Event.objects.all()).order_by("-rid")
    if stream_prefix:
        found = found.filter(stream__gte=stream_prefix, stream__lt=stream_prefix + "\U0010ffff")
    if actor:
        found = found.filter(actor=actor)
    if type_name:
        found = found.filter(type=type_name)
    if since is not None:
        found = found.filter(recorded_at__gte=since)
    if until is not None:
        found = found.filter(recorded_at__lt=until)
    return found


def get_event(event_id: UUID) -> Event | None:
    """One event by its id, when the scope shows it."""
    return seen(Event.objects.filter(id=event_id)).first()


def event_at(stream: str, version: int) -> Event | None:
    """One version of a stream, when the scope shows it."""
    return seen(Event.objects.filter(stream=stream, version=version), stream).first()


def leaf_index(event: Event) -> int | None:
    """The place of an event in the tree; None while it is not sealed."""
    return Leaf.objects.filter(rid=event.rid).values_list("seq", flat=True).first()


def log_keys() -> list[str]:
    """The site's public keys (vkeys), the oldest first."""
    return list(SigningKey.objects.order_by("since", "id").values_list("vkey", flat=True))


def envelope(event: Event) -> dict[str, Any]:
    """The event's stored bytes, parsed."""
    value: dict[str, Any] = orjson.loads(bytes(event.payload))
    return value


def typed(event: Event) -> Any | None:
    """The event's data as its registered class, or None when this release does not know the type."""
    kind = find_type(event.type, event.type_version)
    return None if kind is None else build(kind.shape, envelope(event)["data"])


def replay(stream: str) -> Iterator[Any]:
    """The typed events of a stream in their order: what a fold is made of. An unknown type is a bug."""
    for event in events_of(stream).iterator(chunk_size=500):
        value = typed(event)
        assert value is not None, f"{event.type} v{event.type_version} is not registered"
        yield value


def head_of(stream: str) -> StreamHead | None:
    """The stream's head without locking it; None before its first event."""
    return StreamHead.objects.filter(stream=stream, version__gte=1).first()


def streams_of(organisation: UUID) -> list[tuple[str, int]]:
    """The streams of one organisation with their last versions, by name."""
    rows = StreamHead.objects.filter(organisation=organisation, version__gte=1).order_by("stream")
    return list(rows.values_list("stream", "version"))


def last_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint."""
    return Checkpoint.objects.order_by("-size").first()


def checkpoint_note(checkpoint: Checkpoint) -> str:
    """The checkpoint with the lines of its witnesses below our own."""
    lines = checkpoint.cosignatures.order_by("witness__name").values_list("line", flat=True)
    return checkpoint.note + "".join(lines)


def tree_size() -> int:
    """How many events are sealed."""
    mark = SealMark.objects.first()
    return 0 if mark is None else mark.size


def inclusion_proof(event: Event, *, size: int | None = None) -> InclusionProof:
    """The proof of one event in the tree of ``size`` (default: all that is sealed).

    Raises ``Refused(ledger.proof.not_sealed)`` while the event is not in that tree.
    """
    leaf = Leaf.objects.filter(rid=event.rid).first()
    size = tree_size() if size is None else size
    if leaf is None or leaf.seq >= size:
        raise Refused(Problem("ledger.proof.not_sealed"))
    proof = _proof_from_tiles(leaf, size)
    if root_from_inclusion(proof.leaf, proof.index, size, proof.path) != proof.root:
        # tiles kept in memory from before a restore; what is read afresh and still does not fit is for verification
        forget_tiles()
        proof = _proof_from_tiles(leaf, size)
    return proof


def _proof_from_tiles(leaf: Leaf, size: int) -> InclusionProof:
    reader = tile_reader()
    path = tuple(reader.inclusion_proof(leaf.seq, size))
    return InclusionProof(leaf.seq, size, bytes(leaf.hash), path, reader.root(size))


def consistency_proof(old: int, new: int) -> list[bytes]:
    """The proof that the tree of ``old`` is a prefix of the tree of ``new``; both must be sealed."""
    if not 0 <= old <= new <= tree_size():
        raise Refused(Problem("ledger.proof.not_sealed"))
    return tile_reader().consistency_proof(old, new)


def sealing() -> Sealing:
    """Where the sealer stands; where none has run yet, everything waits. Must run in the scope of everything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, xid::text, rid, floor_rid FROM ledger_seal_mark")
        size, xid, rid, floor = cursor.fetchone() or (0, "0", 0, 0)
        cursor.execute(
            "SELECT count(*), min(recorded_at) FROM ledger_event WHERE (xid, rid) > (%s::xid8, %s) AND rid > %s",
            [xid, rid, floor],
        )
        waiting, oldest = cursor.fetchone()
    return Sealing(size, waiting, 0.0 if oldest is None else (clock().now() - oldest).total_seconds())
