"""Whether the rooms of a batch were what their grade asks for, while it used them (A1-1a, T13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cellpark.base.time import now
from cellpark.batches.public import batch_view
from cellpark.equipment.public import rooms
from cellpark.kernel.problem import Problem
from cellpark.quality.models import EnvironmentResult
from cellpark.quality.rules import WATCHED_DURING_WORK, missing_methods
from cellpark.quality.states import EnvironmentState, Monitoring

# rooms of grade C and D are watched in rounds; a round counts for the work of a week
ROUND = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RoomUsed:
    """A room, from the first work of a batch in it to the last."""

    room: UUID
    code: str
    grade: str
    since: datetime
    until: datetime

    @property
    def watched_from(self) -> datetime:
        """From when a reading counts for this work."""
        return self.since if self.grade in WATCHED_DURING_WORK else self.since - ROUND


def rooms_used(batch_id: UUID) -> tuple[RoomUsed, ...]:
    """The rooms in which a batch was worked on, with the time. Raises ``Batch.DoesNotExist``."""
    spans: dict[UUID, tuple[datetime, datetime]] = {}
    for step in batch_view(batch_id).state.steps.values():
        if step.room is None:
            continue
        end = step.completed_at or now()
        since, until = spans.get(step.room, (step.begun_at, end))
        spans[step.room] = (min(since, step.begun_at), max(until, end))
    found: Mapping[UUID, tuple[str, str]] = {row.id: (row.code, str(row.grade)) for row in rooms().filter(id__in=spans)}
    return tuple(
        RoomUsed(room, *found[room], since, until)
        for room, (since, until) in sorted(spans.items(), key=lambda each: each[1])
        if room in found
    )


def environment_problems(batch_id: UUID) -> list[Problem]:
    """What is missing, unverified or failing among the readings of the rooms of a batch in its time (A1-1a)."""
    used = rooms_used(batch_id)
    if not used:
        return []
    rows = EnvironmentResult.objects.filter(
        room__in=[each.room for each in used],
        sampled_at__gte=min(each.watched_from for each in used),
        sampled_at__lte=max(each.until for each in used),
    ).exclude(state=EnvironmentState.RETRACTED)
    readings = list(rows.order_by("sampled_at", "id"))
    return [problem for each in used for problem in _problems(each, readings)]


def _problems(used: RoomUsed, readings: list[EnvironmentResult]) -> list[Problem]:
    mine = [each for each in readings if each.room == used.room and used.watched_from <= each.sampled_at <= used.until]
    problems = [
        Problem("quality.environment.missing", {"room": used.code, "method": method.value}, rule="A1-1a")
        for method in missing_methods(used.grade, (each.method for each in mine))
    ]
    for each in mine:
        named = {"room": used.code, "method": Monitoring(each.method).value, "value": each.value, "limit": each.limit}
        if not each.passes:
            problems.append(Problem("quality.environment.failing", named, rule="A1-1a"))
        elif each.state != EnvironmentState.VERIFIED:
            problems.append(Problem("quality.environment.unverified", named, rule="A1-1a"))
    return problems
