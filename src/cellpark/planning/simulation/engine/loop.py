"""The loop of events of one replication after the other."""

from collections.abc import Callable

from cellpark.planning.simulation.engine.arriving import arrived
from cellpark.planning.simulation.engine.beginning import begin
from cellpark.planning.simulation.engine.compiling import SOURCES, inlined, kept
from cellpark.planning.simulation.engine.heap import put_seldom, take
from cellpark.planning.simulation.engine.interruptions import broken, repaired
from cellpark.planning.simulation.engine.records import (
    ARRIVE,
    AT_END,
    BREAK,
    COME,
    EVENTS,
    FINE,
    FINISH,
    FORKS,
    FREED,
    FREES,
    INSIDE,
    JOINS,
    LAGS,
    LEFT,
    LOOK,
    MARKS,
    NEEDS,
    NOBODY,
    ONE,
    READY,
    RELEASE,
    STATUS,
    T_FINISHED,
    TOO_MANY,
    WAKE,
    Plan,
    Seen,
    World,
)
from cellpark.planning.simulation.engine.resources import cleared, count_use, free_holds, give_back, give_back_all
from cellpark.planning.simulation.engine.routing import ended, following
from cellpark.planning.simulation.engine.skimming import hurry, unseen
from cellpark.planning.simulation.engine.tokens import branch, thrown, told
from cellpark.planning.simulation.engine.working import come, dispatch, go, held_to


@inlined
def _done(plan: Plan, world: World, seen: Seen, now: float, operation: int, k: int) -> None:
    """An operation ends: what it needed alone is given back, what was kept until now too."""
    t, o = world.tokens[k], plan.operations[operation]
    t.working = 0
    told(world, now, k, operation, T_FINISHED)
    if o.features & ONE:
        give_back(plan, world, seen, now, o.resource, o.quantity, o.clearance)
    elif o.features & NEEDS:
        give_back_all(plan, world, seen, now, k, operation)
    if o.features & FREES:
        free_holds(plan, world, seen, now, t.root, o.frees)
    if o.features & MARKS and o.mark_end >= 0:
        world.marks[t.root, o.mark_end] = now
    if o.features & LAGS:
        held_to(plan, world, seen, now, operation, k, AT_END)
    world.tokens[t.root].cost += o.cost


@inlined
def _finish(plan: Plan, world: World, seen: Seen, now: float, replication: int, k: int) -> int:
    """An operation ends; gives the token that comes to its next operation now, if there is one."""
    t = world.tokens[k]
    operation = t.operation
    o = plan.operations[operation]
    _done(plan, world, seen, now, operation, k)
    if o.features & FORKS:
        for each in range(o.fork, o.fork_end):
            child = branch(world, k, plan.forks[each])
            if child != NOBODY:
                put_seldom(world.counters, world.events, now, (child << 4) | COME)
        t.operation = o.join
        return NOBODY
    to = following(plan, world, seen, now, replication, k)
    if to < 0:
        ended(plan, world, seen, now, k, -1 - to)
        return NOBODY
    if plan.operations[to].features & JOINS and t.root != k:
        root = t.root
        thrown(world, k)
        world.tokens[root].pending -= 1
        return root if world.tokens[root].pending == 0 else NOBODY
    t.operation = to
    return k


@inlined
def _other(plan: Plan, world: World, seen: Seen, now: float, replication: int, kind: int, which: int) -> int:
    """Events of the plant: an opening, something cleared, a fault, a repair."""
    if kind == WAKE:
        world.freed[world.counters[FREED]] = which
        world.counters[FREED] += 1
    elif kind == RELEASE:
        cleared(plan, world, seen, now, which & 0xFFFFF, which >> 20)
    elif kind == BREAK:
        broken(plan, world, seen, now, replication, which)
    else:
        repaired(plan, world, seen, now, replication, which)
    return NOBODY


@inlined
def _over(plan: Plan, world: World, now: float) -> bool:
    """Whether a replication is at its end: past its time, and drained if that was asked for."""
    numbers = plan.numbers[0]
    return now >= numbers.until and (numbers.drain == 0 or world.counters[INSIDE] == 0)  # type: ignore[no-any-return]


@inlined
def _happens(plan: Plan, world: World, seen: Seen, replication: int) -> None:
    """The event at the head of all is carried out, and whoever can begin because of it begins."""
    counters, event = world.counters, world.events[0]
    now, kind, which = event.time, event.what & 15, event.what >> 4
    k = which
    if kind == FINISH:
        k = NOBODY
        if world.tokens[which].due_event == event.order:  # else it was put off by a fault
            k = _finish(plan, world, seen, now, replication, which)
    elif kind == ARRIVE:
        k = arrived(plan, world, seen, now, replication, which)
    elif kind > READY:
        k = _other(plan, world, seen, now, replication, kind, which)
    if k != NOBODY and (kind == READY or come(plan, world, seen, now, replication, k)):
        if plan.numbers[0].skim and unseen(plan, world, k):
            hurry(plan, world, seen, now, replication, k)
        else:
            go(plan, world, seen, now, k)
    if counters[FREED] or counters[LOOK]:
        dispatch(plan, world, seen, now)


def _entry(sources: int) -> Callable[..., None]:
    """The loop, compiled under a key that holds the digest of the engine's files."""

    @kept
    def replicate(plan: Plan, world: World, seen: Seen, replication: int, key: int) -> None:
        """One replication from its beginning to its end; nothing when called with the key of other files."""
        if key != sources:
            return
        counters, events, numbers = world.counters, world.events, plan.numbers[0]
        begin(plan, world, seen, replication)
        done, most, now = 0, numbers.events_most, numbers.now
        while counters[STATUS] == FINE and take(counters, events):
            now = events[0].time
            if now >= numbers.until and _over(plan, world, now):
                break
            _happens(plan, world, seen, replication)
            done += 1
            if counters[LEFT] == 0:
                break
            if done >= most:
                counters[STATUS] = TOO_MANY
        for resource in range(len(world.uses)):
            count_use(plan, world, seen, max(now, numbers.until), resource)
        counters[EVENTS] = done

    return replicate


replicate = _entry(SOURCES)
