"""Qualified, calibrated, cleaned: three acts that write one line of the log and one date each."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_equipment
from cellpark.equipment.events import EquipmentCalibrated, EquipmentCleaned, EquipmentQualified
from cellpark.equipment.log import log_entry
from cellpark.equipment.models import Equipment
from cellpark.equipment.rules import note_problems, validity_problems
from cellpark.equipment.states import Activity
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record

# activity -> the event and the column that it sets
_RECORDED = {
    Activity.QUALIFICATION: (EquipmentQualified, "qualified_until"),
    Activity.CALIBRATION: (EquipmentCalibrated, "calibrated_until"),
    Activity.CLEANING: (EquipmentCleaned, "clean_until"),
}


def record_state(
    *, actor: Actor, equipment_id: UUID, activity: Activity, valid_until: datetime, note: str, at: datetime | None
) -> Equipment:
    """Lock, check, write, record; the caller has asked for the permission."""
    shape, column = _RECORDED[activity]
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        when = instant(at)
        refuse_any([*note_problems(note), *validity_problems(valid_until=valid_until, at=when)])
        if activity is Activity.CLEANING and equipment.used_by:
            named = {"equipment": equipment.code, "batch": equipment.used_by}
            raise Refused(Problem("equipment.equipment.in_use", named, rule="211-3c"))
        entry = log_entry(
            actor=actor,
            equipment=equipment,
            activity=activity,
            began_at=when,
            ended_at=when,
            valid_until=valid_until,
            note=note,
        )
        setattr(equipment, column, valid_until)
        if activity is Activity.CLEANING:
            equipment.soiled_by = ""
        made = record(
            stream=f"equipment/{equipment.id}",
            event=shape(
                equipment=equipment.id,
                entry=entry.id,
                number=entry.number,
                valid_until=valid_until,
                by=actor.reference,
                note=note,
            ),
            actor=actor,
            organisation=equipment.organisation_id,
            at=when,
        )
        equipment.version = made.version
        equipment.save(update_fields=[column, "soiled_by", "version"])
    return equipment
