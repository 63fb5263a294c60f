"""Whether the rooms of a batch were what their grade asks for, while it used them (A1-1a, T13)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cellpark.base.time import now
from cellpark.batches.public import State, batch_view
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

    def counts(self, reading: EnvironmentResult) -> bool:
        """Whether a reading speaks of this room in this time."""
        return reading.room == self.room and self.watched_from <= reading.sampled_at <= self.until


def rooms_used(batch_id: UUID, state: State | None = None) -> tuple[RoomUsed, ...]:
    """The rooms in which a batch was worked on, with the time; ``state`` where the caller has read it already.

    Raises ``Batch.DoesNotExist``.
    """
    spans: dict[UUID, tuple[datetime, datetime]] = {}
    known = state or batch_view(batch_id, named=False).state
    for step in known.steps.values():
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


@dataclass(frozen=True, slots=True)
class Environment:
    """The rooms of a batch in its time, with the readings that count for them."""

    used: tuple[RoomUsed, ...]
    readings: tuple[EnvironmentResult, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is missing, unverified or failing among the readings (A1-1a)."""
        return tuple(problem for each in self.used for problem in _problems(each, self.readings))


def environment_of(batch_id: UUID, state: State | None = None) -> Environment:
    """The environment of a batch, by two readings; ``state`` where the caller has read it already.

    Raises ``Batch.DoesNotExist``.
    """
    used = rooms_used(batch_id, state)
    return Environment(used, tuple(row for row in _readings(used) if any(each.counts(row) for each in used)))


def _readings(used: Sequence[RoomUsed]) -> list[EnvironmentResult]:
    if not used:
        return []
    rows = EnvironmentResult.objects.filter(
        room__in=[each.room for each in used],
        sampled_at__gte=min(each.watched_from for each in used),
        sampled_at__lte=max(each.until for each in used),
    ).exclude(state=EnvironmentState.RETRACTED)
    return list(rows.order_by("sampled_at", "id"))


def _problems(used: RoomUsed, readings: Iterable[EnvironmentResult]) -> list[Problem]:
    mine = [each for each in readings if used.counts(each)]
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
