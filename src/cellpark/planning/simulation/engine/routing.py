"""What follows an operation: rounds, choices, branches at the same time, the end."""

import numpy as np

from cellpark.planning.simulation.engine.compiling import inlined
from cellpark.planning.simulation.engine.draws import drawn
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.records import (
    C_COST,
    C_CYCLE,
    C_ENDED,
    C_LATE,
    C_LATENESS,
    C_LEAST,
    C_MOST,
    CHOICES,
    EVERYTHING,
    INSIDE,
    LEFT,
    LOOPS,
    SKETCH_BINS,
    SKETCH_BITS,
    SKETCH_LOW,
    T_ENDED,
    Plan,
    Seen,
    World,
)
from cellpark.planning.simulation.engine.resources import free_holds
from cellpark.planning.simulation.engine.tokens import thrown, told
from cellpark.planning.simulation.engine.working import DRAWS_A_LAP

ROUNDS_DRAW = 1


@inlined
def _again(plan: Plan, world: World, replication: int, operation: int, k: int) -> bool:
    """Whether a loop goes into another round; its number of rounds is drawn when its first is done."""
    o, t = plan.operations[operation], world.tokens[k]
    slot, root = o.loop_slot, t.root
    if world.counts[root, slot] == 0:
        entity, draw = (t.source << 24) | t.entity, t.laps * DRAWS_A_LAP + ROUNDS_DRAW
        share = pair(plan.numbers[0].seed, replication, entity, operation, draw)[0]
        rounds = int(drawn(plan, o.loop_draw, share, replication, entity, operation, draw) + 0.5)
        world.counts[root, slot + 1] = rounds
    world.counts[root, slot] += 1
    if world.counts[root, slot] < world.counts[root, slot + 1]:
        return True
    world.counts[root, slot] = 0
    return False


@inlined
def _choose(plan: Plan, world: World, seen: Seen, now: float, operation: int, k: int) -> int:
    """The choice that is taken: those for a flag in their order, else by the share that was drawn."""
    o, t = plan.operations[operation], world.tokens[k]
    root, below = t.root, 0.0
    for each in range(o.choice, o.choice_end):
        choice = plan.choices[each]
        if choice.needs and not world.tokens[root].flags & choice.needs:
            continue
        below += choice.chance
        if t.chance >= below:
            continue
        world.tokens[root].flags |= choice.flag
        to = choice.to
        if choice.slot >= 0:
            if world.counts[root, choice.slot] >= choice.at_most:
                to = choice.otherwise
            else:
                world.counts[root, choice.slot] += 1
        if choice.empty_hands:
            free_holds(plan, world, seen, now, root, EVERYTHING)
        return to  # type: ignore[no-any-return]
    return o.then  # type: ignore[no-any-return]


@inlined
def following(plan: Plan, world: World, seen: Seen, now: float, replication: int, k: int) -> int:
    """Where token ``k`` goes from its operation; below zero is an end."""
    t = world.tokens[k]
    operation = t.operation
    o = plan.operations[operation]
    to = o.then
    if o.features & LOOPS and _again(plan, world, replication, operation, k):
        to = o.loop_back
    elif o.features & CHOICES:
        to = _choose(plan, world, seen, now, operation, k)
    if 0 <= to <= operation:
        t.laps += 1
    return to  # type: ignore[no-any-return]


@inlined
def _bin_of(world: World, value: float) -> int:
    """The bin of a time in the sketch: its power of two and the first bits of what is over, without a logarithm."""
    world.bits[0] = value
    found = (world.bits.view(np.int64)[0] >> (52 - SKETCH_BITS)) - (SKETCH_LOW << SKETCH_BITS)
    return min(max(found, 0), SKETCH_BINS - 1)  # type: ignore[no-any-return]


@inlined
def ended(plan: Plan, world: World, seen: Seen, now: float, k: int, fate: int) -> None:
    """A patient has come to an end; what it still has is given back."""
    t = world.tokens[k]
    if t.holds:
        free_holds(plan, world, seen, now, k, EVERYTHING)
    told(world, now, k, -1 - fate, T_ENDED)
    if t.measured:
        row, cycle = seen.classes[t.kind], now - t.arrived
        row[C_ENDED] += 1.0
        row[C_CYCLE] += cycle
        row[C_LEAST] = min(row[C_LEAST], cycle)
        row[C_MOST] = max(row[C_MOST], cycle)
        row[C_COST] += t.cost
        if now > t.due:
            row[C_LATE] += 1.0
            row[C_LATENESS] += now - t.due
        seen.fates[t.kind, fate] += 1.0
        seen.sketch[t.kind, fate, _bin_of(world, cycle)] += 1
        if t.flags:
            for flag in range(seen.flags.shape[1]):
                seen.flags[t.kind, flag] += (t.flags >> flag) & 1
    if t.watch >= 0:
        world.watched[t.watch].time, world.watched[t.watch].fate = now, fate
        world.counters[LEFT] -= 1
    world.counters[INSIDE] -= 1
    thrown(world, k)
