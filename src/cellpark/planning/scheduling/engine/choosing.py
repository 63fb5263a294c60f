"""Which jobs are taken out together, and in which order they go back."""

import numpy as np

from cellpark.planning.scheduling.engine.compiling import inlined
from cellpark.planning.scheduling.engine.costing import draw
from cellpark.planning.scheduling.engine.records import END, FIRST_OP, RELEASE, START, WEIGHT, Ints, Plan, State

TOUCHING, SPAN_MORE = 50, 24
"""In so many cases of a hundred jobs are chosen by a time at which they begin something, and how far that may be."""
AHEAD = 30
"""In so many cases of a hundred the job round which others are chosen goes back before them."""
REACH = 80
"""So many jobs before and after a job may do something at the same time as it does."""


@inlined
def choose(plan: Plan, state: State, ops: Ints, near: Ints, cost: Ints, wanted: int, chosen: Ints) -> int:
    """Choose jobs round one that costs more than alone; it comes first. ``near``: the jobs in the order of time."""
    jobs = len(near)
    seed = draw(state, jobs)
    for _turn in range(draw(state, 4)):
        other = draw(state, jobs)
        if cost[near[other]] - plan.alone[near[other]] > cost[near[seed]] - plan.alone[near[seed]]:
            seed = other
    chosen[0] = near[seed]
    if draw(state, 100) < TOUCHING:
        return touching(plan, state, ops, near, seed, wanted, chosen)
    return neighbours(state, near, seed, wanted, chosen)


@inlined
def touching(plan: Plan, state: State, ops: Ints, near: Ints, seed: int, wanted: int, chosen: Ints) -> int:
    """Jobs that begin something at about the time at which the seed begins one of its operations, whichever."""
    job = chosen[0]
    first, end = plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]
    at = ops[first + draw(state, end - first), START]
    span = 3 + draw(state, SPAN_MORE)
    low = max(0, seed - REACH)
    width = min(len(near), seed + REACH + 1) - low
    found, place = 1, low + draw(state, width)
    for _turn in range(width):
        other = near[place]
        place = place + 1 if place + 1 < low + width else low
        if other == job or draw(state, 2):
            continue
        some = False
        for op in range(plan.jobs[other, FIRST_OP], plan.jobs[other + 1, FIRST_OP]):
            some = some or abs(ops[op, START] - at) <= span
        if some:
            chosen[found] = other
            found += 1
            if found >= wanted:
                break
    return found


@inlined
def neighbours(state: State, near: Ints, seed: int, wanted: int, chosen: Ints) -> int:
    """Jobs that stand near the seed in time as a whole."""
    jobs, found = len(near), 1
    width = wanted + draw(state, 3 * wanted + 1)
    low = max(0, seed - width)
    high = min(jobs, seed + width + 1)
    for _turn in range(4 * wanted):
        if found >= wanted or found >= high - low:
            break
        other = near[low + draw(state, high - low)]
        if not _among(chosen, found, other):
            chosen[found] = other
            found += 1
    return found


@inlined
def _among(chosen: Ints, found: int, job: int) -> bool:
    some = False
    for place in range(found):
        some = some or chosen[place] == job
    return some


@inlined
def arrange(plan: Plan, state: State, ops: Ints, chosen: Ints, found: int) -> None:
    """In which order jobs go back: by chance, by weight, by release, or by when they ended, each with some noise.

    In some cases the first, round which the others were chosen, stays first.
    """
    manner, ahead = draw(state, 4), draw(state, 100) < AHEAD
    key = np.empty(found, np.float64)
    for place in range(found):
        job = chosen[place]
        noise = draw(state, 1000) / 1000.0
        if manner == 0:
            key[place] = noise
        elif manner == 1:
            key[place] = -plan.jobs[job, WEIGHT] + noise
        elif manner == 2:
            key[place] = plan.jobs[job, RELEASE] + noise * 48.0
        else:
            key[place] = ops[plan.jobs[job + 1, FIRST_OP] - 1, END] + noise * 48.0
    if ahead:
        key[0] = -np.inf
    for place in range(1, found):
        job, value, at = chosen[place], key[place], place
        while at > 0 and key[at - 1] > value:
            chosen[at], key[at] = chosen[at - 1], key[at - 1]
            at -= 1
        chosen[at], key[at] = job, value
