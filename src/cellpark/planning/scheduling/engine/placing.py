"""A whole job into what the others leave free: every operation as early as its limits and the rest allow.

Limits only ever push an operation to a later time, so the least times that satisfy all of them are reached by placing
in order and going back to whatever was pushed. Nothing is tried twice, and nothing earlier would have been possible.
"""

from cellpark.planning.scheduling.engine.booking import (
    book,
    fit_early,
    fit_late,
    hold_ahead,
    keep,
    release_hold,
    try_hold,
)
from cellpark.planning.scheduling.engine.compiling import called, inlined
from cellpark.planning.scheduling.engine.records import (
    EARLIEST,
    END,
    FIRST_ARC,
    FIRST_HOLD,
    FIRST_OP,
    FIXED,
    FROM_EDGE,
    GROUP,
    KEPT_ROW,
    LATE,
    LEAST,
    LOW_END,
    LOW_START,
    NEVER,
    PUBLISHED,
    RELEASE,
    SINCE_EDGE,
    SINCE_OP,
    START,
    TAIL,
    TO,
    TO_EDGE,
    UNTIL_OP,
    WAY,
    Ints,
    Plan,
    State,
)

STEPS_MAX = 100_000
EARLY, AS_PUBLISHED = 0, 1


@called
def remove(plan: Plan, state: State, job: int) -> None:
    """Give back all that a job has taken, but for what is fixed."""
    group = plan.jobs[job, GROUP]
    for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
        if not (plan.ops[plan.holds[hold, SINCE_OP], FIXED] and plan.ops[plan.holds[hold, UNTIL_OP], FIXED]):
            release_hold(plan, state, group, hold)
    for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
        if state.ops[op, START] >= 0 and not plan.ops[op, FIXED]:
            book(plan, state, group, op, -1)
            state.ops[op, START] = -1


@inlined
def unplace(plan: Plan, state: State, job: int, op: int) -> None:
    """Give back what one operation has taken, and the holds that begin or end with it."""
    group = plan.jobs[job, GROUP]
    book(plan, state, group, op, -1)
    state.ops[op, START] = -1
    for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
        if plan.holds[hold, SINCE_OP] == op or plan.holds[hold, UNTIL_OP] == op:
            release_hold(plan, state, group, hold)


@inlined
def push(plan: Plan, state: State, op: int, back: int) -> int:
    """Carry the times of an operation along its limits; the first operation that has to be placed again, or -1."""
    for arc in range(plan.ops[op, FIRST_ARC], plan.ops[op + 1, FIRST_ARC]):
        to = plan.arcs[arc, TO]
        least = (state.ops[op, END] if plan.arcs[arc, FROM_EDGE] else state.ops[op, START]) + plan.arcs[arc, LEAST]
        if plan.arcs[arc, TO_EDGE]:
            state.ops[to, LOW_END] = max(state.ops[to, LOW_END], least)
            wrong = state.ops[to, START] >= 0 and state.ops[to, END] < least
        else:
            state.ops[to, LOW_START] = max(state.ops[to, LOW_START], least)
            wrong = state.ops[to, START] >= 0 and state.ops[to, START] < least
        if wrong and not (plan.ops[op, FIXED] and plan.ops[to, FIXED]):
            if plan.ops[to, FIXED]:
                return -1
            back = min(back, to)
    return back


@inlined
def keep_holds(plan: Plan, state: State, job: int, back: int) -> int:
    """Keep whatever can be kept by now; the first operation that has to be placed later for it, or -1."""
    group = plan.jobs[job, GROUP]
    for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
        first, last = plan.holds[hold, SINCE_OP], plan.holds[hold, UNTIL_OP]
        if state.holds[hold, KEPT_ROW] >= 0 or state.ops[first, START] < 0 or state.ops[last, START] < 0:
            continue
        after = try_hold(plan, state, group, hold)
        if after < 0:
            continue
        if after >= NEVER or plan.ops[first, FIXED]:
            return -1
        if plan.holds[hold, SINCE_EDGE]:
            state.ops[first, LOW_END] = max(state.ops[first, LOW_END], after)
        else:
            state.ops[first, LOW_START] = max(state.ops[first, LOW_START], after)
        back = min(back, first)
    return back


@inlined
def begin(plan: Plan, state: State, job: int, manner: int) -> bool:
    """Limits as they are before anything is placed, and as what is fixed pushes them; whether they can be met."""
    first, end = plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]
    for op in range(first, end):
        state.ops[op, LOW_START] = max(plan.jobs[job, RELEASE], plan.ops[op, EARLIEST])
        if manner == AS_PUBLISHED:
            state.ops[op, LOW_START] = max(state.ops[op, LOW_START], plan.ops[op, PUBLISHED])
        state.ops[op, LOW_END] = 0
    good = True
    for op in range(first, end):
        good = good and not (plan.ops[op, FIXED] and push(plan, state, op, op) < 0)
    return good


@inlined
def wait_for_holds(plan: Plan, state: State, job: int, op: int) -> bool:
    """Whether an operation has to come later, because what is kept from it on cannot be kept for long enough."""
    group, wrong = plan.jobs[job, GROUP], False
    for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
        if plan.holds[hold, SINCE_OP] == op and state.ops[plan.holds[hold, UNTIL_OP], START] < 0:
            after = hold_ahead(plan, state, group, hold)
            if after >= 0:
                low = LOW_END if plan.holds[hold, SINCE_EDGE] else LOW_START
                state.ops[op, low] = max(state.ops[op, low], after)
                wrong = True
    return wrong


