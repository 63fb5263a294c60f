"""The search: a constructive schedule, then ruin and recreate, compiled; the same seed and turns give the same plan."""

from collections.abc import Callable

import numpy as np

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Facts
from cellpark.planning.scheduling.arrays import Drawn
from cellpark.planning.scheduling.engine.records import (
    END,
    FIRST_OP,
    KEPT_ROW,
    RELEASE,
    START,
    WAY,
    WEIGHT,
    Ints,
    Plan,
    State,
)
from cellpark.planning.scheduling.engine.records import Kept as Arrays
from cellpark.planning.scheduling.result import Asked, Kept, Placed, Progress, Schedule
from cellpark.planning.scheduling.shape import loose

Work = Callable[[int, float], None]
"""So many turns, of a search that is so far."""
PORTION = 1_000
"""Turns between two looks at the clock."""
NOBODY = np.zeros(0, np.int64)
HOT, COLD = 0.4, 0.025
"""How much dearer a change may be at first and at last, as a share of what a job costs more than alone on average."""
WARM, COOL = 1 / 200, 1 / 2_000
"""The same where operations are placed one by one, as a share of the objective."""
BATCH, LATELY, ROLLING, ROLLING_MOST = 10, 120, 200, 2_500
"""So many jobs are placed at a time, and then so many turns, least and most, are spent on so many that came last."""
ROLLING_SHARE = 0.7
"""After such a part of the time that may be used, no more than the least turns are."""


def search(facts: Facts, asked: Asked) -> Schedule:
    """The best schedule that so many turns find. Raises ``Refused``: ``planning.schedule.no_room`` with the job."""
    drawn = Drawn(facts, asked.published)
    plan, state = drawn.plan(), drawn.state(asked.seed)
    began = asked.clock()
    current = _first(drawn, plan, state, asked, began)
    best = copied(current)
    ways = [_recreating(plan, state, current, best)] if len(facts.jobs) > 1 or not loose(facts) else []
    ways += [_reordering(drawn, plan, state, current, best)] if loose(facts) else []
    bound = drawn.bound()
    turns, share = 0, 0.0
    while turns < asked.turns and share < 1 and not (asked.stop and asked.stop()):
        portion = min(PORTION, asked.turns - turns)
        ways[turns // PORTION % len(ways)](portion, share)
        turns += portion
        share = turns / asked.turns
        if asked.limit_s is not None:
            share = max(share, (asked.clock() - began) / asked.limit_s)
        if asked.progress:
            asked.progress(Progress(min(share, 1.0), _objective(drawn, best), bound))
    return schedule_of(drawn, best, bound, turns)


def _recreating(plan: Plan, state: State, current: Arrays, best: Arrays) -> Work:
    """Whole jobs out and in again."""
    from cellpark.planning.scheduling.engine.searching import improve

    def work(portion: int, share: float) -> None:
        excess = max(1.0, float(best.cost.sum() - plan.alone.sum()) / max(1, len(plan.alone)))
        heat = excess * HOT * (COLD / HOT) ** share
        improve(plan, state, current, best, NOBODY, by_time(plan, current), portion, heat)

    return work


def _reordering(drawn: Drawn, plan: Plan, state: State, current: Arrays, best: Arrays) -> Work:
    """Single operations in another order."""
    from cellpark.planning.scheduling.engine.ordering import reorder

    empty = drawn.state(0).free

    def work(portion: int, share: float) -> None:
        heat = _objective(drawn, best) * WARM * (COOL / WARM) ** share
        reorder(plan, state, empty, current, best, portion, heat)

    return work


def copied(arrays: Arrays) -> Arrays:
    """The same, apart."""
    return Arrays(*(each.copy() for each in arrays))


def _first(drawn: Drawn, plan: Plan, state: State, asked: Asked, began: float) -> Arrays:
    """A schedule to begin with: jobs by release, some at a time; those that came last are improved before the next."""
    from cellpark.planning.scheduling.engine.searching import improve

    current = Arrays(state.ops.copy(), state.holds.copy(), np.zeros(len(plan.alone), np.int64))
    best = copied(current)
    order = _order(drawn, plan)
    rolling = min(ROLLING_MOST, max(ROLLING, asked.turns * BATCH // (4 * max(1, len(order)))))
    heat = max(1.0, float(plan.alone.sum()) / max(1, len(order)) / 20)
    for begin in range(0, len(order), BATCH):
        stuck = improve(plan, state, current, best, order[begin : begin + BATCH], NOBODY, 0, heat)
        if stuck >= 0:
            params = {"job": drawn.facts.jobs[stuck].key, "horizon": str(drawn.facts.horizon)}
            raise Refused(Problem("planning.schedule.no_room", params))
        near = by_time(plan, current)
        near = near[np.isin(near, order[max(0, begin + BATCH - LATELY) : begin + BATCH])]
        if asked.limit_s is not None and asked.clock() - began > asked.limit_s * ROLLING_SHARE:
            rolling = ROLLING
        improve(plan, state, current, best, NOBODY, near, rolling, heat)
    return current


def by_time(plan: Plan, found: Arrays) -> Ints:
    """The jobs that are placed, by the middle of their time."""
    first, last = plan.jobs[:-1, FIRST_OP], plan.jobs[1:, FIRST_OP] - 1
    ranked = np.argsort(found.ops[first, START] + found.ops[last, END], kind="stable")
    placed: Ints = ranked[found.ops[first[ranked], START] >= 0]
    return placed


def _order(drawn: Drawn, plan: Plan) -> Ints:
    """What runs already comes first; then by release, and of one release the weightiest."""
    waiting = np.array([not any(each.frozen for each in job.operations) for job in drawn.facts.jobs], dtype=np.int64)
    found: Ints = np.lexsort((-plan.jobs[:-1, WEIGHT], plan.jobs[:-1, RELEASE], waiting))
    return found


def _objective(drawn: Drawn, found: Arrays) -> int:
    return int(found.cost.sum()) + drawn.facts.objective.makespan * int(found.ops[:, END].max(initial=0))


def schedule_of(drawn: Drawn, found: Arrays, bound: int, turns: int) -> Schedule:
    """Arrays as a schedule."""
    placed = []
    for number, (job, operation) in enumerate(drawn.operations):
        way = drawn.ways[found.ops[number, WAY]]
        start, end = int(found.ops[number, START]), int(found.ops[number, END])
        placed.append(Placed(job.key, operation.key, start, end, way.mode, way.taken))
    holds = ((job.key, number) for job in drawn.facts.jobs for number in range(len(job.holds)))
    names = [each.key for each in drawn.facts.resources]
    kept = tuple(Kept(*hold, names[row]) for hold, row in zip(holds, found.holds[:, KEPT_ROW], strict=True))
    objective = _objective(drawn, found)
    return Schedule(tuple(placed), kept, objective, bound, objective == bound, turns)
