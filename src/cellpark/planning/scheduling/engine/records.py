"""What the engine works on: few arrays with named columns.

A list of lists is a column with where each list begins, in an array of one row more than there are lists.
"""

from typing import Any, NamedTuple

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
"""Of one width, so that everything is compiled once."""
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Narrow = np.ndarray[Any, np.dtype[np.int32]]
"""By time, where there are many."""
NEVER = 2**30
"""A time after all times."""

FIRST_OP, RELEASE, DUE, WEIGHT, GROUP, FIRST_HOLD = range(6)
"""Columns of ``Plan.jobs``. The group is -1 where there is none."""
EARLIEST, FIXED, LATE, PUBLISHED, TAIL, FIRST_WAY, FIRST_ARC = range(7)
"""Columns of ``Plan.ops``.

Late: something is kept from it on; published: its start, or -1; tail: from its end to the end of the job at least.
"""
DURATION, TABLE, FIRST_CLAIM = range(3)
"""Columns of ``Plan.ways``. The table of working times is -1 where somebody is always there."""
ROW, COUNT, CLEAR = range(3)
"""Columns of ``Plan.claims``."""
TO, FROM_EDGE, TO_EDGE, LEAST = range(4)
"""Columns of ``Plan.arcs``: an edge comes at least so long after an edge; 0 is the start of an operation, 1 its end."""
SINCE_OP, SINCE_EDGE, UNTIL_OP, UNTIL_EDGE, KEPT_COUNT, KEPT_CLEAR, KEPT_LEAST, FIRST_OPTION = range(8)
"""Columns of ``Plan.holds``. Least: how long it lasts at least."""
GAP, LANE = range(2)
"""Columns of ``Plan.rows``: the changeover between groups, or -1 where they may mix; the place in ``State.present``."""
NEXT, LAST, FINISH = range(3)
"""Of ``Plan.tables``, by table and time: the next start, the last one up to it or -1, the end of what starts then."""
FLOW, TARDINESS, MAKESPAN, MOVED = range(4)
"""Places of ``Plan.price``."""
START, END, WAY, LOW_START, LOW_END = range(5)
"""Columns of ``State.ops`` (the first three of ``Kept.ops``). What is not placed starts at -1."""
KEPT_ROW, KEPT_SINCE, KEPT_UNTIL = range(3)
"""Columns of ``State.holds`` and ``Kept.holds``. What is not kept has row -1."""


class Plan(NamedTuple):
    """What does not change while a schedule is made. The operations of a job follow one another as they can be done."""

    horizon: int
    jobs: Ints
    alone: Ints
    """What each job costs at least."""
    ops: Ints
    ways: Ints
    claims: Ints
    arcs: Ints
    holds: Ints
    options: Ints
    tables: Narrow
    rows: Ints
    price: Ints


class Kept(NamedTuple):
    """The schedule that the search stands on, or the best that it met."""

    ops: Ints
    holds: Ints
    cost: Ints
    """By job; the makespan and its price are no job's."""


class State(NamedTuple):
    """A schedule as it grows."""

    free: Narrow
    """By resource and time."""
    present: Narrow
    """By segregated resource, group and time: how many claims."""
    ops: Ints
    holds: Ints
    chance: np.ndarray[Any, np.dtype[np.uint64]]
