"""Counts, percentages and intensities of the populations of a tube."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from cellpark.assays.flow.fcs import Floats
from cellpark.assays.flow.strategy import FROM_FILE, AnyGate, Dimension, Quadrants
from cellpark.assays.flow.tube import Members, Tube
from cellpark.assays.flow.words import Intensity, Population


def populations(tube: Tube, found: Mapping[str, Members], channels: Sequence[str] = ()) -> tuple[Population, ...]:
    """All populations, parents before children, children in the order of the document.

    Intensities are of the channels that the gates use and of ``channels``, these compensated by the file's own matrix.

    Raises:
        Refused: ``assays.flow.channel`` where the file has no such channel.
    """
    measured = _measured(tube, channels)
    return tuple(_tree(tube, found, measured, None, 0))


def _measured(tube: Tube, channels: Sequence[str]) -> list[tuple[str, str, Floats]]:
    wanted = [dimension for dimension in tube.strategy.dimensions() if dimension.channel]
    wanted += [Dimension(channel, compensation=FROM_FILE) for channel in channels]
    columns: dict[int, tuple[str, str, Floats]] = {}
    for dimension in wanted:
        position = tube.position(dimension)
        channel = tube.file.channels[position]
        columns.setdefault(position, (channel.name, channel.label, tube.linear(dimension)))
    return list(columns.values())


def _tree(
    tube: Tube, found: Mapping[str, Members], measured: list[tuple[str, str, Floats]], parent: str | None, depth: int
) -> Iterator[Population]:
    above = tube.file.events if parent is None else int(np.count_nonzero(found[parent]))
    for identity, names, gate in _children(tube, parent):
        chosen = np.flatnonzero(found[identity])
        count = int(chosen.size)
        yield Population(
            id=identity,
            gate=type(gate).__name__,
            parent=parent,
            depth=depth,
            names=names,
            count=count,
            of_parent=100.0 * count / above if above else None,
            of_total=100.0 * count / tube.file.events,
            intensities=tuple(_intensity(name, label, column[chosen]) for name, label, column in measured),
        )
        yield from _tree(tube, found, measured, identity, depth + 1)


def _children(tube: Tube, parent: str | None) -> Iterator[tuple[str, Mapping[str, str], AnyGate]]:
    for gate in tube.strategy.gates:
        if gate.parent != parent:
            continue
        if isinstance(gate, Quadrants):
            yield from ((quadrant.id, quadrant.names, gate) for quadrant in gate.quadrants)
        else:
            yield gate.id, gate.names, gate


def _intensity(name: str, label: str, values: Floats) -> Intensity:
    if not values.size:
        return Intensity(name, label, None, None)
    return Intensity(name, label, float(np.median(values)), float(values.mean()))
