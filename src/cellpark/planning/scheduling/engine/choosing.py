"""Which jobs are taken out together, and in which order they go back."""

import numpy as np

from cellpark.planning.scheduling.engine.compiling import inlined
from cellpark.planning.scheduling.engine.costing import draw
from cellpark.planning.scheduling.engine.records import END, FIRST_OP, RELEASE, WEIGHT, Ints, Plan, State


@inlined
def choose(plan: Plan, state: State, near: Ints, cost: Ints, wanted: int, chosen: Ints) -> int:
    """Choose jobs that stand near one another in time (``near`` in order), round one that costs more than alone."""
    jobs = len(near)
    seed = draw(state, jobs)
    for _turn in range(draw(state, 4)):
        other = draw(state, jobs)
        if cost[near[other]] - plan.alone[near[other]] > cost[near[seed]] - plan.alone[near[seed]]:
            seed = other
    chosen[0] = near[seed]
    found = 1
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
    """In which order jobs go back: by chance, by weight, by release, or by when they ended, each with some noise."""
    manner = draw(state, 4)
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
    for place in range(1, found):
        job, value, at = chosen[place], key[place], place
        while at > 0 and key[at - 1] > value:
            chosen[at], key[at] = chosen[at - 1], key[at - 1]
            at -= 1
        chosen[at], key[at] = job, value
