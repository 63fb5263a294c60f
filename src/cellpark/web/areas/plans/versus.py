"""What was planned beside what was done: each step in the plan that held when it began. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that held from ``since`` on: job and operation -> start and end."""

    since: datetime
    times: Mapping[tuple[str, str], tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Done:
    """A step of a batch as it was recorded; ``ended`` is None while it goes on."""

    step: str
    begun: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Versus:
    """One operation of a plan and what became of it."""

    job: str
    operation: str
    planned: tuple[datetime, datetime]
    begun: datetime
    ended: datetime | None

    @property
    def start_minutes(self) -> int:
        """How much later than planned it began; below zero it was earlier."""
        return _minutes(self.planned[0], self.begun)

    @property
    def end_minutes(self) -> int | None:
        """How much later than planned it ended."""
        return None if self.ended is None else _minutes(self.planned[1], self.ended)

    @property
    def longer_minutes(self) -> int | None:
        """How much longer than planned it took."""
        return None if self.ended is None else (self.end_minutes or 0) - self.start_minutes


@dataclass(frozen=True, slots=True)
class OfKind:
    """One kind of step over all batches; differences are medians, which one bad day does not move."""

    step: str
    count: int
    start_minutes: int
    longer_minutes: int | None


def versus(job: str, done: Sequence[Done], plans: Sequence[Planned]) -> list[Versus]:
    """The operations of a batch that were planned and have begun; ``plans`` in the order in which they held.

    An operation of a plan is several steps in one go and is named by the first: it ends when the last of them ends.
    """
    names = {operation for plan in plans for who, operation in plan.times if who == job}
    found: list[tuple[str, list[Done]]] = []
    for each in sorted(done, key=lambda one: one.begun):
        if each.step in names:
            found.append((each.step, [each]))
        elif found:
            found[-1][1].append(each)
    rows = []
    for operation, steps in found:
        planned = _held(plans, (job, operation), steps[0].begun)
        if planned is not None:
            ends = [each.ended for each in steps if each.ended is not None]
            over = max(ends) if len(ends) == len(steps) else None
            rows.append(Versus(job, operation, planned, steps[0].begun, over))
    return rows


def _held(plans: Sequence[Planned], key: tuple[str, str], begun: datetime) -> tuple[datetime, datetime] | None:
    """Where an operation stood in the plan that held when it began; what had begun already is in no later plan."""
    had = [plan for plan in plans if key in plan.times and plan.since <= begun]
    return had[-1].times[key] if had else None


def by_kind(rows: Iterable[Versus]) -> list[OfKind]:
    """The differences of each kind of step, rounds of one step together, in the order of the recipe."""
    groups: dict[str, list[Versus]] = {}
    for each in rows:
        groups.setdefault(each.operation.partition("#")[0], []).append(each)
    return [
        OfKind(
            step,
            len(found),
            round(median(each.start_minutes for each in found)),
            None
            if not (longer := [each.longer_minutes for each in found if each.longer_minutes is not None])
            else round(median(longer)),
        )
        for step, found in sorted(groups.items(), key=lambda each: _place(each[0]))
    ]


def _place(step: str) -> tuple[object, ...]:
    """``U10.2`` comes after ``U9.1``."""
    unit, _dot, number = step.removeprefix("U").partition(".")
    return (0, int(unit), int(number)) if unit.isdecimal() and number.isdecimal() else (1, step, 0)


def _minutes(planned: datetime, fact: datetime) -> int:
    return round((fact - planned).total_seconds() / 60)
