"""Patients come: one after the other with times drawn between them, in groups, or at times that are known."""

import math

from cellpark.planning.simulation.engine.compiling import inlined
from cellpark.planning.simulation.engine.draws import drawn
from cellpark.planning.simulation.engine.heap import put, put_seldom
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.records import (
    ARRIVE,
    C_ARRIVED,
    COME,
    NEXT_DRAW,
    NOBODY,
    NONE,
    Plan,
    Seen,
    World,
)
from cellpark.planning.simulation.engine.tokens import patient

SOURCE_STREAM = 1 << 29
"""Operations of the counter from here on are sources; their entities are counts of arrivals."""
URGENCY_STREAM = SOURCE_STREAM + (1 << 28)


@inlined
def plan_arrival(plan: Plan, world: World, now: float, replication: int, source: int) -> None:
    """Put the next arrival of a source in; its size is known from now on. None when there are no more."""
    s, arrival = plan.sources[source], world.arrivals[source]
    if s.time < s.time_end:
        place = s.time + arrival.groups
        at = plan.times[place] if place < s.time_end else math.inf
        share = pair(plan.numbers[0].seed, replication, arrival.groups, SOURCE_STREAM + source, NONE)[1]
    else:
        first, share = pair(plan.numbers[0].seed, replication, arrival.groups, SOURCE_STREAM + source, NONE)
        at = now + drawn(plan, s.between, first, replication, arrival.groups, SOURCE_STREAM + source, NONE)
    arrival.share = share
    if at < plan.numbers[0].until and arrival.patients < s.most:
        put(world.counters, world.events, at, (source << 4) | ARRIVE)


@inlined
def arrived(plan: Plan, world: World, seen: Seen, now: float, replication: int, source: int) -> int:
    """One patient or a group: the first token is given back, the others come as events of the same time."""
    s, arrival = plan.sources[source], world.arrivals[source]
    numbers = plan.numbers[0]
    size, group, share = 1, arrival.groups, arrival.share
    if s.size >= 0:
        size = int(drawn(plan, s.size, share, replication, group, SOURCE_STREAM + source, NEXT_DRAW) + 0.5)
    arrival.groups = group + 1
    number, measured = arrival.patients, 1 if now >= numbers.warm_up else 0
    arrival.patients = number + size
    plan_arrival(plan, world, now, replication, source)
    first = NOBODY
    for each in range(size):
        rank, due = NONE, math.inf
        if s.rank >= 0 or s.due >= 0:
            one, two = pair(numbers.seed, replication, number + each, URGENCY_STREAM + source, NONE)
            if s.rank >= 0:
                rank = int(drawn(plan, s.rank, one, replication, number + each, URGENCY_STREAM + source, NONE) + 0.5)
            if s.due >= 0:
                due = now + drawn(plan, s.due, two, replication, number + each, URGENCY_STREAM + source, NEXT_DRAW)
        k = patient(world, now, s.kind, number + each, source, rank, due, measured)
        if k == NOBODY:
            return NOBODY
        world.tokens[k].operation = s.first
        seen.classes[s.kind, C_ARRIVED] += measured
        if each == 0:
            first = k
        else:
            put_seldom(world.counters, world.events, now, (k << 4) | COME)
    return first
