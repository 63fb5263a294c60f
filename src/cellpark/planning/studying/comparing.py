"""A base and its changes side by side: the same patients with the same luck in each, until enough is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from cellpark.kernel.problem import Parameter, Problem, Refused
from cellpark.planning.simulation.computing import LOCAL
from cellpark.planning.simulation.from_recipe import RELEASED
from cellpark.planning.simulation.rules import network_problems
from cellpark.planning.simulation.statistics import Estimate, Folded, Sketch
from cellpark.planning.simulation.study import CHUNK, Study, side_by_side
from cellpark.planning.studying.base import Base
from cellpark.planning.studying.figures import DAY_HOURS, Key, Scene, figures

if TYPE_CHECKING:
    from cellpark.planning.simulation.replication import Chunk

SCENES_MAX = 60
RUNS_MAX = 100_000
"""Replications of all plants of a study together: what keeps its memory known beforehand."""
LEAST = 16
MEAN: Key = ("days", "mean")


@dataclass(frozen=True, slots=True)
class Frame:
    """How a study is made.

    ``days`` are counted after ``warm_up`` days of a plant that begins empty; those who came are seen through. It ends
    when the mean time of the base, and the difference of each change to it, are known to within ``precision`` (a share
    of the mean), and after ``replications`` at the latest. ``workers`` and ``compute`` change nothing but the time.
    """

    days: int = 365
    warm_up: int = 90
    replications: int = 100
    precision: float = 0.01
    seed: int = 1
    confidence: float = 0.95
    workers: int = 1
    compute: str = LOCAL

    def study(self) -> Study:
        """The frame of each simulation."""
        begin = self.warm_up * DAY_HOURS
        return Study(
            until=begin + self.days * DAY_HOURS,
            warm_up=begin,
            drain=True,
            replications=self.replications,
            seed=self.seed,
            confidence=self.confidence,
            workers=self.workers,
            compute=self.compute,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One plant of a study: its figures, how they differ from the base, all times of those who were treated.

    ``problems`` say why nothing was found; ``missing`` is what costs something and has no price.
    """

    figures: Mapping[Key, Estimate] = field(default_factory=dict)
    differences: Mapping[Key, Estimate] = field(default_factory=dict)
    times: Sketch = field(default_factory=Sketch)
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A whole study: the base, the changes by name, and whether all is known as well as was asked."""

    base: Found
    changes: Mapping[str, Found]
    replications: int
    enough: bool
    confidence: float
    currency: str | None
    runs: "Runs"

    def difference(self, one: str, other: str, key: Key) -> Estimate:
        """How the figure of a change differs from that of another one, replication by replication."""
        return self.runs.estimate(self.runs.values[one][key] - self.runs.values[other][key])


@dataclass(slots=True)
class Runs:
    """The figures of each replication by plant; the base has the empty name."""

    confidence: float
    values: dict[str, dict[Key, "np.ndarray[tuple[int], np.dtype[np.float64]]"]] = field(default_factory=dict)

    def estimate(self, values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Estimate:
        """The mean with its interval; replications without a value are left out."""
        folded = Folded.of(1)
        for each in values:
            folded.add(np.array([each]))
        return folded.estimate(0, self.confidence)


class _Ended(Exception):  # noqa: N818 -- an answer
    """Somebody ended the study."""


def compare(
    base: Base,
    changes: Mapping[str, Base],
    frame: Frame,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    stop: Callable[[], bool] = lambda: False,
) -> Compared:
    """Run a base and its changes; ``progress`` is told the replications done, over all plants, and those there may be.

    ``stop`` is asked now and then; when it says so, what was found so far is the answer.
    A change whose plant cannot be simulated says why, and the others go on. Raises ``Refused``: what the base is
    refused for, ``planning.study.size``, ``simulation.study`` for a frame that means nothing, and
    ``planning.study.nothing_yet`` when it was stopped before there was anything.
    """
    _check(len(changes), frame)
    scenes, problems = _scenes(base, changes)
    gathered = {name: _Gathered(each, frame.days * DAY_HOURS) for name, each in scenes.items()}
    told, most = 0, len(scenes) * frame.replications

    def each_chunk() -> None:
        nonlocal told
        told += CHUNK
        progress(min(told, most), most)
        if stop():
            raise _Ended

    networks = [each.joined.network for each in scenes.values()]
    chunks = side_by_side(networks, frame.study(), each_chunk=each_chunk)
    enough = False
    try:
        for found in chunks:
            _gather(gathered, found, problems)
            enough = _enough([each for name, each in gathered.items() if name not in problems], frame)
            if enough:
                break
    except _Ended:
        if not gathered[""].rows:
            raise Refused(Problem("planning.study.nothing_yet")) from None
    finally:
        chunks.close()
    return _told(base, changes, gathered, problems, frame, enough=enough)


def _check(changes: int, frame: Frame) -> None:
    runs = (1 + changes) * frame.replications
    if changes >= SCENES_MAX or runs > RUNS_MAX:
        limits: dict[str, Parameter] = {"plants": SCENES_MAX, "runs": f"{RUNS_MAX:,}", "found": f"{runs:,}"}
        raise Refused(Problem("planning.study.size", limits))
    if not 0 < frame.precision < float("inf"):
        raise Refused(Problem("planning.study.precision"))


def _gather(
    gathered: "Mapping[str, _Gathered]",
    found: "tuple[Chunk | tuple[Problem, ...], ...]",
    problems: dict[str, tuple[Problem, ...]],
) -> None:
    """Add a chunk of each plant; one that cannot be simulated is left out from here on."""
    for (name, here), chunk in zip(gathered.items(), found, strict=True):
        if not isinstance(chunk, tuple):
            here.add(chunk)
        elif name == "":
            raise Refused(*chunk)
        else:
            problems[name] = chunk


class _Gathered:
    """What was found of one plant so far."""

    def __init__(self, scene: Scene, hours: float) -> None:
        self.scene, self.hours = scene, hours
        self.rows: list[dict[Key, float]] = []
        self.times = Sketch()

    def add(self, chunk: "Chunk") -> None:
        self.rows += [figures(self.scene, row, self.hours) for row in chunk.rows]
        self.times.bins += chunk.sketch[0, self.scene.joined.network.ends.index(RELEASED)]

    def column(self, key: Key) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        return np.array([each[key] for each in self.rows])


def _scenes(base: Base, changes: Mapping[str, Base]) -> tuple[dict[str, Scene], dict[str, tuple[Problem, ...]]]:
    scenes, problems = {"": Scene.of(base)}, {}
    for name, each in changes.items():
        try:
            scene = Scene.of(each)
        except Refused as refused:
            problems[name] = refused.problems
            continue
        wrong = tuple(network_problems(scene.joined.network))
        if wrong:
            problems[name] = wrong
        else:
            scenes[name] = scene
    return scenes, problems


def _enough(gathered: list[_Gathered], frame: Frame) -> bool:
    base = gathered[0].column(MEAN)
    if len(base) < LEAST:
        return False
    runs = Runs(frame.confidence)
    mean = runs.estimate(base)
    wanted = frame.precision * abs(mean.mean)
    if not mean.half_width <= wanted:
        return False
    return all(runs.estimate(each.column(MEAN) - base).half_width <= wanted for each in gathered[1:])


def _told(
    base: Base,
    changes: Mapping[str, Base],
    gathered: Mapping[str, _Gathered],
    problems: Mapping[str, tuple[Problem, ...]],
    frame: Frame,
    *,
    enough: bool,
) -> Compared:
    runs = Runs(frame.confidence)
    for name, each in gathered.items():
        if name not in problems:
            runs.values[name] = {key: each.column(key) for key in each.rows[0]}
    first = runs.values[""]

    def found(name: str) -> Found:
        if name in problems:
            return Found(problems=problems[name])
        values = runs.values[name]
        return Found(
            {key: runs.estimate(column) for key, column in values.items()},
            {key: runs.estimate(column - first[key]) for key, column in values.items() if name and key in first},
            gathered[name].times,
            (),
            gathered[name].scene.joined.missing,
        )

    return Compared(
        found(""),
        {name: found(name) for name in changes},
        len(gathered[""].rows),
        enough,
        frame.confidence,
        None if base.prices is None else base.prices.currency,
        runs,
    )
