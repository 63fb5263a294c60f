"""Take a room out of service and bring it back: two acts that differ in their words."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import locked_room
from cellpark.equipment.events import RoomBroughtBack, RoomTakenOut
from cellpark.equipment.models import Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.equipment.states import EQUIPMENT_LIFECYCLE
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record

EVENTS = {"take_out": RoomTakenOut, "bring_back": RoomBroughtBack}


def change_room_state(*, actor: Actor, room_id: UUID, verb: str, reason: str) -> Room:
    """Do ``take_out`` or ``bring_back``. Raises ``Refused(lifecycle.step)`` when the room is so already."""
    actor.require(EquipmentPermission.MANAGE)
    with transaction.atomic():
        lock_stream(f"room/{room_id}")
        room = locked_room(room_id)
        refuse_any(reason_problems(reason))
        room.state = EQUIPMENT_LIFECYCLE.step(room.state, verb)
        made = record(
            stream=f"room/{room.id}",
            event=EVENTS[verb](room=room.id),
            actor=actor,
            organisation=room.organisation_id,
            reason=reason,
        )
        room.version = made.version
        room.save(update_fields=["state", "version"])
    return room
