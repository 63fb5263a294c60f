"""Say which serial number the maker gave a piece of equipment."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import locked_equipment
from cellpark.equipment.events import SerialNoted
from cellpark.equipment.models import Equipment
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems, serial_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def note_serial(*, actor: Actor, equipment_id: UUID, serial: str, reason: str) -> Equipment:
    """The number by which the files of this instrument are known from now on; empty: it is not known (P11-7).

    Raises ``Refused``: ``equipment.serial.malformed``, ``equipment.serial.already``.
    """
    actor.require(EquipmentPermission.MANAGE)
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        written = serial.strip()
        refuse_any([*serial_problems(written), *reason_problems(reason)])
        if written == equipment.serial:
            raise Refused(Problem("equipment.serial.already", {"equipment": equipment.code}, field="serial"))
        return write_serial(equipment, written, actor=actor, reason=reason)


def write_serial(equipment: Equipment, serial: str, *, actor: Actor, reason: str | None = None) -> Equipment:
    """Write and record the number of equipment whose stream is locked, or new."""
    made = record(
        stream=f"equipment/{equipment.id}",
        event=SerialNoted(equipment=equipment.id, serial=serial, was=equipment.serial),
        actor=actor,
        organisation=equipment.organisation_id,
        reason=reason,
    )
    equipment.serial, equipment.version = serial, made.version
    equipment.save(update_fields=["serial", "version"])
    return equipment
