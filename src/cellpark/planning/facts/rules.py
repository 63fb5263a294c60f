"""Contradictions in facts that are seen without planning; each problem names the smallest set of facts in conflict."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import prod

from cellpark.kernel.problem import Problem
from cellpark.planning.facts.calendars import open_spans
from cellpark.planning.facts.lags import cycle_problems
from cellpark.planning.facts.meeting import meeting_problems
from cellpark.planning.facts.model import Calendar, Facts, Hold, Job, Need, Operation, Resource

OPERATIONS_MAX = 50_000
HORIZON_MAX = 400_000
"""Units; a year of minutes is 525,600, so who plans by the minute plans less than a year."""
MODES_MAX = 64
NUMBER_MAX = 1_000_000
PROBLEMS_SHOWN_MAX = 20


def facts_problems(facts: Facts) -> list[Problem]:
    """What contradicts itself: sizes and numbers, then names, then capacities, calendars, lags and hold limits."""
    for look in (_sizes, _numbers, _keys, _names, _resources, _needs, _frozen, cycle_problems, meeting_problems):
        found = list(look(facts))
        if found:
            return found[:PROBLEMS_SHOWN_MAX]
    return []


def _sizes(facts: Facts) -> Iterator[Problem]:
    operations = sum(len(job.operations) for job in facts.jobs)
    if operations > OPERATIONS_MAX:
        yield Problem("planning.facts.too_many", {"operations": f"{operations:,}", "limit": f"{OPERATIONS_MAX:,}"})
    if not 0 < facts.horizon <= HORIZON_MAX:
        yield Problem("planning.facts.horizon", {"horizon": str(facts.horizon), "limit": f"{HORIZON_MAX:,}"})
    for job in facts.jobs:
        if not job.operations:
            yield Problem("planning.facts.empty_job", {"job": job.key})
        for operation in job.operations:
            ways = sum(prod(len(need.any_of) for need in mode.needs) for mode in operation.modes)
            if not 0 < ways <= MODES_MAX:
                where = f"{job.key}.{operation.key}"
                yield Problem("planning.facts.modes", {"operation": where, "found": str(ways), "limit": MODES_MAX})


def _numbers(facts: Facts) -> Iterator[Problem]:
    for place, value, least in _all_numbers(facts):
        if not least <= value <= NUMBER_MAX:
            yield Problem("planning.facts.number", {"place": place, "value": str(value), "least": least})


def _all_numbers(facts: Facts) -> Iterator[tuple[str, int, int]]:
    objective = facts.objective
    for name in ("flow", "tardiness", "makespan", "moved"):
        yield f"objective.{name}", getattr(objective, name), 0
    for resource in facts.resources:
        yield f"{resource.key}.changeover", resource.changeover, 0
    for calendar in facts.calendars:
        yield f"{calendar.key}.every", 1 if calendar.every is None else calendar.every, 1
        for shift in calendar.shifts:
            yield f"{calendar.key}.start", shift.start, 0
            yield f"{calendar.key}.count", 1 if shift.count is None else shift.count, 0
    for job in facts.jobs:
        yield from _job_numbers(job)


def _job_numbers(job: Job) -> Iterator[tuple[str, int, int]]:
    yield f"{job.key}.release", job.release, 0
    yield f"{job.key}.due", job.due or 0, 0
    yield f"{job.key}.weight", job.weight, 0
    for operation in job.operations:
        where = f"{job.key}.{operation.key}"
        yield f"{where}.earliest", operation.earliest, 0
        if operation.frozen is not None:
            yield f"{where}.frozen", operation.frozen.start, 0
        for mode in operation.modes:
            yield f"{where}.duration", mode.duration, 0
            for need in mode.needs:
                yield f"{where}.count", need.count, 1
                yield f"{where}.clearance", need.clearance, 0
    for hold in job.holds:
        yield f"{job.key}.{hold.first}-{hold.last}.count", hold.count, 1
        yield f"{job.key}.{hold.first}-{hold.last}.clearance", hold.clearance, 0
    for lag in job.lags:
        yield f"{job.key}.{lag.first}-{lag.second}.least", abs(lag.least), 0
        yield f"{job.key}.{lag.first}-{lag.second}.most", abs(lag.most or 0), 0


def _keys(facts: Facts) -> Iterator[Problem]:
    for kind, keys in (
        ("resource", [each.key for each in facts.resources]),
        ("calendar", [each.key for each in facts.calendars]),
        ("job", [each.key for each in facts.jobs]),
        *(("operation", [f"{job.key}.{each.key}" for each in job.operations]) for job in facts.jobs),
    ):
        for key, times in Counter(keys).items():
            if times > 1:
                yield Problem("planning.facts.twice", {"kind": kind, "key": key})


def _names(facts: Facts) -> Iterator[Problem]:
    calendars = {each.key for each in facts.calendars}
    for resource in facts.resources:
        if resource.calendar is not None and resource.calendar not in calendars:
            yield Problem(
                "planning.facts.unknown", {"place": resource.key, "kind": "calendar", "key": resource.calendar}
            )
    resources = {each.key for each in facts.resources}
    for where, wanted in _wants(facts):
        for key in wanted.any_of:
            if key not in resources:
                yield Problem("planning.facts.unknown", {"place": where, "kind": "resource", "key": key})
    for job in facts.jobs:
        operations = {each.key for each in job.operations}
        pairs = [(lag.first, lag.second) for lag in job.lags] + [(hold.first, hold.last) for hold in job.holds]
        for key in sorted({key for pair in pairs for key in pair} - operations):
            yield Problem("planning.facts.unknown", {"place": job.key, "kind": "operation", "key": key})


def _wants(facts: Facts) -> Iterator[tuple[str, Need | Hold]]:
    for job in facts.jobs:
        for operation in job.operations:
            for mode in operation.modes:
                for need in mode.needs:
                    yield f"{job.key}.{operation.key}", need
        for hold in job.holds:
            yield f"{job.key}.{hold.first}-{hold.last}", hold


def _resources(facts: Facts) -> Iterator[Problem]:
    calendars = {each.key: each for each in facts.calendars}
    for calendar in facts.calendars:
        yield from _calendar(calendar)
    for resource in facts.resources:
        if resource.capacity < 1 or resource.capacity > NUMBER_MAX:
            yield Problem(
                "planning.facts.capacity_zero", {"resource": resource.key, "capacity": str(resource.capacity)}
            )
        elif resource.calendar is not None:
            yield from _staffing(resource, calendars[resource.calendar], facts)


def _calendar(calendar: Calendar) -> Iterator[Problem]:
    shifts = sorted(calendar.shifts, key=lambda each: each.start)
    wrong = [each for each in shifts if each.end <= each.start]
    wrong += [later for sooner, later in pairwise(shifts) if later.start < sooner.end]
    wrong += [each for each in shifts if calendar.every is not None and each.end > calendar.every]
    for shift in wrong:
        yield Problem("planning.facts.shift", {"calendar": calendar.key, "shift": f"[{shift.start}, {shift.end})"})


def _staffing(resource: Resource, calendar: Calendar, facts: Facts) -> Iterator[Problem]:
    for shift in calendar.shifts:
        if shift.count is not None and shift.count > resource.capacity:
            params = {"resource": resource.key, "calendar": calendar.key, "count": str(shift.count)}
            yield Problem("planning.facts.shift_count", {**params, "capacity": str(resource.capacity)})
            return
    if not open_spans(facts, resource):
        yield Problem("planning.facts.never_open", {"calendar": calendar.key, "resource": resource.key})


def _needs(facts: Facts) -> Iterator[Problem]:
    resources = {each.key: each for each in facts.resources}
    met = {
        (key, count): bool(open_spans(facts, resources[key], count))
        for key, count in {(key, want.count) for _where, want in _wants(facts) for key in want.any_of}
    }
    for where, want in _wants(facts):
        names = ", ".join(want.any_of)
        if not want.any_of:
            yield Problem("planning.facts.nothing_named", {"place": where})
        elif len(set(want.any_of)) < len(want.any_of):
            yield Problem("planning.facts.twice", {"kind": "resource", "key": f"{where}: {names}"})
        elif not any(met[key, want.count] for key in want.any_of):
            params = {"place": where, "count": str(want.count), "resources": names}
            yield Problem("planning.facts.capacity", {**params, "most": str(_most(want.any_of, resources, facts))})


def _most(keys: Iterable[str], resources: dict[str, Resource], facts: Facts) -> int:
    """How many of the best of some resources are ever there at once."""
    calendars = {each.key: each for each in facts.calendars}
    found = 0
    for key in keys:
        resource = resources[key]
        shifts = () if resource.calendar is None else calendars[resource.calendar].shifts
        counts = [resource.capacity if shift.count is None else shift.count for shift in shifts]
        found = max([found, *(counts or [resource.capacity])])
    return found


def _frozen(facts: Facts) -> Iterator[Problem]:
    for job in facts.jobs:
        for operation in job.operations:
            if operation.frozen is not None and not _possible(operation):
                yield Problem("planning.facts.frozen", {"operation": f"{job.key}.{operation.key}"})


def _possible(operation: Operation) -> bool:
    """Whether what is frozen names a mode that exists and one resource for each of its needs."""
    assert operation.frozen is not None
    if not 0 <= operation.frozen.mode < len(operation.modes):
        return False
    needs, taken = operation.modes[operation.frozen.mode].needs, operation.frozen.taken
    if not taken:
        return all(len(need.any_of) == 1 for need in needs)
    return len(taken) == len(needs) and all(key in need.any_of for key, need in zip(taken, needs, strict=True))