@called
def step(plan: Plan, state: State, job: int, op: int, latest: int) -> int:
    """Place one operation; the operation to go on with, or -1 where it has no place."""
    if plan.ops[op, FIXED]:
        return op + 1
    group = plan.jobs[job, GROUP]
    while True:
        start, end, way = fit_early(plan, state, group, op, state.ops[op, LOW_START], state.ops[op, LOW_END])
        if start < 0 or end + plan.ops[op, TAIL] > latest:
            return -1
        state.ops[op, START], state.ops[op, END], state.ops[op, WAY] = start, end, way
        if not wait_for_holds(plan, state, job, op):
            break
        state.ops[op, START] = -1
    book(plan, state, group, op, 1)
    back = push(plan, state, op, op + 1)
    return back if back < 0 else keep_holds(plan, state, job, back)


@called
def settle(plan: Plan, state: State, job: int, manner: int, latest: int = NEVER) -> bool:
    """Place a job that is not placed, ending at ``latest``; nothing is taken where it cannot be."""
    op, end = plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]
    good = begin(plan, state, job, manner)
    for _step in range(STEPS_MAX):
        if not good:
            break
        back = keep_holds(plan, state, job, end) if op == end else step(plan, state, job, op, latest)
        if op == end and back == end:
            return True
        good = back >= 0
        if good:
            for later in range(back, min(op + 1, end)):
                if state.ops[later, START] >= 0 and not plan.ops[later, FIXED]:
                    unplace(plan, state, job, later)
            op = back
    remove(plan, state, job)
    return False


@called
def restore(plan: Plan, state: State, job: int, ops: Ints, holds: Ints, whole: bool) -> None:
    """Put a job back where it was; there is room, because nobody came in between.

    ``ops`` and ``holds`` say where: of all jobs (``whole``), or of this one.
    """
    remove(plan, state, job)
    first = 0 if whole else plan.jobs[job, FIRST_OP]
    for op in range(plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]):
        if not plan.ops[op, FIXED]:
            for column in range(LOW_START):
                state.ops[op, column] = ops[op - first, column]
            book(plan, state, plan.jobs[job, GROUP], op, 1)
    first = 0 if whole else plan.jobs[job, FIRST_HOLD]
    for hold in range(plan.jobs[job, FIRST_HOLD], plan.jobs[job + 1, FIRST_HOLD]):
        if state.holds[hold, KEPT_ROW] < 0:
            keep(plan, state, plan.jobs[job, GROUP], hold, holds[hold - first, KEPT_ROW])


@inlined
def pull(plan: Plan, state: State, op: int) -> tuple[int, int]:
    """The greatest start and end that the operations after it, as they stand, leave an operation."""
    high_start, high_end = NEVER, NEVER
    for arc in range(plan.ops[op, FIRST_ARC], plan.ops[op + 1, FIRST_ARC]):
        to = plan.arcs[arc, TO]
        if state.ops[to, START] < 0:
            continue
        most = (state.ops[to, END] if plan.arcs[arc, TO_EDGE] else state.ops[to, START]) - plan.arcs[arc, LEAST]
        if plan.arcs[arc, FROM_EDGE]:
            high_end = min(high_end, most)
        else:
            high_start = min(high_start, most)
    return high_start, high_end


@called
def later(plan: Plan, state: State, job: int, op: int, least: int) -> int:
    """Place an operation as late as can be: 1 where it moved, 0 where it is right, -1 where it has no place."""
    group = plan.jobs[job, GROUP]
    high_start, high_end = pull(plan, state, op)
    if state.ops[op, START] >= 0:
        if state.ops[op, START] <= high_start and state.ops[op, END] <= high_end:
            return 0
        unplace(plan, state, job, op)
    start, end, way = fit_late(plan, state, group, op, high_start, high_end)
    if start < least:
        return -1
    state.ops[op, START], state.ops[op, END], state.ops[op, WAY] = start, end, way
    book(plan, state, group, op, 1)
    return 1


@called
def tighten(plan: Plan, state: State, job: int, least: int) -> None:
    """Do operations as late as those after them allow.

    With 2 those that come before the end of a hold, so that less is kept for less time; with 1 all of them.
    """
    first, end = plan.jobs[job, FIRST_OP], plan.jobs[job + 1, FIRST_OP]
    some = False
    for op in range(first, end):
        some = some or plan.ops[op, LATE] >= least
    if not some:
        return
    ops = state.ops[first:end].copy()
    holds = state.holds[plan.jobs[job, FIRST_HOLD] : plan.jobs[job + 1, FIRST_HOLD]].copy()
    for op in range(first, end):
        if plan.ops[op, LATE] >= least:
            unplace(plan, state, job, op)
    worst, moved = 0, 1
    while worst >= 0 and moved > 0:
        moved = 0
        for op in range(end - 1, first - 1, -1):
            if worst >= 0 and plan.ops[op, LATE] >= least:
                found = later(plan, state, job, op, ops[op - first, START])
                worst, moved = min(worst, found), max(moved, found)
    if worst < 0 or keep_holds(plan, state, job, end) != end:
        restore(plan, state, job, ops, holds, False)
