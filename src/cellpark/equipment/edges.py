"""Edges of contact as they follow from the events of this app (T16)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cellpark.equipment.acting import touching
from cellpark.equipment.events import ContainerOpened, ContainerPlaced, RoomShared, UseStarted
from cellpark.genealogy.public import Edge


def _handled(event: ContainerOpened | ContainerPlaced) -> Sequence[Edge]:
    return touching([event.container], room=event.room, equipment=event.equipment, person=event.by)


def _shared(event: RoomShared) -> Sequence[Edge]:
    return [edge for person in event.people for edge in touching(event.containers, person=person)]


def _used(event: UseStarted) -> Sequence[Edge]:
    return touching(event.containers, equipment=event.equipment)


EDGES: Mapping[str, Callable[[Any], Sequence[Edge]]] = {
    "equipment.container.placed": _handled,
    "equipment.container.opened": _handled,
    "equipment.room.shared": _shared,
    "equipment.equipment.use_started": _used,
}
