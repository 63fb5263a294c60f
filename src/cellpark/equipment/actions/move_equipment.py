"""Put a piece of equipment into another room."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import locked_equipment
from cellpark.equipment.events import EquipmentMoved
from cellpark.equipment.models import Equipment, Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def move_equipment(*, actor: Actor, equipment_id: UUID, room_id: UUID | None, reason: str) -> Equipment:
    """It stands in ``room_id`` now, or in no room. Refused while it is in use or holds containers."""
    actor.require(EquipmentPermission.MANAGE)
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        room = None if room_id is None else Room.objects.get(id=room_id, organisation_id=equipment.organisation_id)
        refuse_any(reason_problems(reason))
        if equipment.used_by or equipment.placements.filter(removed_at=None).exists():
            raise Refused(Problem("equipment.equipment.not_empty", {"equipment": equipment.code}))
        equipment.room = room
        made = record(
            stream=f"equipment/{equipment.id}",
            event=EquipmentMoved(equipment=equipment.id, room=room_id),
            actor=actor,
            organisation=equipment.organisation_id,
            reason=reason,
        )
        equipment.version = made.version
        equipment.save(update_fields=["room", "version"])
    return equipment
