"""What the compiled loop reads and writes: records in arrays. Times are numbers of the network's unit."""

from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


def _whole(value: int) -> int:
    """A number of the machine: Numba compiles a function anew for every plain constant that it is called with."""
    return np.int64(value)  # type: ignore[return-value]


def _numbers(count: int) -> tuple[int, ...]:
    return tuple(_whole(each) for each in range(count))


# what an operation has; most have little, and one test skips the rest
NEEDS, KEEPS, FREES, LAGS, MARKS, CHOICES, LOOPS, FORKS, JOINS, ONE = tuple(_whole(1 << bit) for bit in range(10))
# how work goes with the calendars of what it needs
MUST_FIT, PAUSES, RUNS_ON = _numbers(3)
# why somebody waits for a resource
BUSY, CLOSED, DOWN = _numbers(3)
# what an interruption does to the work that it hits
RESUMES, RESTARTS, SPOILS = _numbers(3)
# kinds of events
FINISH, ARRIVE, COME, READY, WAKE, RELEASE, BREAK, REPAIR = _numbers(8)
# what a line of the trace says
T_ARRIVED, T_READY, T_STARTED, T_FINISHED, T_ENDED = _numbers(5)
# how a replication ended
FINE, NO_ROOM, TOO_MANY = _numbers(3)
# counters of a replication
FREE, HIGH, SIZE, HOLE, SEQUENCE, STATUS, TRACED, FREED, LOOK, INSIDE, INSIDE_MOST, EVENTS, LEFT, COUNTERS = _numbers(
    14
)
NOBODY = _whole(-1)
NEXT_DRAW = _whole(1 << 8)
"""A second draw of the same visit, for another purpose."""
NONE, AT_END, EVERYTHING = _whole(0), _whole(1), _whole(-1)
# numbers of a class of patients, in the order of their columns
C_ARRIVED, C_ENDED, C_CYCLE, C_LEAST, C_MOST, C_LATE, C_LATENESS, C_COST, C_COLUMNS = _numbers(9)
# numbers of a resource
R_USED, R_BUSY, R_CLOSED, R_DOWN, R_BROKEN, R_REPAIR, R_COLUMNS = _numbers(7)
# numbers of an operation
O_STARTED, O_QUEUE, O_LAG, O_BREACHED, O_TOO_LONG, O_COLUMNS = _numbers(6)
SKETCH_BITS = 7
SKETCH_LOW = 1023 - 24
SKETCH_BINS = 64 << SKETCH_BITS
"""Bins of the sketch: times from 2**-24 to 2**40, each power of two in 128 parts, so at most 0.4 % off."""


def _record(*fields: tuple[str, str]) -> np.dtype[Any]:
    return np.dtype(list(fields), align=True)


