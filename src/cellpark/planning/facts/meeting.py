"""Each job alone in an empty plant: how early it can be done, and which lags no working time can ever meet."""

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import product

from cellpark.kernel.problem import Problem
from cellpark.planning.facts.calendars import Span, open_spans, shared, working_end
from cellpark.planning.facts.lags import Bound, bounds_of, hold_text, lag_text
from cellpark.planning.facts.model import Edge, Facts, Job, Mode, Operation, Resource

Kept = AbstractSet[str] | None


@dataclass(slots=True)
class WorkingTimes:
    """When each mode can be begun, looked up once for every mode that is the same."""

    facts: Facts
    _resources: dict[str, Resource] = field(init=False)
    _spans: dict[tuple[str, int], tuple[Span, ...]] = field(default_factory=dict)
    _modes: dict[Mode, tuple[tuple[Span, ...], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find resources by their keys."""
        self._resources = {each.key: each for each in self.facts.resources}

    def of_resource(self, key: str, count: int) -> tuple[Span, ...]:
        """When at least ``count`` of a resource are there."""
        if (key, count) not in self._spans:
            self._spans[key, count] = open_spans(self.facts, self._resources[key], count)
        return self._spans[key, count]

    def of_mode(self, mode: Mode) -> tuple[tuple[Span, ...], ...]:
        """For each choice of resources: when all of them are there."""
        if mode not in self._modes:
            everywhere: tuple[Span, ...] = ((0, self.facts.horizon),)
            found = []
            for choice in product(*(need.any_of for need in mode.needs)):
                spans = everywhere
                for key, need in zip(choice, mode.needs, strict=True):
                    spans = shared(spans, self.of_resource(key, need.count))
                found.append(spans)
            self._modes[mode] = tuple(dict.fromkeys(found))
        return self._modes[mode]

    def frozen_end(self, operation: Operation) -> int:
        """When an operation ends that stays where it is."""
        assert operation.frozen is not None
        start, mode = operation.frozen.start, operation.modes[operation.frozen.mode]
        if operation.pausable:
            choice = operation.frozen.taken or tuple(need.any_of[0] for need in mode.needs)
            spans: tuple[Span, ...] = ((0, self.facts.horizon),)
            for key, need in zip(choice, mode.needs, strict=True):
                spans = shared(spans, self.of_resource(key, need.count))
            return working_end(spans, start, mode.duration) or start + mode.duration
        return start + mode.duration

    def earliest(self, operation: Operation, after: int, *, always: bool = False) -> tuple[int, int] | None:
        """The least start from ``after`` on and the least end; nothing where the horizon comes first."""
        if operation.frozen is not None:
            start = operation.frozen.start
            return None if start < after else (start, self.frozen_end(operation))
        ways = []
        for mode in operation.modes:
            for spans in (((0, self.facts.horizon),),) if always else self.of_mode(mode):
                way = _first_fit(spans, after, mode.duration, pausable=operation.pausable)
                if way is not None:
                    ways.append(way)
        return (min(way[0] for way in ways), min(way[1] for way in ways)) if ways else None


def _first_fit(spans: tuple[Span, ...], after: int, duration: int, *, pausable: bool) -> Span | None:
    place = max(bisect_right(spans, after, key=lambda span: span[0]) - 1, 0)
    for begin, end in spans[place:]:
        start = max(begin, after)
        if pausable and start < end:
            finish = working_end(spans, start, duration)
            return None if finish is None else (start, finish)
        if start + duration <= end:
            return start, start + duration
    return None


def earliest_starts(job: Job, times: WorkingTimes, *, kept: Kept = None) -> dict[str, Span] | None:
    """Start and end of each operation, none of which can be earlier whatever the plant does; nothing if impossible.

    Every limit pushes some edge to a later time and none to an earlier one, so the least times that satisfy all limits
    are reached from the release by pushing alone. ``kept``: the limits that count, by name (all where it is left out).
    """
    bounds = [each for each in bounds_of(job) if kept is None or each.why in kept or each.first[0] == each.second[0]]
    bounds = [each for each in bounds if not _history(job, each)]
    found: dict[str, Span] = {}
    waiting = {each.key: max(job.release, each.earliest) for each in job.operations}
    operations = {each.key: each for each in job.operations}
    frozen = {each.key for each in job.operations if each.frozen is not None}
    waiting |= dict.fromkeys(frozen, 0)
    while waiting:
        for key, after in waiting.items():
            way = times.earliest(operations[key], after, always=kept is not None and key not in kept)
            if way is None:
                return None
            found[key] = way
        waiting = _pushed(bounds, found, operations)
    return found


def _history(job: Job, bound: Bound) -> bool:
    """Between two operations that are frozen nothing can be changed any more."""
    frozen = {each.key for each in job.operations if each.frozen is not None}
    return bound.first[0] in frozen and bound.second[0] in frozen


def _pushed(bounds: list[Bound], found: dict[str, Span], operations: dict[str, Operation]) -> dict[str, int]:
    """Which operations have to start later, and from when, as they stand now."""
    waiting: dict[str, int] = {}
    for bound in bounds:
        first, second = bound.first, bound.second
        if first[0] == second[0]:
            continue
        least = found[first[0]][first[1] is Edge.END] + bound.least
        start, end = found[second[0]]
        if second[1] is Edge.START:
            later = least
        else:
            # an end is late enough once the start is late enough for the slowest mode
            operation = operations[second[0]]
            later = start + 1 if operation.pausable else least - max(mode.duration for mode in operation.modes)
            later = later if least > end else start
        if later > start:
            waiting[second[0]] = max(waiting.get(second[0], 0), later)
    return waiting


def meeting_problems(facts: Facts) -> Iterator[Problem]:
    """Jobs that could not even be done alone, with the smallest set of lags and working times that rules them out."""
    times = WorkingTimes(facts)
    for job in facts.jobs:
        if earliest_starts(job, times) is not None:
            continue
        limits = {lag_text(lag) for lag in job.lags} | {hold_text(hold) for hold in job.holds}
        if earliest_starts(replace(job, lags=tuple(replace(lag, most=None) for lag in job.lags)), times) is None:
            yield Problem("planning.facts.beyond_horizon", {"job": job.key, "horizon": str(facts.horizon)})
        else:
            least = _smallest(job, times, sorted(limits), _names(job))
            clocks = ", ".join(name for name in _names(job) if name in least)
            said = "; ".join(sorted(least - set(_names(job))))
            yield Problem("planning.facts.no_meeting", {"job": job.key, "facts": said, "operations": clocks})
        return


def _names(job: Job) -> list[str]:
    return [each.key for each in job.operations]


def _smallest(job: Job, times: WorkingTimes, limits: list[str], names: list[str]) -> set[str]:
    """Take one fact after the other away and leave it away while the rest is still impossible."""
    least = {*limits, *names}
    for each in [*limits, *names]:
        if earliest_starts(job, times, kept=least - {each}) is None:
            least.discard(each)
    return least
