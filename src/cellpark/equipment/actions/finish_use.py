"""End the use of a piece of equipment."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_equipment
from cellpark.equipment.events import UseFinished
from cellpark.equipment.models import LogEntry
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.states import Activity
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def finish_use(*, actor: Actor, equipment_id: UUID, batch: str, at: datetime | None = None) -> LogEntry:
    """The batch uses it no longer; until it is cleaned no other batch may.

    Raises ``Refused(equipment.use.not_running)``.
    """
    actor.require(EquipmentPermission.OPERATE)
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        when = instant(at)
        if not batch or equipment.used_by != batch:
            raise Refused(Problem("equipment.use.not_running", {"equipment": equipment.code, "batch": batch}))
        entry: LogEntry = LogEntry.objects.get(equipment=equipment, activity=Activity.USE, ended_at=None)
        if when < entry.began_at:
            raise Refused(Problem("base.ends_before_start", field="at"))
        entry.ended_at, entry.ended_by = when, actor.reference
        entry.save(update_fields=["ended_at", "ended_by"])
        equipment.used_by, equipment.used_since, equipment.soiled_by, equipment.clean_until = "", None, batch, None
        made = record(
            stream=f"equipment/{equipment.id}",
            event=UseFinished(equipment=equipment.id, entry=entry.id, batch=batch, by=actor.reference),
            actor=actor,
            organisation=equipment.organisation_id,
            at=when,
        )
        equipment.version = made.version
        equipment.save(update_fields=["used_by", "used_since", "soiled_by", "clean_until", "version"])
    return entry
