"""Take equipment out of service and bring it back: two acts that differ in their words."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_equipment
from cellpark.equipment.events import EquipmentBroughtBack, EquipmentTakenOut
from cellpark.equipment.log import log_entry
from cellpark.equipment.models import Equipment
from cellpark.equipment.rules import reason_problems
from cellpark.equipment.states import EQUIPMENT_LIFECYCLE, Activity
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record

EVENTS = {
    "take_out": (EquipmentTakenOut, Activity.OUT_OF_SERVICE),
    "bring_back": (EquipmentBroughtBack, Activity.BACK_IN_SERVICE),
}


def change_service(
    *, actor: Actor, equipment_id: UUID, verb: str, reason: str, at: datetime | None = None
) -> Equipment:
    """Do ``take_out`` or ``bring_back``; the log gets an entry with the reason (211-3c).

    Anybody at the bench may stop a device that behaves oddly; bringing it back is for those who look after it. Raises
    ``Refused(lifecycle.step)`` when it is so already.
    """
    actor.require(next(each.permission for each in EQUIPMENT_LIFECYCLE.transitions if each.verb == verb))
    shape, activity = EVENTS[verb]
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        when = instant(at)
        refuse_any(reason_problems(reason))
        equipment.state = EQUIPMENT_LIFECYCLE.step(equipment.state, verb)
        entry = log_entry(
            actor=actor, equipment=equipment, activity=activity, began_at=when, ended_at=when, note=reason
        )
        event = shape(equipment=equipment.id, entry=entry.id, number=entry.number, by=actor.reference, note=reason)
        made = record(
            stream=f"equipment/{equipment.id}",
            event=event,
            actor=actor,
            organisation=equipment.organisation_id,
            at=when,
            reason=reason,
        )
        equipment.version = made.version
        equipment.save(update_fields=["state", "version"])
    return equipment
