"""Who uses what is out of order, at the times at which there is not enough of it left. No Numba."""

import numpy as np

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.replanning.applying import Disturbed
from cellpark.planning.replanning.using import Use, places, uses_of
from cellpark.planning.scheduling.tables import capacities

NAMED_MAX = 8


def colliding(found: Disturbed, now: int) -> frozenset[str]:
    """The jobs that may have to move.

    Raises ``Refused``: ``planning.replan.in_use`` where those that cannot are too many. Who keeps something already is
    not moved to another: if it is his that broke, that is a batch that failed.
    """
    placed = places(found.published.placed)
    kept = {(one.job, one.hold): one.resource for one in found.published.kept}
    room = capacities(found.facts)
    rows = {each.key: row for row, each in enumerate(found.facts.resources)}
    jobs: set[str] = set()
    for key in sorted({job.operations[0].modes[0].needs[0].any_of[0] for job in found.out}):
        here = [use for job in found.jobs.values() for use in uses_of(job, placed, kept) if use.resource == key]
        free = room[rows[key]].astype(np.int64)
        for job in found.out:
            operation = job.operations[0]
            need, since = operation.modes[0].needs[0], operation.frozen.start if operation.frozen else 0
            if need.any_of[0] == key:
                free[since : since + operation.modes[0].duration] -= need.count
        begun = [use for use in here if use.kept and placed[use.job, use.first].start < now]
        _refuse_stuck(key, free.copy(), begun, now)
        for use in here:
            free[use.start : use.end] -= use.count
        jobs |= {use.job for use in here if use not in begun and (free[max(use.start, now) : use.end] < 0).any()}
    return frozenset(jobs)


def _refuse_stuck(key: str, free: "np.ndarray[tuple[int], np.dtype[np.int64]]", begun: list[Use], now: int) -> None:
    for use in begun:
        free[max(use.start, now) : use.end] -= use.count
    stuck = [use.name for use in begun if (free[max(use.start, now) : use.end] < 0).any()]
    if stuck:
        raise Refused(Problem("planning.replan.in_use", {"resource": key, "who": ", ".join(stuck[:NAMED_MAX])}))