OPERATION = _record(
    *(("features", "i8"), ("work", "i8"), ("mode", "i8"), ("rank", "i8"), ("then", "i8"), ("join", "i8")),
    *(("need", "i8"), ("need_end", "i8"), ("frees", "i8"), ("longest", "f8"), ("lag", "i8"), ("lag_end", "i8")),
    *(("choice", "i8"), ("choice_end", "i8"), ("fork", "i8"), ("fork_end", "i8")),
    *(("loop_back", "i8"), ("loop_draw", "i8"), ("loop_slot", "i8"), ("mark_start", "i8"), ("mark_end", "i8")),
    *(("open_for", "f8"), ("cost", "f8"), ("clearance", "f8"), ("resource", "i8"), ("quantity", "i8")),
)
NEED = _record(("resource", "i8"), ("quantity", "i8"), ("hold", "i8"), ("clearance", "f8"))
HOLD = _record(("resource", "i8"), ("quantity", "i8"), ("clearance", "f8"))
LAG = _record(("mark", "i8"), ("at_end", "i8"), ("flag", "i8"), ("least", "f8"), ("most", "f8"))
CHOICE = _record(
    *(("chance", "f8"), ("needs", "i8"), ("flag", "i8"), ("to", "i8"), ("empty_hands", "i8")),
    *(("slot", "i8"), ("at_most", "i8"), ("otherwise", "i8")),
)
RESOURCE = _record(
    *(("capacity", "i8"), ("opening", "i8"), ("opening_end", "i8"), ("user", "i8"), ("user_end", "i8")),
    *(("unit", "i8"), ("unit_end", "i8"), ("up", "i8"), ("repair", "i8"), ("then", "i8"), ("flag", "i8")),
    *(("period", "f8"), ("longest", "f8")),
)
OPENING = _record(("start", "f8"), ("end", "f8"), ("until", "f8"), ("level", "i8"))
SOURCE = _record(
    *(("kind", "i8"), ("first", "i8"), ("between", "i8"), ("size", "i8"), ("rank", "i8"), ("due", "i8")),
    *(("time", "i8"), ("time_end", "i8"), ("most", "i8"), ("after", "f8"), ("groups", "i8"), ("patients", "i8")),
)
DRAW = _record(("kind", "i8"), ("since", "i8"), ("until", "i8"), ("a", "f8"), ("b", "f8"), ("c", "f8"))
SEEN = _record(("value", "f8"), ("share", "f8"))
NUMBERS = _record(
    *(("seed", "u8"), ("until", "f8"), ("warm_up", "f8"), ("drain", "i8"), ("events_most", "i8"), ("good", "i8")),
    *(("now", "f8"), ("further", "i8"), ("watched", "i8"), ("skim", "i8")),
)
TOKEN = _record(
    *(("operation", "i8"), ("kind", "i8"), ("entity", "i8"), ("root", "i8"), ("pending", "i8"), ("working", "i8")),
    *(
        ("measured", "i8"),
        ("source", "i8"),
        ("rank", "i8"),
        ("cause", "i8"),
        ("laps", "i8"),
        ("flags", "i8"),
        ("due_event", "i8"),
        ("watch", "i8"),
    ),
    *(("order", "i8"), ("before", "i8"), ("behind", "i8"), ("holds", "i8")),
    *(("arrived", "f8"), ("due", "f8"), ("cost", "f8"), ("queued", "f8"), ("caused", "f8"), ("started", "f8")),
    *(("work", "f8"), ("chance", "f8"), ("blocked", "f8"), ("ends", "f8")),
)
EVENT = _record(("time", "f8"), ("order", "i8"), ("what", "i8"))
USE = _record(("used", "i8"), ("down", "i8"), ("waiting", "i8"), ("since", "f8"), ("wakes", "f8"))
QUEUE = _record(("first", "i8"), ("last", "i8"))
UNIT = _record(
    ("resource", "i8"),
    ("token", "i8"),
    ("hold", "i8"),
    ("down", "i8"),
    ("broken", "i8"),
    ("share", "f8"),
    ("since", "f8"),
)
ARRIVAL = _record(("groups", "i8"), ("patients", "i8"), ("share", "f8"))
WATCHED = _record(("time", "f8"), ("fate", "i8"))
# a plant that is not empty at the beginning: tokens, rounds that go on, what is being cleared, what is being repaired
BEGUN = _record(
    *(("operation", "i8"), ("kind", "i8"), ("entity", "i8"), ("root", "i8"), ("pending", "i8"), ("working", "i8")),
    *(("measured", "i8"), ("rank", "i8"), ("flags", "i8"), ("holds", "i8"), ("watch", "i8")),
    *(("arrived", "f8"), ("due", "f8"), ("at", "f8"), ("worked", "f8"), ("low", "f8"), ("high", "f8")),
)
LOOPED = _record(
    *(("token", "i8"), ("slot", "i8"), ("draw", "i8"), ("operation", "i8"), ("least", "i8")),
    *(("low", "f8"), ("high", "f8")),
)
CLEARING = _record(("time", "f8"), ("resource", "i8"), ("quantity", "i8"))
FAULTY = _record(("resource", "i8"), ("token", "i8"), ("since", "f8"), ("low", "f8"), ("high", "f8"))
TRACE = _record(("time", "f8"), ("entity", "i8"), ("source", "i8"), ("operation", "i8"), ("what", "i8"))


class Plan(NamedTuple):
    """What does not change while it runs."""

    numbers: Array
    operations: Array
    needs: Array
    holds: Array
    lags: Array
    choices: Array
    forks: Array
    resources: Array
    openings: Array
    users: Array
    sources: Array
    times: Array
    draws: Array
    table: Array
    begun: Array
    looped: Array
    clearing: Array
    faulty: Array
    first_marks: Array
    first_counts: Array


class World(NamedTuple):
    """What one replication changes."""

    counters: Array
    tokens: Array
    events: Array
    uses: Array
    queues: Array
    units: Array
    marks: Array
    counts: Array
    freed: Array
    bits: Array
    arrivals: Array
    watched: Array
    trace: Array


class Seen(NamedTuple):
    """What is counted: a replication's numbers by class, fate, flag, resource and operation, and the sketch of all."""

    classes: Array
    fates: Array
    flags: Array
    resources: Array
    operations: Array
    sketch: Array
