"""Whether a schedule keeps every fact, found by a way of its own: no table, no array and no code of any solver.

Nothing is said about what cannot be changed any more: limits between two frozen operations, and more frozen ones at
once than there is room for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cellpark.kernel.problem import Parameter, Problem
from cellpark.planning.facts import Calendar, Edge, Facts, Job, Lag, Operation, Resource
from cellpark.planning.scheduling.result import Kept, Placed, Schedule

PROBLEMS_SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class _Use:
    start: int
    end: int
    count: int
    group: str
    who: str
    frozen: bool


def check(facts: Facts, schedule: Schedule, published: Schedule | None = None) -> list[Problem]:
    """What is wrong with a schedule, each with who, when and how much; nothing where it may be shown."""
    found = list(_named(facts, schedule))
    if not found:
        found = list(_alone(facts, schedule))
    if not found:
        found = list(_together(facts, schedule))
        right = objective_of(facts, schedule, published)
        if right != schedule.objective:
            found.append(Problem("planning.check.objective", {"said": str(schedule.objective), "right": str(right)}))
    return found[:PROBLEMS_SHOWN_MAX]


def objective_of(facts: Facts, schedule: Schedule, published: Schedule | None = None) -> int:
    """What a schedule is judged at, counted from its operations."""
    price, total, last = facts.objective, 0, 0
    ends: dict[str, int] = {}
    for each in schedule.placed:
        ends[each.job] = max(ends.get(each.job, 0), each.end)
        last = max(last, each.end)
    for job in facts.jobs:
        late = 0 if job.due is None else max(0, ends[job.key] - job.due)
        total += job.weight * (price.flow * (ends[job.key] - job.release) + price.tardiness * late)
    total += price.makespan * last
    if published is not None and price.moved:
        before = published.starts()
        total += price.moved * sum(before.get(key, start) != start for key, start in schedule.starts().items())
    return total


def _named(facts: Facts, schedule: Schedule) -> Iterator[Problem]:
    wanted = {(job.key, operation.key) for job in facts.jobs for operation in job.operations}
    placed = Counter((each.job, each.operation) for each in schedule.placed)
    for job, operation in sorted(wanted - set(placed)):
        yield Problem("planning.check.missing", {"operation": f"{job}.{operation}"})
    for (job, operation), times in sorted(placed.items()):
        if times > 1 or (job, operation) not in wanted:
            yield Problem("planning.check.unknown", {"operation": f"{job}.{operation}"})
    holds = {(job.key, number): hold for job in facts.jobs for number, hold in enumerate(job.holds)}
    kept = Counter((each.job, each.hold) for each in schedule.kept)
    for job, number in sorted(set(holds) | set(kept)):
        rows = [each.resource for each in schedule.kept if (each.job, each.hold) == (job, number)] if kept else []
        if (job, number) not in holds or len(rows) != 1 or rows[0] not in holds[job, number].any_of:
            yield Problem("planning.check.hold", {"job": job, "hold": number})


def _alone(facts: Facts, schedule: Schedule) -> Iterator[Problem]:
    """What is wrong with a job, whatever the others do."""
    placed = {(each.job, each.operation): each for each in schedule.placed}
    for job in facts.jobs:
        here = {operation.key: placed[job.key, operation.key] for operation in job.operations}
        for operation in job.operations:
            yield from operation_problems(facts, job, operation, here[operation.key])
        frozen = {operation.key for operation in job.operations if operation.frozen is not None}
        for lag in job.lags:
            if not {lag.first, lag.second} <= frozen:
                yield from _lag(job, lag, here)


def operation_problems(facts: Facts, job: Job, operation: Operation, placed: Placed) -> list[Problem]:
    """What is wrong with one operation, whatever the others do."""
    return list(_operation(facts, job, operation, placed))


def _operation(facts: Facts, job: Job, operation: Operation, placed: Placed) -> Iterator[Problem]:
    name: dict[str, Parameter] = {"operation": f"{job.key}.{operation.key}"}
    mode = operation.modes[placed.mode] if 0 <= placed.mode < len(operation.modes) else None
    needs = () if mode is None else mode.needs
    fitting = len(placed.taken) == len(needs) and all(
        key in need.any_of for key, need in zip(placed.taken, needs, strict=True)
    )
    if mode is None or not fitting:
        yield Problem("planning.check.mode", name)
        return
    frozen = operation.frozen
    if frozen is not None:
        taken = frozen.taken or placed.taken
        if (placed.start, placed.mode, placed.taken) != (frozen.start, frozen.mode, taken):
            yield Problem("planning.check.frozen", {**name, "start": placed.start, "frozen": frozen.start})
        return
    earliest = max(job.release, operation.earliest)
    if placed.start < earliest:
        yield Problem("planning.check.early", {**name, "start": placed.start, "earliest": earliest})
    if placed.end > facts.horizon:
        yield Problem("planning.check.horizon", {**name, "end": placed.end, "horizon": facts.horizon})
    calendars = [(key, need.count) for key, need in zip(placed.taken, needs, strict=True)]
    worked = [at for at in range(placed.start, placed.end) if all(_there(facts, key, at) >= n for key, n in calendars)]
    whole = len(worked) == placed.end - placed.start
    at_edges = not worked or (worked[0] == placed.start and worked[-1] == placed.end - 1)
    if len(worked) != mode.duration or not (whole or operation.pausable) or not at_edges:
        params: dict[str, Parameter] = {
            **name,
            "start": placed.start,
            "end": placed.end,
            "worked": len(worked),
            "duration": mode.duration,
        }
        yield Problem("planning.check.working_time", params)


def _lag(job: Job, lag: Lag, here: dict[str, Placed]) -> Iterator[Problem]:
    first, second = here[lag.first], here[lag.second]
    begin = first.end if lag.first_at is Edge.END else first.start
    end = second.end if lag.second_at is Edge.END else second.start
    if end - begin < lag.least or (lag.most is not None and end - begin > lag.most):
        most = "" if lag.most is None else str(lag.most)
        params: dict[str, Parameter] = {
            "job": job.key,
            "first": f"{lag.first}.{lag.first_at}",
            "second": f"{lag.second}.{lag.second_at}",
        }
        yield Problem("planning.check.lag", {**params, "found": end - begin, "least": lag.least, "most": most})


def _resource(facts: Facts, key: str) -> Resource:
    return next(each for each in facts.resources if each.key == key)


def _on_shift(calendar: Calendar, at: int) -> int | None:
    """How many the shift at a time says, -1 for all, or nothing where there is no shift."""
    moment = at if calendar.every is None else at % calendar.every
    for shift in calendar.shifts:
        if shift.start <= moment < shift.end and shift.count != 0:
            return -1 if shift.count is None else shift.count
    return None


def _there(facts: Facts, key: str, at: int) -> int:
    """How many of a resource are at work at a time."""
    resource = _resource(facts, key)
    if resource.calendar is None:
        return resource.capacity
    found = _on_shift(next(each for each in facts.calendars if each.key == resource.calendar), at)
    return 0 if found is None else resource.capacity if found < 0 else found


def _room(facts: Facts, resource: Resource, at: int) -> int:
    """How many may be taken at a time: outside its shifts a resource is kept and not worked with, and all is there."""
    return _there(facts, resource.key, at) or resource.capacity


def _uses(facts: Facts, schedule: Schedule) -> dict[str, list[_Use]]:
    """Who takes how much of each resource, and from when to when."""
    placed = {(each.job, each.operation): each for each in schedule.placed}
    kept: dict[tuple[str, int], Kept] = {(each.job, each.hold): each for each in schedule.kept}
    found: dict[str, list[_Use]] = defaultdict(list)
    for job in facts.jobs:
        frozen = {operation.key: operation.frozen is not None for operation in job.operations}
        for operation in job.operations:
            here = placed[job.key, operation.key]
            for key, need in zip(here.taken, operation.modes[here.mode].needs, strict=True):
                until, who = here.end + need.clearance, f"{job.key}.{operation.key}"
                found[key].append(_Use(here.start, until, need.count, job.group, who, frozen[operation.key]))
        for number, hold in enumerate(job.holds):
            first, last = placed[job.key, hold.first], placed[job.key, hold.last]
            begin = first.end if hold.first_at is Edge.END else first.start
            until = (last.end if hold.last_at is Edge.END else last.start) + hold.clearance
            who, past = f"{job.key}.{hold.first}-{hold.last}", frozen[hold.first] and frozen[hold.last]
            found[kept[job.key, number].resource].append(_Use(begin, until, hold.count, job.group, who, past))
    return found


def _together(facts: Facts, schedule: Schedule) -> Iterator[Problem]:
    """What is wrong because jobs share resources."""
    for key, uses in _uses(facts, schedule).items():
        resource = _resource(facts, key)
        changes: dict[int, int] = defaultdict(int)
        for use in uses:
            if use.end > use.start:
                changes[use.start] += use.count
                changes[use.end] -= use.count
        times, taken = sorted(changes), 0
        for at, following in pairwise(times):
            taken += changes[at]
            # a shift that changes in between is looked at as well: every unit of the span
            over = next((moment for moment in range(at, following) if taken > _room(facts, resource, moment)), None)
            there = [use for use in uses if use.start <= at < use.end]
            if over is not None and not all(use.frozen for use in there):
                params: dict[str, Parameter] = {
                    "resource": key,
                    "at": over,
                    "taken": taken,
                    "room": _room(facts, resource, over),
                }
                yield Problem("planning.check.capacity", {**params, "who": ", ".join(use.who for use in there[:8])})
        if resource.segregated:
            yield from _mixed(resource, uses)


def _mixed(resource: Resource, uses: list[_Use]) -> Iterator[Problem]:
    grouped = sorted((use for use in uses if use.group and use.end > use.start), key=lambda use: use.start)
    for place, use in enumerate(grouped):
        for other in grouped[place + 1 :]:
            near = other.start < use.end + resource.changeover
            if near and other.group != use.group and not (use.frozen and other.frozen):
                params: dict[str, Parameter] = {
                    "resource": resource.key,
                    "first": use.who,
                    "second": other.who,
                    "gap": resource.changeover,
                }
                yield Problem("planning.check.mixed", params)
