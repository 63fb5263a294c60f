"""CP-SAT on windows of a schedule: some jobs that stand near one another are placed anew, at best, among the others."""

from collections import defaultdict
from dataclasses import replace

from cellpark.kernel.problem import Refused
from cellpark.planning.facts import Edge, Facts, Job
from cellpark.planning.scheduling.proving import Busy, exact
from cellpark.planning.scheduling.result import Asked, Kept, Placed, Progress, Schedule

WINDOW, STEP = 10, 5
"""So many jobs are placed anew at a time, and so many later begins the next window."""
WINDOW_TURNS = 1_000
"""Effort of CP-SAT for each."""


def polish(facts: Facts, found: Schedule, asked: Asked) -> Schedule:
    """A schedule that is no worse, from window to window by time; what is proven or segregated stays as it is."""
    from cellpark.planning.scheduling.checker import objective_of

    if found.proven or any(each.segregated for each in facts.resources):
        return found
    began, turns = asked.clock(), 0
    placed = {job.key: [each for each in found.placed if each.job == job.key] for job in facts.jobs}
    kept = {job.key: [each for each in found.kept if each.job == job.key] for job in facts.jobs}
    ordered = sorted(facts.jobs, key=lambda job: _middle(placed[job.key]))
    for begin in range(0, len(ordered), STEP):
        late = asked.limit_s is not None and asked.clock() - began >= asked.limit_s
        if turns >= asked.turns or late or (asked.stop and asked.stop()):
            break
        window = sorted(ordered[begin : begin + WINDOW], key=facts.jobs.index)
        better = _window(facts, window, placed, kept, asked)
        turns += WINDOW_TURNS
        if better is not None:
            for job in window:
                placed[job.key] = [each for each in better.placed if each.job == job.key]
                kept[job.key] = [each for each in better.kept if each.job == job.key]
        if asked.progress:
            now = Schedule(tuple(each for some in placed.values() for each in some))
            objective = objective_of(facts, now, asked.published)
            asked.progress(Progress(begin / len(ordered), objective, found.bound))
    whole = tuple(each for some in placed.values() for each in some)
    held = tuple(each for some in kept.values() for each in some)
    objective = objective_of(facts, Schedule(whole), asked.published)
    return replace(found, placed=whole, kept=held, objective=objective, proven=objective == found.bound)


def _middle(placed: list[Placed]) -> int:
    return min(each.start for each in placed) + max(each.end for each in placed)


def _window(
    facts: Facts, window: list[Job], placed: dict[str, list[Placed]], kept: dict[str, list[Kept]], asked: Asked
) -> Schedule | None:
    """The jobs of a window at best, or nothing where that is no better."""
    now = Schedule(
        tuple(each for job in window for each in placed[job.key]),
        tuple(each for job in window for each in kept[job.key]),
    )
    end = max(each.end for each in now.placed)
    others = {job.key for job in facts.jobs} - {job.key for job in window}
    inside = replace(facts, jobs=tuple(window), horizon=min(facts.horizon, end))
    busy = _busy(facts, others, placed, kept, (min(job.release for job in window), end))
    try:
        found = exact(inside, replace(asked, turns=WINDOW_TURNS, limit_s=None), now, busy)
    except Refused:
        return None
    return found


def _busy(
    facts: Facts,
    others: set[str],
    placed: dict[str, list[Placed]],
    kept: dict[str, list[Kept]],
    span: tuple[int, int],
) -> dict[str, list[Busy]]:
    """What the others have taken between two times."""
    found: dict[str, list[Busy]] = defaultdict(list)
    for job in facts.jobs:
        if job.key not in others:
            continue
        at = {each.operation: each for each in placed[job.key]}
        for operation in job.operations:
            one = at[operation.key]
            for key, need in zip(one.taken, operation.modes[one.mode].needs, strict=True):
                found[key].append((one.start, one.end + need.clearance, need.count))
        for each in kept[job.key]:
            hold = job.holds[each.hold]
            first, last = at[hold.first], at[hold.last]
            since = first.end if hold.first_at is Edge.END else first.start
            until = (last.end if hold.last_at is Edge.END else last.start) + hold.clearance
            found[each.resource].append((since, until, hold.count))
    return {
        key: [(start, end, count) for start, end, count in uses if start < end and start < span[1] and end > span[0]]
        for key, uses in found.items()
    }
