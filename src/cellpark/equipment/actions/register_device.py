"""Let a device be a source of data, or no longer."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import locked_equipment
from cellpark.equipment.events import DeviceRegistered, DeviceWithdrawn
from cellpark.equipment.models import Equipment
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.equipment.states import DEVICES
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def register_device(*, actor: Actor, equipment_id: UUID, accepted: bool = True, reason: str) -> Equipment:
    """Accept the device's data from now on, or no longer (P11-7). Raises ``Refused(equipment.device.not_a_source)``."""
    actor.require(EquipmentPermission.MANAGE)
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        refuse_any(reason_problems(reason))
        if equipment.kind not in DEVICES:
            raise Refused(Problem("equipment.device.not_a_source", {"equipment": equipment.code}, rule="P11-7"))
        if equipment.registered == accepted:
            raise Refused(Problem("equipment.device.already", {"equipment": equipment.code}))
        equipment.registered = accepted
        shape = DeviceRegistered if accepted else DeviceWithdrawn
        made = record(
            stream=f"equipment/{equipment.id}",
            event=shape(equipment=equipment.id),
            actor=actor,
            organisation=equipment.organisation_id,
            reason=reason,
        )
        equipment.version = made.version
        equipment.save(update_fields=["registered", "version"])
    return equipment
