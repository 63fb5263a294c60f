"""How a replication begins: with an empty plant, or with the plant as it is.

Whoever is inside stands where he stands. Work that goes on, rounds that go on and repairs that go on are drawn from
what is left of their distributions: the numbers above what has passed already (``distribution.longer_than``).
"""

import math

from cellpark.planning.simulation.engine.arriving import plan_arrival
from cellpark.planning.simulation.engine.calendars import paused
from cellpark.planning.simulation.engine.compiling import called, inlined
from cellpark.planning.simulation.engine.draws import drawn
from cellpark.planning.simulation.engine.heap import put_seldom
from cellpark.planning.simulation.engine.interruptions import UNIT_STREAM, plan_break
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.records import (
    C_ARRIVED,
    C_LEAST,
    COME,
    FINISH,
    FREE,
    INSIDE,
    LEFT,
    NEXT_DRAW,
    NOBODY,
    NONE,
    ONE,
    PAUSES,
    RELEASE,
    REPAIR,
    RESTARTS,
    RESUMES,
    T_ARRIVED,
    Plan,
    Seen,
    World,
)
from cellpark.planning.simulation.engine.resources import take_all, take_units
from cellpark.planning.simulation.engine.tokens import patient, told

TRIES = 64
AGAIN = 1 << 20
"""Draws of the same visit for a distribution whose numbers cannot be had by inversion alone, one after the other."""
ROUNDS_LEFT = 2
"""The draw, at the operation that ends a round, for rounds that were begun before the beginning."""
MOST_SHARE = 1.0 - 2.0**-53


@inlined
def begin(plan: Plan, world: World, seen: Seen, replication: int) -> None:
    """Everything at nought, then whoever is inside, then arrivals and faults to come."""
    now = plan.numbers[0].now
    _empty(plan, world, seen, now)
    if len(plan.begun) + len(plan.clearing) + len(plan.faulty):
        _inside(plan, world, seen, now, replication)
    for source in range(len(plan.sources)):
        s = plan.sources[source]
        world.arrivals[source].groups, world.arrivals[source].patients = s.groups, s.patients
        if plan.numbers[0].further:
            plan_arrival(plan, world, max(now, s.after), replication, source)
    for unit in range(len(world.units)):
        if world.units[unit].down == 0:
            plan_break(plan, world, now, replication, unit)


@inlined
def _empty(plan: Plan, world: World, seen: Seen, now: float) -> None:
    """Nobody is inside, nothing is taken, nothing is to come."""
    world.counters[:] = 0
    world.counters[FREE] = NOBODY
    world.counters[LEFT] = plan.numbers[0].watched or NOBODY
    for each in range(len(world.watched)):
        world.watched[each].time, world.watched[each].fate = math.inf, NOBODY
    for each in range(len(world.uses)):
        use = world.uses[each]
        use.used, use.down, use.waiting, use.since, use.wakes = 0, 0, 0, now, -1.0
    for each in range(len(world.queues)):
        world.queues[each].first, world.queues[each].last = NOBODY, NOBODY
    for each in range(len(seen.classes)):
        seen.classes[each, C_LEAST] = math.inf
    for each in range(len(world.units)):
        one = world.units[each]
        one.token, one.hold, one.down, one.broken = NOBODY, NOBODY, 0, 0


@called
def _inside(plan: Plan, world: World, seen: Seen, now: float, replication: int) -> None:
    """The plant as it is: what is taken first, then who waits for it or comes later, in the order of their rows."""
    for row in range(len(plan.begun)):
        if _token(plan, world, seen, row) == NOBODY:
            return
    _rounds(plan, world, replication)
    for k in range(len(plan.begun)):
        _keeps(plan, world, k)
    for k in range(len(plan.begun)):
        if plan.begun[k].working:
            _works(plan, world, seen, now, replication, k)
    for each in range(len(plan.clearing)):
        c = plan.clearing[each]
        world.uses[c.resource].used += c.quantity
        put_seldom(world.counters, world.events, c.time, (c.quantity << 24) | (c.resource << 4) | RELEASE)
    for each in range(len(plan.faulty)):
        _repairs(plan, world, now, replication, each)
    for k in range(len(plan.begun)):
        b = plan.begun[k]
        if not b.working and b.pending == 0:
            put_seldom(world.counters, world.events, max(b.at, now), (k << 4) | COME)


