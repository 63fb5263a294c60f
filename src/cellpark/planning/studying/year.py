"""A virtual year: the plant with synthetic patients before it opens, month by month, from its empty first day."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np

from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.simulation.from_recipe import AGAIN, LOST, OUT, RELEASED
from cellpark.planning.simulation.model import Network
from cellpark.planning.simulation.rules import network_problems
from cellpark.planning.simulation.statistics import Estimate
from cellpark.planning.simulation.study import Study, side_by_side
from cellpark.planning.studying.base import Base
from cellpark.planning.studying.comparing import Compared, Frame, Runs, compare
from cellpark.planning.studying.figures import DAY_HOURS, Scene

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEAR_DAYS = sum(MONTH_DAYS)
NUMBERS = ("collected", "treated", "out", "lost", "again", "inside", "days")
LINES_MAX = 4_000_000
"""What is looked at of one replication: some 200 MB."""
LINES_EACH = 8
"""Lines that an operation of a patient makes at most, with its rounds."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month over all replications.

    ``collected``, ``treated``, ``out``, ``lost`` and ``again`` (made again) are patients, ``inside`` those who wait at
    its end; ``days`` is the mean from vein to vein of those treated in it; ``use`` the share of each resource's time.
    """

    number: int
    collected: Estimate
    treated: Estimate
    out: Estimate
    lost: Estimate
    again: Estimate
    inside: Estimate
    days: Estimate
    use: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Year:
    """The months, and the whole year with everybody who came in it seen through."""

    months: tuple[Month, ...]
    whole: Compared


def virtual_year(
    base: Base,
    frame: Frame,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    stop: Callable[[], bool] = lambda: False,
) -> Year:
    """The first year of a plant. The days and the warm-up of the frame are not used: a plant opens empty.

    Raises ``Refused`` as ``compare`` does, ``planning.study.patients`` for more than can be followed one by one, and
    ``planning.study.nothing_yet`` when it was stopped.
    """
    scene = Scene.of(base)
    network = scene.joined.network
    refuse_any(network_problems(network))
    whole = compare(base, {}, replace(frame, days=YEAR_DAYS, warm_up=0, precision=1e-9), stop=stop)
    lines = min(LINES_MAX, sum(each.patients for each in base.made) * 2 * len(network.operations) * LINES_EACH)
    study = Study(until=YEAR_DAYS * DAY_HOURS, replications=frame.replications, seed=frame.seed)
    counted: list[list[list[float]]] = []
    for replication in range(frame.replications):
        counted.append(list(_counted(network, _traced(network, study, replication, lines))))
        progress(replication + 1, frame.replications)
        if stop():
            raise Refused(Problem("planning.study.nothing_yet"))
    used = list(_used(network, frame))
    return Year(tuple(_months(np.array(counted), used, network, frame.confidence)), whole)


def _traced(
    network: Network, study: Study, replication: int, lines: int
) -> "np.ndarray[tuple[int], np.dtype[np.void]]":
    from cellpark.planning.simulation.arrays import Run
    from cellpark.planning.simulation.replication import Replicator

    found = Replicator(network, Run(study.until, seed=study.seed)).traced(replication, lines)
    if len(found) == lines:
        raise Refused(Problem("planning.study.patients", {"found": lines, "limit": lines}))
    return found


def _counted(network: Network, trace: "np.ndarray[tuple[int], np.dtype[np.void]]") -> Iterator[list[float]]:
    """For each month: collected, treated, out of specification, lost, made again, inside, days from vein to vein."""
    edges = np.array([0.0, *accumulate(days * DAY_HOURS for days in MONTH_DAYS)])
    arrived, ended = trace[trace["what"] == 0], trace[trace["what"] == 4]
    anew = [place for place, each in enumerate(network.operations) if each.name.endswith(AGAIN)]
    again = trace[(trace["what"] == 2) & np.isin(trace["operation"], anew)]
    fates = {end: ended[ended["operation"] == -1 - place] for place, end in enumerate(network.ends)}
    came = {(int(each["source"]), int(each["entity"])): float(each["time"]) for each in arrived}
    treated = fates[RELEASED]
    lengths = np.array([float(each["time"]) - came[int(each["source"]), int(each["entity"])] for each in treated])
    month_of = np.searchsorted(edges, treated["time"], side="right") - 1
    for month in range(len(MONTH_DAYS)):
        of_month = lengths[month_of == month]
        yield [
            *(
                float(((each["time"] >= edges[month]) & (each["time"] < edges[month + 1])).sum())
                for each in (arrived, treated, fates[OUT], fates[LOST], again)
            ),
            float((arrived["time"] < edges[month + 1]).sum() - (ended["time"] < edges[month + 1]).sum()),
            float(of_month.mean()) / DAY_HOURS if len(of_month) else math.nan,
        ]


def _used(network: Network, frame: Frame) -> "Iterator[np.ndarray[tuple[int, int], np.dtype[np.float64]]]":
    """For each month the use of the resources, a row a replication: the same year, looked at from then to then."""
    from cellpark.planning.simulation.reading import names_of

    places = [place for place, each in enumerate(names_of(network)) if each[2] == "utilisation"]
    edges = [0.0, *accumulate(days * DAY_HOURS for days in MONTH_DAYS)]
    for since, until in pairwise(edges):
        study = Study(
            until=until,
            warm_up=since,
            replications=frame.replications,
            seed=frame.seed,
            workers=frame.workers,
            compute=frame.compute,
        )
        rows = []
        for (chunk,) in side_by_side([network], study):
            if isinstance(chunk, tuple):
                raise Refused(*chunk)
            rows += [row[places] for row in chunk.rows]
        yield np.array(rows)


def _months(
    counted: "np.ndarray[tuple[int, int, int], np.dtype[np.float64]]",
    used: "list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]",
    network: Network,
    confidence: float,
) -> Iterator[Month]:
    runs = Runs(confidence)
    for month in range(len(MONTH_DAYS)):
        numbers = {name: runs.estimate(counted[:, month, place]) for place, name in enumerate(NUMBERS)}
        use = {each.name: runs.estimate(used[month][:, place]) for place, each in enumerate(network.resources)}
        yield Month(number=month + 1, use=use, **numbers)
