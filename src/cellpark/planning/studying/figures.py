"""The figures of a study, taken out of the numbers of each replication."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from cellpark.planning.simulation.from_recipe import DEVIATION, LOST, OUT, RELEASED, YEAR_HOURS
from cellpark.planning.simulation.reading import names_of
from cellpark.planning.studying.base import Base, Joined, joined
from cellpark.planning.studying.goods import A_YEAR, LINES, PER_BATCH, TOTAL, goods, standing

DAY_HOURS = 24.0
Key = tuple[str, str]
"""What is told, and of what: (``days``, ``p50``), (``use``, ``suite B``), (``cost``, ``labour``)."""
CAUSES = ("busy", "closed", "down")
"""All taken; nobody there; being repaired."""


def figure_keys(base: Base) -> tuple[Key, ...]:
    """The figures of a base in the order in which they are shown. Days and shares are those of the first product."""
    return tuple(figures(Scene.of(base), None, 1.0))


@dataclass(frozen=True, slots=True)
class Scene:
    """One plant of a study with what is known before it runs."""

    base: Base
    joined: Joined
    names: tuple[tuple[str, str, str], ...]
    standing: Mapping[str, float]

    @classmethod
    def of(cls, base: Base) -> "Scene":
        """Make the network. Raises ``Refused`` as ``joined`` does."""
        made = joined(base)
        fixed = {} if base.prices is None else standing(base.plant, base.prices)
        return cls(base, made, names_of(made.network), fixed)


def figures(scene: Scene, row: "np.ndarray[tuple[int], np.dtype[np.float64]] | None", hours: float) -> dict[Key, float]:
    """The figures of one replication over so many hours; not a number where there was nothing (or no row)."""
    values = np.full(len(scene.names), math.nan) if row is None else row
    found = dict(zip(scene.names, values.tolist(), strict=True))
    years = hours / YEAR_HOURS
    told: dict[Key, float] = {}
    for place in range(len(scene.base.made)):
        source = scene.base.source_of(place)
        told |= _of_patients(found, source, "" if place == 0 else f" {source}", years)
    ended = math.fsum(found["patients", each.name, "ended"] for each in scene.joined.network.sources)
    told |= dict(_of_resources(scene, found, ended))
    if scene.base.prices is not None:
        lines = goods(scene.base, scene.standing, scene.joined.unpriced, found, years)
        told |= {("cost", name): lines[name] for name in (*LINES, TOTAL, PER_BATCH, A_YEAR)}
    return told


def _of_patients(found: Mapping[tuple[str, str, str], float], source: str, of: str, years: float) -> dict[Key, float]:
    def number(name: str) -> float:
        return found["patients", source, name]

    return {
        **{("days", each + of): number(f"{each} {RELEASED}") / DAY_HOURS for each in ("mean", "p50", "p90")},
        ("a year", "collected" + of): number("arrived") / years,
        ("a year", "treated" + of): number("ended") * number(f"end {RELEASED}") / years,
        **{("share", each + of): number(f"end {each}") for each in (RELEASED, OUT, LOST)},
        ("share", "late" + of): number("late"),
        ("share", DEVIATION + of): number(f"flag {DEVIATION}"),
        ("days late", "mean" + of): number("lateness") / DAY_HOURS,
    }


def _of_resources(
    scene: Scene, found: Mapping[tuple[str, str, str], float], ended: float
) -> Iterator[tuple[Key, float]]:
    """Hours waited are those of one patient, by cause and by what was waited for."""
    names = [each.name for each in scene.joined.network.resources]
    waited = {name: {cause: _part(found["resource", name, cause], ended) for cause in CAUSES} for name in names}
    for cause in CAUSES:
        yield ("hours waited", cause), math.fsum(each[cause] for each in waited.values())
    for name in names:
        yield ("use", name), found["resource", name, "utilisation"]
    for name in names:
        yield ("hours waited for", name), math.fsum(waited[name].values())


def _part(value: float, of: float) -> float:
    return value / of if of > 0 else math.nan
