"""Replications of a network, in one process or several, with the same numbers; when there are enough of them.

Importing this does not import Numba; the first simulation does.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.simulation.computing import LOCAL, Portion, answers
from cellpark.planning.simulation.model import Network
from cellpark.planning.simulation.present import EMPTY, Present, present_problems
from cellpark.planning.simulation.reading import report_of
from cellpark.planning.simulation.report import Report
from cellpark.planning.simulation.rules import network_problems
from cellpark.planning.simulation.statistics import Folded, Sketch

if TYPE_CHECKING:
    from cellpark.planning.simulation.arrays import Run
    from cellpark.planning.simulation.replication import Chunk

CHUNK = 8
"""Replications of one task. It is the same whatever the number of processes, so that stopping is the same too."""
REPLICATIONS_MAX = 10_000_000
SEED_MAX = 2**64


@dataclass(frozen=True, slots=True)
class Stop:
    """Enough replications: the interval of the mean time of a class is within ``relative`` of the mean."""

    source: str
    relative: float
    least: int = 16


@dataclass(frozen=True, slots=True)
class Study:
    """What is simulated: each replication from an empty plant at 0, or from the ``present`` one, to ``until``.

    Patients who come before ``warm_up`` are not counted, nor is the use of resources before it. With ``drain`` nobody
    comes after ``until`` and those inside are seen through; without it they stay uncounted. ``replications`` is the
    most there are; ``stop`` may end it sooner. ``workers`` are processes, ``compute`` says where they are
    (``computing.answers``); both change nothing but the time it takes.
    """

    until: float
    warm_up: float = 0.0
    drain: bool = False
    replications: int = 100
    seed: int = 1
    confidence: float = 0.95
    stop: Stop | None = None
    workers: int = 1
    events_most: int = 200_000_000
    present: Present = EMPTY
    compute: str = LOCAL


WHAT = ("arrived", "ready", "started", "finished", "ended")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a trace; ``name`` is that of the operation, or of the end."""

    time: float
    source: str
    entity: int
    what: str
    name: str | None


def simulate(network: Network, study: Study, *, progress: Callable[[int], None] | None = None) -> Report:
    """What will probably happen in a network.

    ``progress`` is told the replications done. Raises ``Refused``: what ``network_problems`` and ``present_problems``
    find, ``simulation.study`` for a frame that means nothing, ``simulation.run.overflow`` when more patients come in
    than go out, ``simulation.run.endless`` when a replication does not come to an end.
    """
    refuse_any(network_problems(network))
    _check(network, study)
    folded: Folded | None = None
    sketches: np.ndarray[tuple[int, int, int], np.dtype[np.int64]] | None = None
    least = most = np.zeros(0)
    done = 0
    chunks = side_by_side([network], study)
    for (chunk,) in chunks:
        if isinstance(chunk, tuple):
            raise Refused(*chunk)
        if folded is None or sketches is None:
            folded, sketches = Folded.of(len(chunk.rows[0])), chunk.sketch.copy()  # of a cluster it is read only
            least, most = chunk.least, chunk.most
        else:
            sketches += chunk.sketch
            least, most = np.minimum(least, chunk.least), np.maximum(most, chunk.most)
        for row in chunk.rows:
            folded.add(row)
        done += len(chunk.rows)
        if progress is not None:
            progress(done)
        if _enough(network, study, folded, done):
            break
    chunks.close()
    assert folded is not None
    assert sketches is not None
    times = [[Sketch(bins) for bins in row] for row in sketches]
    return report_of(network, study.confidence, done, folded, times, least, most)


def _check(network: Network, study: Study) -> None:
    refuse_any(present_problems(network, study.present))
    sound = (
        0 <= study.warm_up < study.until < float("inf")
        and study.present.now < study.until
        and 1 <= study.replications <= REPLICATIONS_MAX
        and 0 <= study.seed < SEED_MAX
        and 0 < study.confidence < 1
        and study.workers >= 1
    )
    stop = study.stop
    if stop is not None:
        sound = sound and stop.relative > 0 and stop.source in {each.name for each in network.sources}
    if not sound:
        raise Refused(Problem("simulation.study", {"until": f"{study.until:g}", "replications": study.replications}))


def _enough(network: Network, study: Study, folded: Folded, done: int) -> bool:
    stop = study.stop
    if stop is None or done < stop.least:
        return False
    from cellpark.planning.simulation.reading import time_place

    return folded.estimate(time_place(network, stop.source), study.confidence).relative <= stop.relative


def _run(study: Study) -> "Run":
    from cellpark.planning.simulation.arrays import Run

    counts_from = max(study.warm_up, study.present.now)
    return Run(study.until, counts_from, study.drain, study.seed, study.events_most, study.present)


def side_by_side(
    networks: Sequence[Network], study: Study, *, each_chunk: Callable[[], None] = lambda: None
) -> Generator[tuple["Chunk | tuple[Problem, ...]", ...], None, None]:
    """The chunks of several networks, the same replications of each at a time: what-ifs on the same random numbers.

    A network that fills up or never ends has its problems in the place of its chunk, and the others go on.
    ``each_chunk`` is called after each chunk; what it raises ends all. Raises ``Refused`` as ``simulate`` does for what
    can be known beforehand.
    """
    for each in networks:
        refuse_any(network_problems(each))
        _check(each, study)
    spans = [(since, min(since + CHUNK, study.replications)) for since in range(0, study.replications, CHUNK)]
    portions = ((place, *span) for span in spans for place in range(len(networks)))
    found = answers(_Replications(tuple(networks), study), portions, compute=study.compute, workers=study.workers)
    try:
        for _ in spans:
            side = []
            for _ in networks:
                side.append(next(found))
                each_chunk()
            yield tuple(side)
    finally:
        found.close()


@dataclass(frozen=True, slots=True)
class _Replications:
    """Chunks of some networks as work that can be sent to another process or machine."""

    networks: tuple[Network, ...]
    study: Study

    def ready(self) -> "Callable[[Portion], Chunk | tuple[Problem, ...]]":
        from cellpark.planning.simulation.replication import Replicator

        made = [Replicator(each, _run(self.study)) for each in self.networks]

        def answer(portion: Portion) -> "Chunk | tuple[Problem, ...]":
            place, since, until = portion
            try:
                return made[place].chunk(since, until)
            except Refused as refused:  # an exception would lose its problems on the way between processes
                return refused.problems

        return answer


def trace(network: Network, study: Study, *, replication: int = 0, lines: int = 100_000) -> tuple[Line, ...]:
    """What happened in one replication, in its order: the first ``lines``. Raises ``Refused`` as ``simulate`` does."""
    refuse_any(network_problems(network))
    _check(network, study)
    from cellpark.planning.simulation.replication import Replicator

    found = Replicator(network, _run(study)).traced(replication, lines)
    names = [*(each.name for each in network.operations), *reversed(network.ends)]
    return tuple(
        Line(
            float(each["time"]),
            network.sources[each["source"]].name,
            int(each["entity"]),
            WHAT[each["what"]],
            None if each["what"] == 0 else names[each["operation"]],
        )
        for each in found
    )
