"""Replications in one process: room that grows when it has to, and the numbers of each as one row. Imports Numba."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.simulation.arrays import Arrays, Run, arrays_of, open_time, seen_of, world_of
from cellpark.planning.simulation.engine import records as r
from cellpark.planning.simulation.engine.compiling import SOURCES
from cellpark.planning.simulation.engine.loop import replicate
from cellpark.planning.simulation.model import Network
from cellpark.planning.simulation.statistics import Sketch

QUANTILES = (0.5, 0.9)
"""Of the times of each class and end, in each replication: what-ifs are compared by them, one by one."""
ROOM_FIRST, ROOM_MOST = 512, 1 << 18
PATIENT_COLUMNS, RESOURCE_COLUMNS, OPERATION_COLUMNS, COMMON_COLUMNS = 6, 6, 5, 3
Row = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some replications in their order: their numbers, and of all together the sketch and the ends of the times."""

    rows: tuple[Row, ...]
    sketch: "np.ndarray[tuple[int, int, int], np.dtype[np.int64]]"
    least: Row
    most: Row


@dataclass(frozen=True, slots=True)
class Ends:
    """When those who are watched came to an end, in their order, and to which: infinity and -1 where to none."""

    times: Row
    fates: "np.ndarray[tuple[int], np.dtype[np.int64]]"


class Replicator:
    """A network made ready, and the room in which its replications run one after the other."""

    def __init__(self, network: Network, run: Run) -> None:
        """Make the arrays; nothing runs yet."""
        self.network, self.run = network, run
        self.arrays: Arrays = arrays_of(network, run)
        self.world = world_of(self.arrays, ROOM_FIRST)
        self._unseen = seen_of(self.arrays)
        self.open = [open_time(each, run.warm_up, run.until) for each in network.resources]

    def once(self, replication: int, *, trace: int = 0) -> r.Seen:
        """One replication. Raises ``Refused`` when the plant fills up or does not come to an end."""
        if trace:
            self.world = world_of(self.arrays, len(self.world.tokens), trace)
        return self._through(replication, trace, seen_of(self.arrays))

    def ends(self, replication: int) -> Ends:
        """How one replication ends for those who are watched; nothing else of it is kept. Refuses as ``once``."""
        self._through(replication, 0, self._unseen)
        watched = self.world.watched
        return Ends(watched["time"].copy(), watched["fate"].copy())

    def _through(self, replication: int, trace: int, seen: r.Seen) -> r.Seen:
        while True:
            replicate(self.arrays.plan, self.world, seen, replication, SOURCES)
            status = self.world.counters[r.STATUS]
            if status == r.FINE:
                return seen
            for each in seen:
                each[:] = 0
            room = len(self.world.tokens)
            inside = int(self.world.counters[r.INSIDE_MOST])
            if status == r.TOO_MANY:
                raise Refused(Problem("simulation.run.endless", {"limit": self.run.events_most}))
            if room >= ROOM_MOST:
                raise Refused(Problem("simulation.run.overflow", {"inside": inside, "time": f"{self.run.until:g}"}))
            self.world = world_of(self.arrays, 4 * room, trace)

    def chunk(self, since: int, until: int) -> Chunk:
        """Replications ``since`` to ``until`` (not included)."""
        rows: list[Row] = []
        classes, ends = self.arrays.shape[:2]
        sketch = np.zeros((classes, ends, r.SKETCH_BINS), np.int64)
        least, most = np.full(classes, math.inf), np.zeros(classes)
        for replication in range(since, until):
            seen = self.once(replication)
            rows.append(np.array(list(self._numbers(seen))))
            sketch += seen.sketch
            least = np.minimum(least, seen.classes[:, r.C_LEAST])
            most = np.maximum(most, seen.classes[:, r.C_MOST])
        return Chunk(tuple(rows), sketch, least, most)

    def traced(self, replication: int, lines: int) -> "r.Array":
        """What happened in one replication: the first ``lines`` lines."""
        self.once(replication, trace=lines)
        return self.world.trace[: self.world.counters[r.TRACED]].copy()

    def _numbers(self, seen: r.Seen) -> Iterator[float]:
        """One row, in the order in which ``reading`` takes it apart; not a number where there was nothing."""
        for kind, row in enumerate(seen.classes):
            ended, late = row[r.C_ENDED], row[r.C_LATE]
            yield row[r.C_ARRIVED]
            yield ended
            yield from (_part(row[r.C_CYCLE], ended), _part(late, ended), _part(row[r.C_LATENESS], late))
            yield _part(row[r.C_COST], ended)
            yield from (_part(each, ended) for each in seen.fates[kind])
            yield from (_part(each, ended) for each in seen.flags[kind])
        span = self.run.until - self.run.warm_up
        for place, row in enumerate(seen.resources):
            yield _part(row[r.R_USED], self.open[place])
            yield _part(row[r.R_REPAIR], span * self.network.resources[place].capacity)
            yield from (row[r.R_BUSY], row[r.R_CLOSED], row[r.R_DOWN], row[r.R_BROKEN])
        for row in seen.operations:
            started = row[r.O_STARTED]
            yield started
            yield from (_part(row[each], started) for each in (r.O_QUEUE, r.O_LAG, r.O_BREACHED, r.O_TOO_LONG))
        counters = self.world.counters
        yield from (float(counters[r.EVENTS]), float(counters[r.INSIDE]), float(counters[r.INSIDE_MOST]))
        for ends in seen.sketch:
            for bins in ends:
                times = Sketch(bins)
                yield times.mean
                yield from (times.quantile(share) for share in QUANTILES)


def _part(value: float, of: float) -> float:
    return float(value / of) if of > 0 else math.nan
