"""Fire and batches: which rooms touch a place of hot work, what is done in them, and which fire touches a room.

Rooms touch where their outlines share a wall; a room without an outline touches none, and a place in words is no room.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.contributed import contributed
from cellpark.base.locks import lock_word
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities.models import Permit
from cellpark.facilities.permit_rules import Occupied, occupied_problems
from cellpark.facilities.places import label_of
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.states import PermitKind, PermitState
from cellpark.kernel.problem import Problem
from cellpark.leases.public import today
from cellpark.premises.public import Room, neighbours_of, room

Gate = Callable[[Collection[UUID], Actor], list[Occupied]]
"""``OCCUPIED`` in the ``hot_work`` of a higher app: what is done in rooms as they are let, as a reader may know it."""


def batch_problems(row: Permit, *, reader: Actor) -> list[Problem]:
    """Why hot work is not permitted now: what batches do in its room or beside it until its fire watch is over."""
    if row.kind != PermitKind.HOT_WORK or row.room_id is None:
        return []
    gates: list[Gate] = contributed("hot_work", "OCCUPIED")
    # what stands in the way is somebody else's; what of it is told, the rule says
    with use_scope(EVERYTHING):
        rooms = _touching(room(row.room_id))
        found = [each for gate in gates for each in gate(rooms, reader)]
    watch = terms_of(row).fire_watch
    return occupied_problems(found, starts_at=row.starts_at, ends_at=row.ends_at + watch, rooms=rooms)


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
