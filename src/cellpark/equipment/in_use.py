"""Who works in the rooms that lie in some rooms as they are let."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cellpark.base.time import now
from cellpark.equipment.models import LineClearance, OpenWork, Placement, Reservation, Room
from cellpark.equipment.states import ClearanceState, ReservationState


class How(StrEnum):
    """What a room is used for: something is open or stands in it, its line is clear, its equipment is booked."""

    OPEN = "open"
    HOLDS = "holds"
    CLEARED = "cleared"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomInUse:
    """A use of a room from an instant up to another; ``until`` None: nobody knows. ``batch`` is a number or empty."""

    room: Room
    how: How
    batch: str
    since: datetime
    until: datetime | None = None


def rooms_in_use(premises_rooms: Collection[UUID]) -> list[RoomInUse]:
    """The uses, now and booked, of the rooms in scope that lie in these rooms as they are let. Five queries at most."""
    rooms: dict[UUID, Room] = {each.id: each for each in Room.objects.filter(premises_room__in=list(premises_rooms))}
    if not rooms:
        return []
    at, here = now(), list(rooms)
    works = OpenWork.objects.filter(room_id__in=here, ended_at=None)
    things = Placement.objects.filter(room_id__in=here, removed_at=None).exclude(batch="")
    lines = LineClearance.objects.filter(room_id__in=here, state=ClearanceState.IN_FORCE, valid_until__gt=at)
    booked = Reservation.objects.filter(
        equipment__room_id__in=here, state=ReservationState.BOOKED, ends_at__gt=at
    ).exclude(batch="")
    return [
        *(RoomInUse(room=rooms[each.room_id], how=How.OPEN, batch=each.batch, since=each.begun_at) for each in works),
        *(RoomInUse(room=rooms[each.room_id], how=How.HOLDS, batch=each.batch, since=each.since) for each in things),
        *(
            RoomInUse(
                room=rooms[each.room_id], how=How.CLEARED, batch="", since=each.checked_at, until=each.valid_until
            )
            for each in lines
        ),
        *(
            RoomInUse(
                room=rooms[each.equipment.room_id],
                how=How.BOOKED,
                batch=each.batch,
                since=each.starts_at,
                until=each.ends_at,
            )
            for each in booked.select_related("equipment")
        ),
    ]
