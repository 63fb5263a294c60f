"""Operations one by one in another order: for jobs that nothing holds together but what has to come first.

A schedule is read as an order of operations. Some that stand near one another in time change places, all are placed
anew, then each is moved as late as the others allow and as early again, which closes gaps.
"""

from collections.abc import Callable

import numpy as np

from cellpark.planning.scheduling.engine.booking import book, fit_early, fit_late
from cellpark.planning.scheduling.engine.compiling import SOURCES, called, inlined, kept
from cellpark.planning.scheduling.engine.costing import draw, job_cost, last_end
from cellpark.planning.scheduling.engine.placing import EARLY, begin, pull, push
from cellpark.planning.scheduling.engine.records import (
    END,
    FIRST_ARC,
    LOW_END,
    LOW_START,
    MAKESPAN,
    START,
    TO,
    WAY,
    Ints,
    Kept,
    Narrow,
    Plan,
    State,
)

Reorder = Callable[[Plan, State, Narrow, Kept, Kept, int, float], None]

NO_GROUP = -1
WIDEST = 6
"""At most such a part of the makespan before and after a moment changes its order."""


@called
def forward(plan: Plan, state: State, order: Ints) -> bool:
    """Place operations in an order, or move them if they are placed, each as early as can be; whether all fit."""
    for job in range(len(plan.alone)):
        begin(plan, state, job, EARLY)
    for op in order:
        if state.ops[op, START] >= 0:
            book(plan, state, NO_GROUP, op, -1)
            state.ops[op, START] = -1
        start, end, way = fit_early(plan, state, NO_GROUP, op, state.ops[op, LOW_START], state.ops[op, LOW_END])
        if start < 0:
            return False
        state.ops[op, START], state.ops[op, END], state.ops[op, WAY] = start, end, way
        book(plan, state, NO_GROUP, op, 1)
        push(plan, state, op, op)
    return True


@called
def backward(plan: Plan, state: State, order: Ints, span: int) -> None:
    """Move placed operations, the last first, each as late as those after it and the makespan allow."""
    for place in range(len(order) - 1, -1, -1):
        op = order[place]
        start, end, way = state.ops[op, START], state.ops[op, END], state.ops[op, WAY]
        book(plan, state, NO_GROUP, op, -1)
        state.ops[op, START] = -1
        high_start, high_end = pull(plan, state, op)
        new_start, new_end, new_way = fit_late(plan, state, NO_GROUP, op, high_start, min(high_end, span))
        if new_start > start:
            start, end, way = new_start, new_end, new_way
        state.ops[op, START], state.ops[op, END], state.ops[op, WAY] = start, end, way
        book(plan, state, NO_GROUP, op, 1)


@inlined
def shuffled(plan: Plan, state: State, ops: Ints, keys: Ints, span: int) -> None:
    """An order in which some operations round a moment have changed places and nothing comes before what it needs."""
    at, wide = draw(state, span + 1), 1 + draw(state, max(1, span // WIDEST))
    for op in range(len(keys)):
        keys[op] = ops[op, START]
        if abs(keys[op] - at) <= wide:
            keys[op] = at - wide + draw(state, 2 * wide + 1)
    for op in range(len(keys)):
        for arc in range(plan.ops[op, FIRST_ARC], plan.ops[op + 1, FIRST_ARC]):
            to = plan.arcs[arc, TO]
            if to > op:
                keys[to] = max(keys[to], keys[op])


@inlined
def objective(plan: Plan, state: State) -> float:
    """What the schedule costs."""
    found = plan.price[MAKESPAN] * float(last_end(plan, state))
    for job in range(len(plan.alone)):
        found += job_cost(plan, state, job)
    return float(found)


@called
def settled(plan: Plan, state: State, empty: Narrow, keys: Ints) -> bool:
    """Place all operations in an order, then move each as late and as early as can be; whether all fit."""
    state.free[:] = empty
    state.ops[:, START] = -1
    if not forward(plan, state, np.argsort(keys, kind="mergesort")):
        return False
    span = last_end(plan, state)
    backward(plan, state, np.argsort(state.ops[:, END], kind="mergesort"), span)
    return forward(plan, state, np.argsort(state.ops[:, START], kind="mergesort"))


@inlined
def copy_to(plan: Plan, state: State, other: Kept) -> None:
    """Let a kept schedule be what stands now."""
    other.ops[:] = state.ops
    for job in range(len(plan.alone)):
        other.cost[job] = job_cost(plan, state, job)


def _reorder(digest: str) -> Reorder:
    def reorder(plan: Plan, state: State, empty: Narrow, current: Kept, best: Kept, turns: int, heat: float) -> None:
        """Try so many orders. ``empty``: what is free where nothing is placed; the best schedule is in ``best``."""
        assert len(digest) > 0
        keys = np.empty(len(plan.ops) - 1, np.int64)
        state.ops[:] = best.ops
        least = objective(plan, state)
        state.ops[:] = current.ops
        total, span = objective(plan, state), last_end(plan, state)
        for _turn in range(turns):
            shuffled(plan, state, current.ops, keys, span)
            if not settled(plan, state, empty, keys):
                continue
            found = objective(plan, state)
            if found > total - heat * np.log((draw(state, 1_000_000) + 1) / 1_000_001.0):
                continue
            total, span = found, last_end(plan, state)
            copy_to(plan, state, current)
            if total < least:
                least = total
                copy_to(plan, state, best)
        state.free[:] = empty
        state.ops[:] = current.ops
        for op in range(len(keys)):
            book(plan, state, NO_GROUP, op, 1)

    return kept(reorder)


reorder = _reorder(SOURCES)
