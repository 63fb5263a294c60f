"""Taking and giving back what operations and holds claim, and where a claim fits."""

from cellpark.planning.scheduling.engine.compiling import inlined
from cellpark.planning.scheduling.engine.records import (
    CLEAR,
    COUNT,
    DURATION,
    END,
    FINISH,
    FIRST_CLAIM,
    FIRST_OPTION,
    FIRST_WAY,
    GAP,
    KEPT_CLEAR,
    KEPT_COUNT,
    KEPT_LEAST,
    KEPT_ROW,
    KEPT_SINCE,
    KEPT_UNTIL,
    LANE,
    LAST,
    LOW_END,
    LOW_START,
    NEVER,
    NEXT,
    ROW,
    SINCE_EDGE,
    SINCE_OP,
    START,
    TABLE,
    UNTIL_EDGE,
    UNTIL_OP,
    WAY,
    Plan,
    State,
)


@inlined
def take(plan: Plan, state: State, row: int, group: int, begin: int, end: int, count: int) -> None:
    """Take ``count`` (give back where it is below zero) of a row."""
    for at in range(begin, end):
        state.free[row, at] -= count
    if group >= 0 and plan.rows[row, GAP] >= 0:
        one = 1 if count > 0 else -1
        for at in range(begin, end):
            state.present[plan.rows[row, LANE], group, at] += one


@inlined
def begin_after(plan: Plan, state: State, row: int, group: int, begin: int, end: int, count: int) -> int:
    """The least begin that the latest conflict in the span allows, or -1 where there is none."""
    for at in range(end - 1, begin - 1, -1):
        if state.free[row, at] < count:
            return at + 1
    gap = plan.rows[row, GAP]
    if group >= 0 and gap >= 0:
        most = min(end + gap, state.free.shape[1])
        for at in range(most - 1, max(begin - gap, 0) - 1, -1):
            for other in range(state.present.shape[1]):
                if other != group and state.present[plan.rows[row, LANE], other, at] > 0:
                    return int(at + gap + 1)
    return -1


@inlined
def end_before(plan: Plan, state: State, row: int, group: int, begin: int, end: int, count: int) -> int:
    """The greatest end that the first conflict in the span allows, or ``NEVER`` where there is none."""
    for at in range(begin, end):
        if state.free[row, at] < count:
            return at
    gap = plan.rows[row, GAP]
    if group >= 0 and gap >= 0:
        for at in range(max(begin - gap, 0), min(end + gap, state.free.shape[1])):
            for other in range(state.present.shape[1]):
                if other != group and state.present[plan.rows[row, LANE], other, at] > 0:
                    return int(at - gap)
    return NEVER


@inlined
def book(plan: Plan, state: State, group: int, op: int, sign: int) -> None:
    """Take what an operation claims where it stands (1) or give it back (-1)."""
    way, begin, end = state.ops[op, WAY], state.ops[op, START], state.ops[op, END]
    for claim in range(plan.ways[way, FIRST_CLAIM], plan.ways[way + 1, FIRST_CLAIM]):
        until = end + plan.claims[claim, CLEAR]
        take(plan, state, plan.claims[claim, ROW], group, begin, until, sign * plan.claims[claim, COUNT])


@inlined
def release_hold(plan: Plan, state: State, group: int, hold: int) -> None:
    """Give back what a hold keeps."""
    row = state.holds[hold, KEPT_ROW]
    if row >= 0:
        begin, until = state.holds[hold, KEPT_SINCE], state.holds[hold, KEPT_UNTIL]
        take(plan, state, row, group, begin, until, -plan.holds[hold, KEPT_COUNT])
        state.holds[hold, KEPT_ROW] = -1


@inlined
def keep(plan: Plan, state: State, group: int, hold: int, row: int) -> None:
    """Keep a row for a hold whose operations are placed."""
    first, last = plan.holds[hold, SINCE_OP], plan.holds[hold, UNTIL_OP]
    since = state.ops[first, END] if plan.holds[hold, SINCE_EDGE] else state.ops[first, START]
    until = (state.ops[last, END] if plan.holds[hold, UNTIL_EDGE] else state.ops[last, START]) + plan.holds[
        hold, KEPT_CLEAR
    ]
    state.holds[hold, KEPT_ROW], state.holds[hold, KEPT_SINCE], state.holds[hold, KEPT_UNTIL] = row, since, until
    take(plan, state, row, group, since, until, plan.holds[hold, KEPT_COUNT])


