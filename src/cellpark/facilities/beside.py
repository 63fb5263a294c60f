"""Fire and batches: which rooms touch a place of hot work, what is done in them, and which fire touches a room.

Rooms touch where their outlines share a wall; a room without an outline touches none, and a place in words is no room.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.contributed import contributed
from cellpark.base.locks import lock_word
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities.models import Permit
from cellpark.facilities.permit_rules import Occupied, in_that_time, occupied_problems
from cellpark.facilities.places import label_of
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.states import BesideState, PermitKind, PermitState
from cellpark.kernel.problem import Problem
from cellpark.leases.public import today
from cellpark.premises.public import Room, neighbours_of, room

Gate = Callable[[Collection[UUID], Actor], list[Occupied]]
"""``OCCUPIED`` in the ``hot_work`` of a higher app: what is done in rooms as they are let, as a reader may know it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What batches do in a room of hot work and beside it, until the fire watch is over; ``rooms`` by their names."""

    uses: tuple[Occupied, ...]
    rooms: dict[UUID, str]

    @property
    def houses(self) -> frozenset[UUID]:
        """Whose batches they are."""
        return frozenset(each.house for each in self.uses)

    def but_for(self, houses: Collection[UUID]) -> list[Problem]:
        """Why hot work is not permitted now, where these houses let it through."""
        return occupied_problems([each for each in self.uses if each.house not in houses], rooms=self.rooms)


def beside(row: Permit, *, reader: Actor) -> Beside:
    """What is done by batches beside a permit, as a reader may know it."""
    if row.kind != PermitKind.HOT_WORK or row.room_id is None:
        return Beside((), {})
    gates: list[Gate] = contributed("hot_work", "OCCUPIED")
    # what stands in the way is somebody else's; what of it is told, the rule says
    with use_scope(EVERYTHING):
        rooms = _touching(room(row.room_id))
        found = [each for gate in gates for each in gate(rooms, reader)]
    watched = row.ends_at + terms_of(row).fire_watch
    return Beside(tuple(in_that_time(found, starts_at=row.starts_at, ends_at=watched)), rooms)


def houses_in(row: Permit, state: BesideState) -> frozenset[UUID]:
    """The houses that say this about their batches beside a permit."""
    return frozenset(UUID(each["house"]) for each in row.beside if each["state"] == state)


def batch_problems(row: Permit, *, reader: Actor) -> list[Problem]:
    """Why hot work is not permitted now: what batches do there whose houses have not let it through."""
    return beside(row, reader=reader).but_for(houses_in(row, BesideState.ALLOWED))


def is_fire_permitted(room_id: UUID, at: datetime) -> bool:
    """Whether hot work is permitted in a room or beside it at ``at``."""
    with use_scope(EVERYTHING):
        rows = Permit.objects.filter(
            kind=PermitKind.HOT_WORK, state=PermitState.APPROVED, room_id__in=list(_touching(room(room_id)))
        ).filter(starts_at__lte=at, ends_at__gt=at)
        return bool(rows.exists())


def fire_and_batch_in_turn(room_id: UUID) -> None:
    """Who gives a permit and who opens something on the same floor meet here, as the last thing before they judge."""
    with use_scope(EVERYTHING):
        found = room(room_id)
    lock_word(f"facilities.fire/{found.building_id}/{found.floor}")


def _touching(found: Room) -> dict[UUID, str]:
    """A room and those that touch it today, by id with the names at their doors."""
    others = neighbours_of(found, today())
    return {found.id: label_of(found)} | {each.id: f"{found.building.code} {each.code}" for each in others}
