"""Say on which day a room ends, or take the end back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.premises.events import RoomClosed
from cellpark.premises.models import Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.rows import benches_standing, locked, write
from cellpark.premises.rules import emptied_problems, taken_problems
from cellpark.premises.states import Ending


def close_room(*, actor: Actor, room_id: UUID, day: date | None, reason: str) -> Room:
    """The room is there up to, not including, ``day``; None takes an end back that was only said.

    What was split or merged stays so. The same day again changes nothing. A room that somebody holds on ``day`` or
    later is refused by the database. Raises ``Refused``: ``premises.room.*``; ``DoesNotExist``.
    """
    actor.require(PremisesPermission.CHANGE_ROOM)
    if not reason.strip():
        raise Refused(Problem("base.reason_required", field="reason"))
    found: Room = Room.objects.get(id=room_id)
    with transaction.atomic():
        building = locked(found.building_id)
        room: Room = Room.objects.get(id=room_id)
        if room.valid_until == day:
            return room
        if room.ending in (Ending.SPLIT, Ending.MERGED):
            raise Refused(Problem("premises.room.ended"))
        if day is not None and day <= room.valid_from:
            raise Refused(Problem("premises.room.days", field="day"))
        others = Room.objects.filter(building_id=building.id, code=room.code).exclude(id=room.id)
        held = others.values_list("id", "code", "valid_from", "valid_until")
        refuse_any(
            [
                *emptied_problems(benches_standing(room), day),
                *taken_problems([(room.code, room.valid_from, day)], held, field="day"),
            ]
        )
        event = RoomClosed(building=building.id, room=room.id, day=day)
        write(event, actor=actor, building=building, reason=reason)
    changed: Room = Room.objects.get(id=room_id)
    return changed
