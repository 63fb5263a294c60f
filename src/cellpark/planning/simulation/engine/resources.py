"""Taking and giving back what operations need, and why it cannot be had."""

from cellpark.planning.simulation.engine.calendars import changes, level
from cellpark.planning.simulation.engine.compiling import inlined
from cellpark.planning.simulation.engine.heap import put_seldom
from cellpark.planning.simulation.engine.records import (
    BUSY,
    CLOSED,
    DOWN,
    FREED,
    MUST_FIT,
    NOBODY,
    R_REPAIR,
    R_USED,
    RELEASE,
    WAKE,
    Plan,
    Seen,
    World,
)


@inlined
def count_use(plan: Plan, world: World, seen: Seen, now: float, resource: int) -> None:
    """Add the time since the last change to what was used, as far as it is measured."""
    use, numbers = world.uses[resource], plan.numbers[0]
    since, until = max(use.since, numbers.warm_up), min(now, numbers.until)
    if until > since:
        seen.resources[resource, R_USED] += (use.used - use.down) * (until - since)
        if use.down:
            seen.resources[resource, R_REPAIR] += use.down * (until - since)
    use.since = now


@inlined
def _wake(plan: Plan, world: World, now: float, resource: int) -> None:
    use = world.uses[resource]
    if use.wakes <= now:
        use.wakes = changes(plan.resources, plan.openings, resource, now)
        put_seldom(world.counters, world.events, use.wakes, (resource << 4) | WAKE)


@inlined
def blocked(plan: Plan, world: World, now: float, token: int, operation: int) -> int:
    """Why a token cannot start its operation now (3 * resource + reason), -1 when it can: the first need not met."""
    o, holds = plan.operations[operation], world.tokens[world.tokens[token].root].holds
    found = -1
    for each in range(o.need, o.need_end):
        hold = plan.needs[each].hold
        if hold >= 0 and holds & (1 << hold):
            continue
        resource, quantity = plan.needs[each].resource, plan.needs[each].quantity
        r, use = plan.resources[resource], world.uses[resource]
        taken, closed = use.used + quantity, False
        if r.opening < r.opening_end:
            there, until = level(plan.resources, plan.openings, resource, now)
            work = max(o.open_for, world.tokens[token].work if o.mode == MUST_FIT else 0.0)
            closed = taken > there or (now + work > until and work <= r.longest)
        if taken > r.capacity:
            found = 3 * resource + (DOWN if taken - use.down <= r.capacity else BUSY)
            break
        if closed:
            _wake(plan, world, now, resource)
            found = 3 * resource + CLOSED
            break
    return found


@inlined
def take_units(plan: Plan, world: World, resource: int, quantity: int, owner: int, hold: int) -> None:
    """Let somebody have units that work and that nobody has."""
    r = plan.resources[resource]
    left = quantity
    for each in range(r.unit, r.unit_end):
        unit = world.units[each]
        if left > 0 and unit.token == NOBODY and unit.down == 0:
            unit.token, unit.hold = owner, hold
            left -= 1


@inlined
def take_all(plan: Plan, world: World, seen: Seen, now: float, token: int, operation: int) -> None:
    """Take everything that the operation needs; what is kept is noted in the holds of its patient,
    and not taken again while it has it.
    """
    o = plan.operations[operation]
    root = world.tokens[token].root
    for each in range(o.need, o.need_end):
        need = plan.needs[each]
        if need.hold >= 0 and world.tokens[root].holds & (1 << need.hold):
            continue
        count_use(plan, world, seen, now, need.resource)
        world.uses[need.resource].used += need.quantity
        take_units(plan, world, need.resource, need.quantity, root if need.hold >= 0 else token, need.hold)
        if need.hold >= 0:
            world.tokens[root].holds |= 1 << need.hold


@inlined
def _free_units(plan: Plan, world: World, seen: Seen, now: float, resource: int, owner: int, hold: int) -> None:
    """Nobody has these units any more; one that is broken is out of use from now on, not taken."""
    r = plan.resources[resource]
    for each in range(r.unit, r.unit_end):
        unit = world.units[each]
        if unit.token == owner and unit.hold == hold:
            unit.token = NOBODY
            if unit.down:
                count_use(plan, world, seen, now, resource)
                world.uses[resource].used += 1
                world.uses[resource].down += 1


@inlined
def cleared(plan: Plan, world: World, seen: Seen, now: float, resource: int, quantity: int) -> None:
    """A quantity is free again from now on; whoever waits for it will be looked at."""
    count_use(plan, world, seen, now, resource)
    use = world.uses[resource]
    use.used -= quantity
    if use.waiting:
        place = world.counters[FREED]
        world.freed[place] = resource
        world.counters[FREED] = place + 1


@inlined
def give_back(plan: Plan, world: World, seen: Seen, now: float, resource: int, quantity: int, clearance: float) -> None:
    """Give a quantity back, at once or after it has been cleared."""
    if clearance > 0.0:
        put_seldom(world.counters, world.events, now + clearance, (quantity << 24) | (resource << 4) | RELEASE)
    else:
        cleared(plan, world, seen, now, resource, quantity)


@inlined
def give_back_all(plan: Plan, world: World, seen: Seen, now: float, token: int, operation: int) -> None:
    """Give back what was needed for this operation alone."""
    o = plan.operations[operation]
    for each in range(o.need, o.need_end):
        need = plan.needs[each]
        if need.hold < 0:
            _free_units(plan, world, seen, now, need.resource, token, NOBODY)
            give_back(plan, world, seen, now, need.resource, need.quantity, need.clearance)


@inlined
def free_holds(plan: Plan, world: World, seen: Seen, now: float, root: int, which: int) -> None:
    """Give back what a patient has kept, as far as it has kept it and its bit is in ``which``."""
    wanted = world.tokens[root].holds & which
    world.tokens[root].holds &= ~which
    hold = 0
    while wanted:
        if wanted & 1:
            h = plan.holds[hold]
            _free_units(plan, world, seen, now, h.resource, root, hold)
            give_back(plan, world, seen, now, h.resource, h.quantity, h.clearance)
        wanted >>= 1
        hold += 1
