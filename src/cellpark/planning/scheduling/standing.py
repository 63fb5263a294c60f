"""A schedule that was published, as the rows of the arrays that some facts are drawn up in. Imports NumPy."""

import numpy as np

from cellpark.planning.scheduling.arrays import Drawn
from cellpark.planning.scheduling.engine.records import (
    END,
    KEPT_ROW,
    LOW_END,
    START,
    WAY,
    Kept,
)
from cellpark.planning.scheduling.result import Schedule


def standing(drawn: Drawn, schedule: Schedule) -> Kept:
    """Where each operation and hold of the facts is in a schedule; -1 where the schedule does not have it."""
    ops = np.full((len(drawn.operations), LOW_END + 1), -1, dtype=np.int64)
    holds = [(job.key, number) for job in drawn.facts.jobs for number in range(len(job.holds))]
    rows = np.full((len(holds), 3), -1, dtype=np.int64)
    for each in schedule.placed:
        number = drawn.number.get((each.job, each.operation))
        if number is None:
            continue
        for way in range(drawn.way_first[number], drawn.way_first[number + 1]):
            if (drawn.ways[way].mode, drawn.ways[way].taken) == (each.mode, each.taken):
                ops[number, START], ops[number, END], ops[number, WAY] = each.start, each.end, way
    places = {hold: place for place, hold in enumerate(holds)}
    for kept in schedule.kept:
        place = places.get((kept.job, kept.hold))
        if place is not None and kept.resource in drawn.row:
            rows[place, KEPT_ROW] = drawn.row[kept.resource]
    return Kept(ops, rows, np.zeros(len(drawn.facts.jobs), dtype=np.int64))
