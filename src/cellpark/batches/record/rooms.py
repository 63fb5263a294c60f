"""Line clearances in the batch record: which room was found empty and clean before the work, and by whom (211-3b)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.batches.models import Batch
from cellpark.equipment.public import LineClearance


def clearances_of_batch(batch: Batch) -> Sequence[LineClearance]:
    """The line clearances under which the batch's open work was done, in the order of the work."""
    rows = LineClearance.objects.filter(organisation_id=batch.organisation_id, work__batch=batch.number)
    return list(rows.select_related("room", "work").order_by("work__begun_at", "id"))


def clearance_in_record(
    found: LineClearance, people: Mapping[str, str], when: Callable[[datetime | None], str]
) -> dict[str, Any]:
    """One line clearance as the record shows it: the room, both people with their times, the work that it was for."""
    work = found.work
    assert work is not None, "chosen by its work"
    return {
        "id": str(found.id),
        "room": found.room.code,
        "checked_by": _name(found.checked_by, people),
        "checked": when(found.checked_at),
        "verified_by": _name(found.verified_by, people),
        "verified": when(found.verified_at),
        "begun": when(work.begun_at),
        "ended": when(work.ended_at),
    }


def _name(identity: UUID | None, people: Mapping[str, str]) -> str:
    return "" if identity is None else people.get(f"person/{identity}", "")
