"""The events to come, earliest first; of the same time, the one that was put in first.

Most events bring the next one with them. So the place of what was taken out stays open until something is put in
(it goes there at once) or until the next is taken out.
"""

from cellpark.planning.simulation.engine.compiling import called, inlined
from cellpark.planning.simulation.engine.records import HOLE, NO_ROOM, SEQUENCE, SIZE, STATUS, Array


@inlined
def _down(events: Array, size: int, time: float, order: int, what: int) -> None:
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        other = child + 1
        if other < size and (
            events[other].time < events[child].time
            or (events[other].time == events[child].time and events[other].order < events[child].order)
        ):
            child = other
        if events[child].time > time or (events[child].time == time and events[child].order > order):
            break
        events[place].time = events[child].time
        events[place].order = events[child].order
        events[place].what = events[child].what
        place = child
    events[place].time = time
    events[place].order = order
    events[place].what = what


@inlined
def put(counters: Array, events: Array, time: float, what: int) -> int:
    """Put an event in; gives its order, which nobody else has."""
    order = counters[SEQUENCE]
    counters[SEQUENCE] = order + 1
    if counters[HOLE]:
        counters[HOLE] = 0
        _down(events, counters[SIZE], time, order, what)
        return order  # type: ignore[no-any-return]
    place = counters[SIZE]
    if place >= len(events):
        counters[STATUS] = NO_ROOM
        return order  # type: ignore[no-any-return]
    counters[SIZE] = place + 1
    while place > 0:
        above = (place - 1) >> 1
        if events[above].time <= time:
            break
        events[place].time = events[above].time
        events[place].order = events[above].order
        events[place].what = events[above].what
        place = above
    events[place].time = time
    events[place].order = order
    events[place].what = what
    return order  # type: ignore[no-any-return]


@called
def put_seldom(counters: Array, events: Array, time: float, what: int) -> int:
    """As ``put``, called: for events that are rare."""
    return put(counters, events, time, what)


@inlined
def take(counters: Array, events: Array) -> bool:
    """Make the earliest event stand at place 0; False when there is none."""
    if counters[HOLE]:
        last = counters[SIZE] - 1
        counters[SIZE] = last
        if last > 0:
            _down(events, last, events[last].time, events[last].order, events[last].what)
    counters[HOLE] = 1
    return counters[SIZE] > 0  # type: ignore[no-any-return]
