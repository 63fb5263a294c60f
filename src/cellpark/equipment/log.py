"""The next entry of an equipment's log: numbered under the lock of its stream, so without gaps (211-3c)."""

from datetime import datetime

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.equipment.models import Equipment, LogEntry
from cellpark.equipment.states import Activity
from cellpark.kernel.problem import Problem, Refused


def log_entry(
    *,
    actor: Actor,
    equipment: Equipment,
    activity: Activity,
    began_at: datetime,
    ended_at: datetime | None,
    batch: str = "",
    product: str = "",
    valid_until: datetime | None = None,
    note: str = "",
) -> LogEntry:
    """Write the next entry. Raises ``Refused(equipment.log.before_last)``: a log is written in the order of time."""
    last = LogEntry.objects.filter(equipment=equipment).order_by("-number").first()
    if last is not None and began_at < (last.ended_at or last.began_at):
        raise Refused(Problem("equipment.log.before_last", {"equipment": equipment.code}, field="at", rule="211-3c"))
    entry = LogEntry(
        id=new_id(),
        organisation_id=equipment.organisation_id,
        equipment=equipment,
        number=1 if last is None else last.number + 1,
        activity=activity,
        batch=batch,
        product=product,
        began_at=began_at,
        ended_at=ended_at,
        by=actor.reference,
        ended_by="" if ended_at is None else actor.reference,
        valid_until=valid_until,
        note=note,
    )
    entry.save(force_insert=True)
    return entry
