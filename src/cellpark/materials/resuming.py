"""A container as it stood before what is corrected: read from its stream in the ledger."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import Entry, Row, envelope, events_of
from cellpark.materials.clocks import span
from cellpark.materials.container_events import Resumed, Stood
from cellpark.materials.folds.forms import from_json
from cellpark.materials.models import Container
from cellpark.materials.rows import folded, stream_of
from cellpark.materials.states import ContainerState, CustodyAct

OPENED, MOVED, DRAWN = (f"materials.container.{each}" for each in ("opened", "moved", "drawn"))
# what says nothing about whether anybody worked with a container
BESIDE = frozenset({"materials.container.scanned", "materials.container.clock_breached"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How a container stands again, and its clocks with it."""

    stood: Stood
    resumed: tuple[Resumed, ...]


def before_emptying(row: Container) -> Before | None:
    """An empty container in the state that it had, where it is now; its clocks as they ran."""
    found: Row | None = None
    for _, before, after in folded(Container, row.id):
        if before is not None and after["state"] == ContainerState.EMPTY != before["state"]:
            found = before
    if found is None:
        return None
    here = Stood(
        state=str(found["state"]),
        place=row.place,
        condition=row.condition,
        room=row.room,
        opened_at=row.opened_at,
    )
    return Before(stood=here, resumed=_clocks(found))


def before_operation(row: Container, operations: AbstractSet[UUID], done_at: datetime) -> Before | None:
    """A container as it stood before these operations, when nobody worked with it afterwards; None where somebody did.

    ``operations``: the one that was recorded and the corrections of it. That it was opened and brought to the room for
    it did not happen either.
    """
    found: Any = None
    named = False
    for entry, before, _ in folded(Container, row.id):
        if _names(entry, operations):
            found = found or before
            named = True
        elif named:
            if entry.type not in BESIDE:
                return None
        elif _for_it(entry, done_at):
            found = found or before
        elif entry.type not in BESIDE:
            found = None
    if found is None or not named:
        return None
    there = Stood(
        state=str(found["state"]),
        place=str(found["place"]),
        condition=str(found["condition"]),
        room=found["room"],
        opened_at=found["opened_at"],
    )
    return Before(stood=there, resumed=_clocks(found))


def left_empty(container: UUID, operations: AbstractSet[UUID]) -> bool:
    """Whether an operation, when it was done, left nothing in a container, so that it was thrown away."""
    for event in events_of(stream_of(Container, container)).filter(type=DRAWN):
        data: Any = envelope(event)["data"]
        if UUID(str(data["operation"])) in operations:
            return not Quantity.from_plain(data["left"]).value
    return False


def stored_since(row: Container) -> datetime | None:
    """When a container that is in a store was last moved; None for any other."""
    if row.state != ContainerState.STORED:
        return None
    return max((entry.at for entry, _, _ in folded(Container, row.id) if entry.type == MOVED), default=None)


def _names(entry: Entry, operations: AbstractSet[UUID]) -> bool:
    data: Any = entry.data
    return "operation" in data and UUID(str(data["operation"])) in operations


def _for_it(entry: Entry, done_at: datetime) -> bool:
    data: Any = entry.data
    brought = entry.type == MOVED and data["act"] == CustodyAct.ISSUED_TO_SUITE
    return entry.at == done_at and (entry.type == OPENED or brought)


def _clocks(stood: Row) -> tuple[Resumed, ...]:
    running: Any = from_json(stood["clocks"])
    return tuple(
        Resumed(
            kind=str(each["kind"]),
            used=span(timedelta(microseconds=int(each["used_us"]))),
            since=None if each["since"] is None else datetime.fromisoformat(str(each["since"])),
        )
        for each in running
    )
