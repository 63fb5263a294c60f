"""A schedule that stands: taken over as it is, as far as it still holds; asked where one more job would fit."""

from collections.abc import Callable

from cellpark.planning.scheduling.engine.booking import begin_after, book, keep
from cellpark.planning.scheduling.engine.compiling import SOURCES, called, inlined, kept
from cellpark.planning.scheduling.engine.costing import job_end
from cellpark.planning.scheduling.engine.placing import EARLY, remove, settle, tighten
from cellpark.planning.scheduling.engine.records import (
    CLEAR,
    COUNT,
    DURATION,
    EARLIEST,
    END,
    FINISH,
    FIRST_ARC,
    FIRST_CLAIM,
    FIRST_HOLD,
    FIRST_OP,
    FIXED,
    FROM_EDGE,
    GROUP,
    KEPT_CLEAR,
    KEPT_COUNT,
    KEPT_ROW,
    LEAST,
    LOW_START,
    NEXT,
    RELEASE,
    ROW,
    SINCE_EDGE,
    SINCE_OP,
    START,
    TABLE,
    TO,
    TO_EDGE,
    UNTIL_EDGE,
    UNTIL_OP,
    WAY,
    Ints,
    Kept,
    Plan,
    State,
)
from cellpark.planning.scheduling.engine.searching import note

Adopt = Callable[[Plan, State, Kept, Kept, Ints], int]
Leave = Callable[[Plan, State, Kept, Ints], None]
Ask = Callable[[Plan, State, int, Ints, Ints], int]


@inlined
def _works(plan: Plan, start: int, end: int, way: int) -> bool:
    """Whether everybody is there for a way from start to end."""
    table = plan.ways[way, TABLE]
    if end > plan.horizon:
        return False
    if table < 0:
        return bool(end - start == plan.ways[way, DURATION])
    return bool(plan.tables[NEXT, table, start] == start and plan.tables[FINISH, table, start] == end)


@inlined
def _fits(plan: Plan, state: State, group: int, op: int) -> bool:
    """Whether all that an operation claims where it stands is free."""
    way, start, end = state.ops[op, WAY], state.ops[op, START], state.ops[op, END]
    for claim in range(plan.ways[way, FIRST_CLAIM], plan.ways[way + 1, FIRST_CLAIM]):
        until = end + plan.claims[claim, CLEAR]
        row, count = plan.claims[claim, ROW], plan.claims[claim, COUNT]
        if begin_after(plan, state, row, group, start, until, count) >= 0:
            return False
    return True


@called
def _operations(plan: Plan, state: State, standing: Kept, job: int) -> bool:
    """Place the operations of a job where they stand; whether that is possible."""
    group = plan.jobs[job, GROUP]
    for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
        if plan.ops[op, FIXED]:
            continue
        start, end, way = standing.ops[op, START], standing.ops[op, END], standing.ops[op, WAY]
        if start < max(plan.jobs[job, RELEASE], plan.ops[op, EARLIEST]) or not _works(plan, start, end, way):
            return False
        state.ops[op, START], state.ops[op, END], state.ops[op, WAY] = start, end, way
        good = _fits(plan, state, group, op)
        book(plan, state, group, op, 1)
        if not good:
            return False
    return True


@called
def _limits(plan: Plan, state: State, job: int) -> bool:
    """Whether the limits between the operations of a job are kept, but for those between two that are fixed."""
    for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
        for arc in range(plan.ops[op, FIRST_ARC], plan.ops[op + 1, FIRST_ARC]):
            to = plan.arcs[arc, TO]
            since = state.ops[op, END] if plan.arcs[arc, FROM_EDGE] else state.ops[op, START]
            until = state.ops[to, END] if plan.arcs[arc, TO_EDGE] else state.ops[to, START]
            if until < since + plan.arcs[arc, LEAST] and not (plan.ops[op, FIXED] and plan.ops[to, FIXED]):
                return False
    return True


@called
def _holds(plan: Plan, state: State, standing: Kept, job: int) -> bool:
    """Keep what a job keeps; whether that is free."""
    group = plan.jobs[job, GROUP]
    for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
        if state.holds[hold, KEPT_ROW] >= 0:
            continue
        row = standing.holds[hold, KEPT_ROW]
        first, last = plan.holds[hold, SINCE_OP], plan.holds[hold, UNTIL_OP]
        since = state.ops[first, END] if plan.holds[hold, SINCE_EDGE] else state.ops[first, START]
        until = state.ops[last, END] if plan.holds[hold, UNTIL_EDGE] else state.ops[last, START]
        until += plan.holds[hold, KEPT_CLEAR]
        count = plan.holds[hold, KEPT_COUNT]
        if row < 0 or (until > since and begin_after(plan, state, row, group, since, until, count) >= 0):
            return False
        keep(plan, state, group, hold, row)
    return True


def _adopt(digest: str) -> Adopt:
    def adopt(plan: Plan, state: State, current: Kept, standing: Kept, order: Ints) -> int:
        """Place each job of ``order`` where it stands, where all of it still holds; how many could be.

        ``order`` is changed: the jobs that could not be placed are its first ones afterwards, in their order.
        """
        assert len(digest) > 0
        out = 0
        for place in range(len(order)):
            job = order[place]
            good = _operations(plan, state, standing, job) and _limits(plan, state, job)
            if good and _holds(plan, state, standing, job):
                note(plan, state, current, job)
            else:
                remove(plan, state, job)
                order[out] = job
                out += 1
        return len(order) - out

    return kept(adopt)


def _leave(digest: str) -> Leave:
    def leave(plan: Plan, state: State, current: Kept, jobs: Ints) -> None:
        """Take some jobs out, but for what is fixed of them."""
        assert len(digest) > 0
        for job in jobs:
            remove(plan, state, job)
            for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
                current.ops[op, START] = state.ops[op, START]

    return kept(leave)


def _ask(digest: str) -> Ask:
    def ask(plan: Plan, state: State, job: int, ops: Ints, holds: Ints) -> int:
        """When a job would be done among those that stand, or -1; where, is written to ``ops`` and ``holds``.

        What lies before the end of a hold is done as late as that end allows, and nothing ends later for it. Nothing is
        taken.
        """
        assert len(digest) > 0
        if not settle(plan, state, job, EARLY):
            return -1
        tighten(plan, state, job, 2)
        first = plan.jobs[job, FIRST_OP]
        for op in range(first, plan.jobs[job + 1, FIRST_OP]):
            for column in range(LOW_START):
                ops[op - first, column] = state.ops[op, column]
        first = plan.jobs[job, FIRST_HOLD]
        for hold in range(first, plan.jobs[job + 1, FIRST_HOLD]):
            holds[hold - first, KEPT_ROW] = state.holds[hold, KEPT_ROW]
        end = job_end(plan, state, job)
        remove(plan, state, job)
        return end

    return kept(ask)


adopt = _adopt(SOURCES)
leave = _leave(SOURCES)
ask = _ask(SOURCES)
