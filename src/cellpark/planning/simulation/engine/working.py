"""Coming to an operation, waiting for it, starting it."""

from cellpark.planning.simulation.engine.calendars import paused
from cellpark.planning.simulation.engine.compiling import inlined
from cellpark.planning.simulation.engine.draws import drawn
from cellpark.planning.simulation.engine.heap import put, put_seldom
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.queues import join, leave
from cellpark.planning.simulation.engine.records import (
    BUSY,
    FINISH,
    FREED,
    LAGS,
    LOOK,
    MARKS,
    MUST_FIT,
    NEEDS,
    NOBODY,
    NONE,
    O_BREACHED,
    O_LAG,
    O_QUEUE,
    O_STARTED,
    O_TOO_LONG,
    ONE,
    PAUSES,
    R_BUSY,
    READY,
    SEQUENCE,
    T_READY,
    T_STARTED,
    Plan,
    Seen,
    World,
)
from cellpark.planning.simulation.engine.resources import blocked, count_use, take_all
from cellpark.planning.simulation.engine.tokens import told

DRAWS_A_LAP = 256


@inlined
def come(plan: Plan, world: World, seen: Seen, now: float, replication: int, k: int) -> bool:
    """Token ``k`` has come to its operation: its work is drawn. False when it has to wait for a time to pass first."""
    t = world.tokens[k]
    operation, draw = t.operation, t.laps * DRAWS_A_LAP
    o = plan.operations[operation]
    entity = (t.source << 24) | t.entity
    first, second = pair(plan.numbers[0].seed, replication, entity, operation, draw)
    t.chance = second
    t.work = drawn(plan, o.work, first, replication, entity, operation, draw)
    t.queued = now
    told(world, now, k, operation, T_READY)
    ready = t.blocked
    if o.features & LAGS:
        for each in range(o.lag, o.lag_end):
            lag = plan.lags[each]
            earliest = world.marks[t.root, lag.mark] + lag.least
            ready = max(ready, earliest)
    if ready > now:
        put_seldom(world.counters, world.events, ready, (k << 4) | READY)
        if t.measured:
            seen.operations[operation, O_LAG] += ready - now
        return False
    return True


@inlined
def held_to(plan: Plan, world: World, seen: Seen, now: float, operation: int, k: int, at_end: int) -> None:
    """Compare the lags that count at the start, or at the end, with the most they may be."""
    o = plan.operations[operation]
    root = world.tokens[k].root
    for each in range(o.lag, o.lag_end):
        lag = plan.lags[each]
        if lag.at_end == at_end and now > world.marks[root, lag.mark] + lag.most:
            world.tokens[root].flags |= lag.flag
            seen.operations[operation, O_BREACHED] += world.tokens[root].measured


