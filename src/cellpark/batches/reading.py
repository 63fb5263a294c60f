"""From the ledger to the pure state: a batch's entries, folded; what a process folded before is not folded again."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from uuid import UUID

from cellpark.batches.models import Batch
from cellpark.batches.recipes_used import load_recipe
from cellpark.batches.run import Happened, Plan, State, fold
from cellpark.ledger.public import Event, Head, envelope, events_of, peek_head, typed

KEPT_MAX = 400
"""Batches whose state a process keeps: a suite of clean rooms runs a few dozen at a time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A state and the entry up to which it was folded."""

    version: int
    hash: bytes
    state: State


_kept: "OrderedDict[UUID, Kept]" = OrderedDict()
_guard = Lock()


def stream_of(batch_id: UUID) -> str:
    """The stream of a batch."""
    return f"batch/{batch_id}"


@lru_cache(maxsize=128)
def plan_of(recipe: str) -> Plan:
    """The recipe with this SHA-256, indexed. An approved text never changes, so it is kept."""
    return Plan(load_recipe(recipe))


def happened_of(event: Event) -> Happened:
    """An event of the ledger as the interpretation reads it."""
    data = typed(event)
    assert data is not None, f"{event.type} v{event.type_version} is not registered"
    return Happened(data, event.at, event.actor, event.id, envelope(event)["reason"])


def history(batch_id: UUID, *, after: int = 0) -> Iterator[tuple[Event, Happened]]:
    """The entries of a batch behind a version, in their order."""
    events = events_of(stream_of(batch_id)).filter(version__gt=after)
    return ((event, happened_of(event)) for event in events.iterator(chunk_size=1_000))


def state_of(batch: Batch, head: Head | None = None) -> tuple[Plan, State]:
    """The state of a batch now. What was folded before is gone on from, when the chain of hashes says that it fits.

    ``head`` is the head of the stream where it is locked already. A state that was kept up to the head needs no look at
    the ledger.
    """
    plan = plan_of(batch.recipe)
    with _guard:
        kept = _kept.get(batch.id)
    if kept is not None:
        stands = head or peek_head(stream_of(batch.id))
        if stands is not None and (kept.version, kept.hash) == (stands.version, stands.hash):
            return plan, kept.state
    found = None if kept is None else _go_on(plan, batch.id, kept)
    if found is None:
        found = _go_on(plan, batch.id, Kept(0, b"", State()))
        assert found is not None, "a stream fits to its beginning"
    keep_state(batch.id, found)
    return plan, found.state


def keep_state(batch_id: UUID, kept: Kept) -> None:
    """Remember a state with the hash that it rests on; after a rollback the hash no longer fits."""
    with _guard:
        _kept[batch_id] = kept
        _kept.move_to_end(batch_id)
        while len(_kept) > KEPT_MAX:
            _kept.popitem(last=False)


def _go_on(plan: Plan, batch_id: UUID, kept: Kept) -> Kept | None:
    """The kept state after what was recorded since; None when it rests on entries that were rolled back."""
    version, digest = kept.version, kept.hash
    entries: list[Happened] = []
    stands = version == 0
    # the last entry that was folded is read again: only its hash tells that it is still the one
    rows = events_of(stream_of(batch_id)).filter(version__gte=version)
    for event in rows if version else rows.iterator(chunk_size=1_000):
        if event.version == kept.version:
            if bytes(event.hash) != kept.hash:
                return None
            stands = True
            continue
        if bytes(event.prev) != digest:
            return None
        version, digest = event.version, bytes(event.hash)
        entries.append(happened_of(event))
    if not stands:
        return None
    if not entries:
        return kept
    return Kept(version, digest, fold(plan, entries, kept.state if kept.version else None))
