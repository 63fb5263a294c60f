"""Record a reading of the environment."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.equipment.public import find_room
from cellpark.kernel.decimals import decimal_text
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.quality.events import EnvironmentRecorded
from cellpark.quality.gates import person_of
from cellpark.quality.models import EnvironmentResult
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep
from cellpark.quality.rules import count_of, limit_of, words_problems
from cellpark.quality.states import Monitoring

LOCATION_LIMIT = 80


def record_environment(
    *, actor: Actor, room: str, location: str, method: Monitoring, value: str, sampled_at: datetime | None = None
) -> EnvironmentResult:
    """A count at a place of a room (its code or its label), judged by the limit of the room's grade (A1-1a).

    Raises ``Refused``: ``equipment.room.unknown``, ``quality.environment....``.
    """
    actor.require(QualityPermission.MONITOR)
    person = person_of(actor)
    if not location.strip():
        raise Refused(Problem("base.required", field="location"))
    refuse_any(words_problems(limit=LOCATION_LIMIT, location=location))
    found = find_room(room)
    count = count_of(value)
    limit, source = limit_of(str(found.grade), Monitoring(method))
    at = now()
    taken = sampled_at or at
    if taken > at:
        raise Refused(Problem("quality.environment.future", field="sampled_at", rule="A11-2f"))
    with transaction.atomic():
        row = EnvironmentResult(
            id=new_id(),
            organisation_id=found.organisation_id,
            room=found.id,
            room_code=found.code,
            grade=str(found.grade),
            location=location.strip(),
            method=Monitoring(method).value,
            value=decimal_text(count),
            limit=decimal_text(limit),
            source=source,
            passes=count <= limit,
            sampled_at=taken,
            recorded_by=person,
            recorded_at=at,
        )
        keep(row, _event(row, person), actor=actor, at=at)
    return row


def _event(row: EnvironmentResult, person: UUID) -> EnvironmentRecorded:
    return EnvironmentRecorded(
        reading=row.id,
        room=row.room,
        room_code=row.room_code,
        grade=row.grade,
        location=row.location,
        method=row.method,
        value=row.value,
        limit=row.limit,
        source=row.source,
        passes=row.passes,
        sampled_at=row.sampled_at,
        person=person,
    )