@inlined
def _account(world: World, seen: Seen, now: float, k: int) -> None:
    """Time that was waited is booked under the reason that was found last."""
    t = world.tokens[k]
    if t.cause >= 0 and t.measured:
        seen.resources[t.cause // 3, R_BUSY + t.cause % 3] += now - t.caused
    t.caused = now


@inlined
def start(plan: Plan, world: World, seen: Seen, now: float, operation: int, k: int) -> None:
    """Begin: everything is there."""
    t, o = world.tokens[k], plan.operations[operation]
    t.ends = now + t.work
    if o.features & ONE:
        count_use(plan, world, seen, now, o.resource)
        world.uses[o.resource].used += o.quantity
    elif o.features & NEEDS:
        take_all(plan, world, seen, now, k, operation)
        if o.mode == PAUSES:
            t.ends = paused(plan.resources, plan.openings, plan.needs, o.need, o.need_end, now, t.work)
        elif o.mode == MUST_FIT and t.work > o.longest and t.measured:
            seen.operations[operation, O_TOO_LONG] += 1.0
    if t.measured:
        seen.operations[operation, O_STARTED] += 1.0
        seen.operations[operation, O_QUEUE] += now - t.queued
    if o.features & MARKS and o.mark_start >= 0:
        world.marks[t.root, o.mark_start] = now
    if o.features & LAGS:
        held_to(plan, world, seen, now, operation, k, NONE)
    t.working, t.started = 1, now
    told(world, now, k, operation, T_STARTED)
    t.due_event = put(world.counters, world.events, t.ends, (k << 4) | FINISH)


@inlined
def _free_one(plan: Plan, world: World, operation: int) -> bool:
    """Whether an operation that needs one simple resource can start."""
    o = plan.operations[operation]
    return world.uses[o.resource].used + o.quantity <= plan.resources[o.resource].capacity  # type: ignore[no-any-return]


@inlined
def go(plan: Plan, world: World, seen: Seen, now: float, k: int) -> None:
    """Token ``k`` is ready: it begins when nobody is before it, or takes a place in the queue and is looked at."""
    t = world.tokens[k]
    operation = t.operation
    o, queue = plan.operations[operation], world.queues[operation]
    t.queued = now
    simple = o.features & ONE and queue.first == NOBODY and world.counters[FREED] == 0
    if not o.features & NEEDS or (simple and _free_one(plan, world, operation)):
        start(plan, world, seen, now, operation, k)
        return
    t.order = world.counters[SEQUENCE]
    world.counters[SEQUENCE] = t.order + 1
    t.caused = now
    t.cause = world.tokens[queue.first].cause if queue.first != NOBODY else NOBODY
    join(plan, world, operation, k)
    if queue.first == k:
        world.counters[LOOK] = operation + 1


@inlined
def _why_not(plan: Plan, world: World, seen: Seen, now: float, operation: int, k: int) -> int:
    """-1 when token ``k``, first of its queue, can start; else why not, and the reason is noted."""
    t, o = world.tokens[k], plan.operations[operation]
    if o.features & ONE:
        found = -1 if _free_one(plan, world, operation) else 3 * o.resource + BUSY
    else:
        found = blocked(plan, world, now, k, operation)
    if found >= 0 and found != t.cause:
        _account(world, seen, now, k)
        t.cause = found
    return found


@inlined
def _sooner(world: World, k: int, other: int) -> bool:
    if other == NOBODY:
        return True
    a, b = world.tokens[k], world.tokens[other]
    return a.rank < b.rank or (a.rank == b.rank and a.order < b.order)  # type: ignore[no-any-return]


@inlined
def _first(plan: Plan, world: World, seen: Seen, now: float) -> tuple[int, int]:
    """Of those who are first in a queue and can begin, the one whose turn it is, and its operation."""
    look, best, where = world.counters[LOOK] - 1, NOBODY, NOBODY
    for place in range(-1, world.counters[FREED]):
        if place < 0:
            since, until = look, look + (look >= 0)
        else:
            r = plan.resources[world.freed[place]]
            since, until = r.user, r.user_end
        for user in range(since, until):
            operation = user if place < 0 else plan.users[user]
            k = world.queues[operation].first
            sooner = k not in (NOBODY, best) and _sooner(world, k, best)
            if sooner and _why_not(plan, world, seen, now, operation, k) < 0:
                best, where = k, operation
    return best, where


@inlined
def _alone(plan: Plan, world: World) -> int:
    """The one operation for which a simple resource is all that was freed; -1 when it is not as simple as that."""
    if world.counters[FREED] != 1 or world.counters[LOOK] != 0:
        return NOBODY
    r = plan.resources[world.freed[0]]
    operation = plan.users[r.user]
    simple = r.user + 1 == r.user_end and plan.operations[operation].features & ONE
    return operation if simple else NOBODY


@inlined
def dispatch(plan: Plan, world: World, seen: Seen, now: float) -> None:
    """Whoever can begin with what is free begins: by rank, then in the order in which they came to wait."""
    alone = _alone(plan, world)
    while True:
        if alone != NOBODY:
            k, operation = world.queues[alone].first, alone
            if k != NOBODY and not _free_one(plan, world, alone):
                k = NOBODY
        else:
            k, operation = _first(plan, world, seen, now)
        if k == NOBODY:
            break
        _account(world, seen, now, k)
        leave(plan, world, operation, k)
        start(plan, world, seen, now, operation, k)
    world.counters[FREED], world.counters[LOOK] = 0, 0
