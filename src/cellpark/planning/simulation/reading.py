"""From folded rows of numbers back to names. Pure."""

from collections.abc import Iterator, Sequence

import numpy as np

from cellpark.planning.simulation.model import Network
from cellpark.planning.simulation.report import Done, Patients, Report, Used
from cellpark.planning.simulation.statistics import Estimate, Folded, Sketch

_OF_A_CLASS = 6
_TIME = 2


def time_place(network: Network, source: str) -> int:
    """Where the mean time of a class stands in a row."""
    names = [each.name for each in network.sources]
    return names.index(source) * (_OF_A_CLASS + len(network.ends) + len(network.flags)) + _TIME


Name = tuple[str, str, str]
"""What a number of a row is of: a kind of thing, its name, and which number of it."""


def names_of(network: Network) -> tuple[Name, ...]:
    """What the numbers of a row are, in their order. Times by end stand last: mean and quantiles of one replication."""
    found: list[Name] = []
    for source in network.sources:
        of = ("patients", source.name)
        found += [(*of, each) for each in ("arrived", "ended", "time", "late", "lateness", "cost")]
        found += [(*of, f"end {each}") for each in network.ends] + [(*of, f"flag {each}") for each in network.flags]
    for resource in network.resources:
        of = ("resource", resource.name)
        found += [(*of, each) for each in ("utilisation", "repair", "busy", "closed", "down", "faults")]
    for operation in network.operations:
        of = ("operation", operation.name)
        found += [(*of, each) for each in ("started", "queue", "lag", "breached", "too_long")]
    found += [("run", "", each) for each in ("events", "inside", "inside_most")]
    for source in network.sources:
        for end in network.ends:
            found += [("patients", source.name, f"{each} {end}") for each in ("mean", "p50", "p90")]
    return tuple(found)


def report_of(
    network: Network,
    confidence: float,
    replications: int,
    folded: Folded,
    sketches: Sequence[Sequence[Sketch]],
    least: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    most: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> Report:
    """Everything by name. Rows are in the order of ``Replicator``: classes, resources, operations, the whole."""
    values = (folded.estimate(place, confidence) for place in range(len(folded.count)))
    patients = {
        source.name: _patients(network, values, sketches[place], float(least[place]), float(most[place]))
        for place, source in enumerate(network.sources)
    }
    resources = {each.name: Used(*_next(values, 6)) for each in network.resources}
    operations = {each.name: Done(*_next(values, 5)) for each in network.operations}
    events, inside, inside_most = _next(values, 3)
    return Report(replications, confidence, patients, resources, operations, events, inside, inside_most)


def _next(values: Iterator[Estimate], count: int) -> list[Estimate]:
    return [next(values) for _ in range(count)]


def _patients(
    network: Network, values: Iterator[Estimate], sketches: Sequence[Sketch], least: float, most: float
) -> Patients:
    arrived, ended, time, late, lateness, cost = _next(values, _OF_A_CLASS)
    ends = dict(zip(network.ends, _next(values, len(network.ends)), strict=True))
    flags = dict(zip(network.flags, _next(values, len(network.flags)), strict=True))
    times = dict(zip(network.ends, sketches, strict=True))
    return Patients(arrived, ended, time, least, most, late, lateness, cost, ends, flags, times)
