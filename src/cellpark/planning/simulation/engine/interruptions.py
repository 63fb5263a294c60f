"""Devices that break and are repaired, and what that does to the work on them."""

from cellpark.planning.simulation.engine.compiling import inlined
from cellpark.planning.simulation.engine.draws import drawn
from cellpark.planning.simulation.engine.heap import put_seldom
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.records import (
    BREAK,
    FINISH,
    NEXT_DRAW,
    NOBODY,
    NONE,
    R_BROKEN,
    REPAIR,
    RESTARTS,
    RESUMES,
    Plan,
    Seen,
    World,
)
from cellpark.planning.simulation.engine.resources import cleared, count_use

UNIT_STREAM = 1 << 30
"""Operations of the counter from here on are units of resources."""


@inlined
def plan_break(plan: Plan, world: World, now: float, replication: int, each: int) -> None:
    """Draw how long a unit that works from now on goes on working."""
    unit = world.units[each]
    share, second = pair(plan.numbers[0].seed, replication, unit.broken, UNIT_STREAM + each, NONE)
    up = drawn(plan, plan.resources[unit.resource].up, share, replication, unit.broken, UNIT_STREAM + each, NONE)
    unit.share = second
    put_seldom(world.counters, world.events, now + up, (each << 4) | BREAK)


@inlined
def broken(plan: Plan, world: World, seen: Seen, now: float, replication: int, each: int) -> None:
    """A unit breaks: nobody gets it until it is repaired, and who works with it waits, begins again or is spoilt."""
    unit = world.units[each]
    r = plan.resources[unit.resource]
    stream = UNIT_STREAM + each
    back = now + drawn(plan, r.repair, unit.share, replication, unit.broken, stream, NEXT_DRAW)
    unit.broken += 1
    unit.down, unit.since = 1, now
    if plan.numbers[0].warm_up <= now < plan.numbers[0].until:
        seen.resources[unit.resource, R_BROKEN] += 1.0
    put_seldom(world.counters, world.events, back, (each << 4) | REPAIR)
    if unit.token == NOBODY:
        count_use(plan, world, seen, now, unit.resource)
        world.uses[unit.resource].used += 1
        world.uses[unit.resource].down += 1
        return
    t = world.tokens[unit.token]
    if not t.working:
        t.blocked = max(t.blocked, back)
        return
    if r.then == RESUMES:
        t.ends += back - now
    elif r.then == RESTARTS:
        t.ends = back + t.work
    else:
        world.tokens[t.root].flags |= r.flag
        t.ends = now
    t.due_event = put_seldom(world.counters, world.events, t.ends, (unit.token << 4) | FINISH)


@inlined
def repaired(plan: Plan, world: World, seen: Seen, now: float, replication: int, each: int) -> None:
    """A unit works again."""
    unit = world.units[each]
    unit.down = 0
    if unit.token == NOBODY:
        count_use(plan, world, seen, now, unit.resource)
        world.uses[unit.resource].down -= 1
        cleared(plan, world, seen, now, unit.resource, 1 + unit.down)
    plan_break(plan, world, now, replication, each)
