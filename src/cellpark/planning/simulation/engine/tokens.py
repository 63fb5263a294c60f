"""Patients on their way: each is a token, and for branches that go at the same time some more of the same root."""

import math

from cellpark.planning.simulation.engine.compiling import inlined
from cellpark.planning.simulation.engine.records import (
    FREE,
    HIGH,
    INSIDE,
    INSIDE_MOST,
    NO_ROOM,
    NOBODY,
    STATUS,
    T_ARRIVED,
    TRACED,
    World,
)


@inlined
def told(world: World, now: float, token: int, operation: int, what: int) -> None:
    """A line of the trace, while there is room for one."""
    place = world.counters[TRACED]
    if place < len(world.trace):
        line = world.trace[place]
        line.time, line.operation, line.what = now, operation, what
        line.entity, line.source = world.tokens[token].entity, world.tokens[token].source
        world.counters[TRACED] = place + 1


@inlined
def fresh(world: World) -> int:
    """A token that nobody has; -1, with the status set, when there is no room for more."""
    counters, tokens = world.counters, world.tokens
    k = counters[FREE]
    if k != NOBODY:
        counters[FREE] = tokens[k].behind
        return k  # type: ignore[no-any-return]
    k = counters[HIGH]
    if k >= len(tokens):
        counters[STATUS] = NO_ROOM
        return NOBODY
    counters[HIGH] = k + 1
    return k  # type: ignore[no-any-return]


@inlined
def thrown(world: World, token: int) -> None:
    """Nobody has this token any more."""
    world.tokens[token].behind = world.counters[FREE]
    world.counters[FREE] = token


@inlined
def patient(world: World, now: float, kind: int, entity: int, source: int, rank: int, due: float, measured: int) -> int:
    """A new patient of a class; -1 when there is no room."""
    k = fresh(world)
    if k == NOBODY:
        return k
    t = world.tokens[k]
    t.root, t.kind, t.entity, t.source, t.rank, t.measured = k, kind, entity, source, rank, measured
    t.laps, t.flags, t.holds, t.working, t.pending, t.watch = 0, 0, 0, 0, 0, NOBODY
    t.arrived, t.due, t.cost, t.blocked = now, due, 0.0, 0.0
    for slot in range(world.counts.shape[1]):
        world.counts[k, slot] = 0
    for mark in range(world.marks.shape[1]):
        world.marks[k, mark] = math.nan  # what has not been cannot be too early or too late
    inside = world.counters[INSIDE] + 1
    world.counters[INSIDE] = inside
    world.counters[INSIDE_MOST] = max(world.counters[INSIDE_MOST], inside)
    told(world, now, k, NOBODY, T_ARRIVED)
    return k


@inlined
def branch(world: World, root: int, operation: int) -> int:
    """A token for one of several branches of a patient; -1 when there is no room."""
    k = fresh(world)
    if k == NOBODY:
        return k
    t, whose = world.tokens[k], world.tokens[root]
    t.root, t.kind, t.entity, t.source, t.rank = root, whose.kind, whose.entity, whose.source, whose.rank
    t.measured = whose.measured
    t.laps, t.flags, t.holds, t.working, t.pending, t.watch = whose.laps, 0, 0, 0, 0, NOBODY
    t.arrived, t.due, t.cost, t.blocked, t.operation = whose.arrived, whose.due, 0.0, 0.0, operation
    whose.pending += 1
    return k