@inlined
def try_hold(plan: Plan, state: State, group: int, hold: int) -> int:
    """Keep what a hold asks for: -1, or the least time from which it could be kept, or ``NEVER``."""
    first, last = plan.holds[hold, SINCE_OP], plan.holds[hold, UNTIL_OP]
    since = state.ops[first, END] if plan.holds[hold, SINCE_EDGE] else state.ops[first, START]
    until = state.ops[last, END] if plan.holds[hold, UNTIL_EDGE] else state.ops[last, START]
    if until < since:  # what ends it stands where it stood before what begins it was pushed, and will follow
        return -1
    until += plan.holds[hold, KEPT_CLEAR]
    least = NEVER
    for option in range(plan.holds[hold, FIRST_OPTION], plan.holds[hold + 1, FIRST_OPTION]):
        row = plan.options[option]
        after = begin_after(plan, state, row, group, since, until, plan.holds[hold, KEPT_COUNT])
        if after < 0:
            keep(plan, state, group, hold, row)
            return -1
        least = min(least, after)
    return least


@inlined
def hold_ahead(plan: Plan, state: State, group: int, hold: int) -> int:
    """The least time from which a hold could be kept for as long as it lasts at least, or -1 where it can begin now.

    Its first operation is placed and its last is not: what cannot be kept is seen before what lies between is placed.
    """
    first, last = plan.holds[hold, SINCE_OP], plan.holds[hold, UNTIL_OP]
    since = state.ops[first, END] if plan.holds[hold, SINCE_EDGE] else state.ops[first, START]
    known = state.ops[last, LOW_END] if plan.holds[hold, UNTIL_EDGE] else state.ops[last, LOW_START]
    until = max(since + plan.holds[hold, KEPT_LEAST], known) + plan.holds[hold, KEPT_CLEAR]
    least = NEVER
    for option in range(plan.holds[hold, FIRST_OPTION], plan.holds[hold + 1, FIRST_OPTION]):
        row = plan.options[option]
        after = begin_after(plan, state, row, group, since, until, plan.holds[hold, KEPT_COUNT])
        if after < 0:
            return -1
        least = min(least, after)
    return least


@inlined
def fit_early(plan: Plan, state: State, group: int, op: int, low_start: int, low_end: int) -> tuple[int, int, int]:
    """The way that ends first, as start, end, way; start is -1 where nothing fits."""
    found_start, found_end, found_way = -1, NEVER, -1
    for way in range(plan.ops[op, FIRST_WAY], plan.ops[op + 1, FIRST_WAY]):
        duration, table = plan.ways[way, DURATION], plan.ways[way, TABLE]
        start = low_start
        while True:
            if table >= 0:
                start = plan.tables[NEXT, table, min(start, plan.horizon)]
                end = NEVER if start >= NEVER else plan.tables[FINISH, table, start]
            else:
                start = max(start, low_end - duration)
                end = start + duration
            if end > plan.horizon or end >= found_end:
                break
            if end < low_end:
                start += 1
                continue
            after = -1
            for claim in range(plan.ways[way, FIRST_CLAIM], plan.ways[way + 1, FIRST_CLAIM]):
                until = end + plan.claims[claim, CLEAR]
                after = begin_after(
                    plan, state, plan.claims[claim, ROW], group, start, until, plan.claims[claim, COUNT]
                )
                if after >= 0:
                    break
            if after < 0:
                found_start, found_end, found_way = start, end, way
                break
            start = max(start + 1, after)
    return found_start, found_end, found_way


@inlined
def fit_late(plan: Plan, state: State, group: int, op: int, high_start: int, high_end: int) -> tuple[int, int, int]:
    """The way that starts last, as start, end, way; start is -1 where nothing fits."""
    found_start, found_end, found_way = -1, -1, -1
    for way in range(plan.ops[op, FIRST_WAY], plan.ops[op + 1, FIRST_WAY]):
        duration, table = plan.ways[way, DURATION], plan.ways[way, TABLE]
        start = min(high_start, min(high_end, plan.horizon) - duration)
        while start >= 0:
            end = start + duration
            if table >= 0:
                start = plan.tables[LAST, table, start]
                if start < 0:
                    break
                end = plan.tables[FINISH, table, start]
            if start <= found_start:
                break
            if end > high_end:
                start -= 1
                continue
            before = NEVER
            for claim in range(plan.ways[way, FIRST_CLAIM], plan.ways[way + 1, FIRST_CLAIM]):
                clear = plan.claims[claim, CLEAR]
                before = end_before(
                    plan, state, plan.claims[claim, ROW], group, start, end + clear, plan.claims[claim, COUNT]
                )
                if before < NEVER:
                    before -= clear
                    break
            if before >= NEVER:
                found_start, found_end, found_way = start, end, way
                break
            start = min(start - 1, before - duration)
    return found_start, found_end, found_way
