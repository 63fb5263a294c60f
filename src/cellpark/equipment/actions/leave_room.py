"""Somebody leaves a room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_room
from cellpark.equipment.events import RoomLeft
from cellpark.equipment.models import Presence
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def leave_room(*, actor: Actor, room_id: UUID, person: UUID | None = None, at: datetime | None = None) -> Presence:
    """``person`` (default: the actor) is in the room no longer. Raises ``Refused(equipment.person.not_here)``."""
    actor.require(EquipmentPermission.OPERATE)
    with transaction.atomic():
        lock_stream(f"room/{room_id}")
        room, when = locked_room(room_id), instant(at)
        stay = Presence.objects.filter(room=room, person=person or actor.person_id, left_at=None).first()
        if stay is None:
            named = {"room": room.code, "grade": room.grade}
            raise Refused(Problem("equipment.person.not_here", named))
        return end_stay(actor=actor, stay=stay, at=when)


def end_stay(*, actor: Actor, stay: Presence, at: datetime) -> Presence:
    """Write and record the end of a stay; the room's stream is locked."""
    if at < stay.entered_at:
        raise Refused(Problem("base.ends_before_start", field="at"))
    stay.left_at = at
    stay.save(update_fields=["left_at"])
    record(
        stream=f"room/{stay.room_id}",
        event=RoomLeft(room=stay.room_id, presence=stay.id, person=stay.person),
        actor=actor,
        organisation=stay.organisation_id,
        at=at,
    )
    return stay