@inlined
def _token(plan: Plan, world: World, seen: Seen, row: int) -> int:
    """The token of a row, which has the row's number because it is the first to be given out; -1 without room."""
    b = plan.begun[row]
    k = patient(world, b.arrived, b.kind, b.entity, b.kind, b.rank, b.due, b.measured)
    if k == NOBODY:
        return NOBODY
    t = world.tokens[k]
    t.root, t.operation, t.pending = b.root, b.operation, b.pending
    t.flags, t.holds, t.watch = b.flags, b.holds, b.watch
    if b.root != row:
        world.counters[INSIDE] -= 1
    else:
        seen.classes[b.kind, C_ARRIVED] += b.measured
        told(world, b.arrived, k, NOBODY, T_ARRIVED)
    for mark in range(world.marks.shape[1]):
        world.marks[k, mark] = plan.first_marks[row, mark]
    for slot in range(world.counts.shape[1]):
        world.counts[k, slot] = plan.first_counts[row, slot]
    return k


@inlined
def _rounds(plan: Plan, world: World, replication: int) -> None:
    """How many rounds a loop has in all, of which some are done."""
    for each in range(len(plan.looped)):
        loop = plan.looped[each]
        t = world.tokens[loop.token]
        entity = (t.source << 24) | t.entity
        share = pair(plan.numbers[0].seed, replication, entity, loop.operation, ROUNDS_LEFT)[0]
        share = min(loop.low + (loop.high - loop.low) * share, MOST_SHARE)
        found = drawn(plan, loop.draw, share, replication, entity, loop.operation, ROUNDS_LEFT)
        world.counts[loop.token, loop.slot + 1] = max(int(found + 0.5), loop.least)


@inlined
def _keeps(plan: Plan, world: World, k: int) -> None:
    """Take what a patient keeps over several operations."""
    wanted, hold = world.tokens[k].holds, 0
    while wanted:
        if wanted & 1:
            h = plan.holds[hold]
            world.uses[h.resource].used += h.quantity
            take_units(plan, world, h.resource, h.quantity, k, hold)
        wanted >>= 1
        hold += 1


@inlined
def _works(plan: Plan, world: World, seen: Seen, now: float, replication: int, k: int) -> None:
    """Work that goes on: all of it is drawn from the numbers above what is done, and it ends when the rest is done."""
    b, t = plan.begun[k], world.tokens[k]
    o = plan.operations[b.operation]
    entity = (t.source << 24) | t.entity
    first, second = pair(plan.numbers[0].seed, replication, entity, b.operation, NONE)
    share = min(b.low + (b.high - b.low) * first, MOST_SHARE)
    work = drawn(plan, o.work, share, replication, entity, b.operation, NONE)
    attempt = 1
    while work < b.worked and attempt < TRIES and b.low == 0.0 and b.high == 1.0:
        work = drawn(plan, o.work, share, replication, entity, b.operation, attempt * AGAIN)
        attempt += 1
    t.work, t.chance, t.started, t.working = max(work, b.worked), second, now, 1
    left = t.work - b.worked
    t.ends = now + left
    if o.features & ONE:
        world.uses[o.resource].used += o.quantity
    else:
        take_all(plan, world, seen, now, k, b.operation)
        if o.mode == PAUSES:
            t.ends = paused(plan.resources, plan.openings, plan.needs, o.need, o.need_end, now, left)
    t.due_event = put_seldom(world.counters, world.events, t.ends, (k << 4) | FINISH)


@inlined
def _unit(plan: Plan, world: World, resource: int, root: int) -> int:
    """A unit of a resource that works: one that a patient has (-1: that nobody has); -1 where there is none."""
    r = plan.resources[resource]
    for each in range(r.unit, r.unit_end):
        unit = world.units[each]
        owner = unit.token if unit.token == NOBODY else world.tokens[unit.token].root
        if unit.down == 0 and owner == root:
            return each
    return NOBODY


@inlined
def _repairs(plan: Plan, world: World, now: float, replication: int, row: int) -> None:
    """A unit that is being repaired, and what that does to whoever has it."""
    f = plan.faulty[row]
    each = _unit(plan, world, f.resource, f.token)
    if each == NOBODY:
        return
    unit, r = world.units[each], plan.resources[f.resource]
    share = pair(plan.numbers[0].seed, replication, unit.broken, UNIT_STREAM + each, NEXT_DRAW)[0]
    share = min(f.low + (f.high - f.low) * share, MOST_SHARE)
    takes = drawn(plan, r.repair, share, replication, unit.broken, UNIT_STREAM + each, NEXT_DRAW)
    back = max(f.since + takes, now)
    unit.broken += 1
    unit.down, unit.since = 1, f.since
    put_seldom(world.counters, world.events, back, (each << 4) | REPAIR)
    if unit.token == NOBODY:
        world.uses[f.resource].used += 1
        world.uses[f.resource].down += 1
        return
    t = world.tokens[unit.token]
    if not t.working:
        t.blocked = max(t.blocked, back)
        return
    if r.then == RESUMES:
        t.ends += back - now
    elif r.then == RESTARTS:
        t.ends = back + t.work
    t.due_event = put_seldom(world.counters, world.events, t.ends, (unit.token << 4) | FINISH)
