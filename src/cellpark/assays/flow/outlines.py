"""The outlines of gates along two axes, as points between 0 and 1."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from cellpark.assays.flow.axes import Axis
from cellpark.assays.flow.strategy import Ellipsoid, Polygon, Quadrant, Quadrants, Rectangle

Point = tuple[float, float]
_ROUND: Final = 72
"""Points of an ellipse."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed or open line, and where the name of population ``id`` is written."""

    id: str
    points: tuple[Point, ...]
    closed: bool
    label: Point


def outline(gate: Rectangle | Polygon | Ellipsoid, x: Axis, y: Axis) -> Outline:
    """The outline on two axes; of more dimensions the first two."""
    match gate:
        case Rectangle():
            first, second = gate.dimensions[:2]
            left, right = x.place(first.low, 0.0), x.place(first.high, 1.0)
            bottom, top = y.place(second.low, 0.0), y.place(second.high, 1.0)
            points: tuple[Point, ...] = ((left, bottom), (left, top), (right, top), (right, bottom))
        case Polygon():
            points = tuple((x.place(across, 0.0), y.place(up, 0.0)) for across, up in gate.vertices)
        case Ellipsoid():
            points = _ellipse(gate, x, y)
    highest = max(points, key=lambda point: point[1])[1]
    middle = (min(point[0] for point in points) + max(point[0] for point in points)) / 2
    return Outline(gate.id, points, closed=True, label=(middle, highest))


def quadrant_lines(gate: Quadrants, x: Axis, y: Axis) -> tuple[Outline, ...]:
    """The dividers as lines across the plane, and each population with its name in its corner."""
    lines = []
    for position, divider in enumerate(gate.dividers[:2]):
        for value in divider.values:
            across = (x, y)[position].place(value, 0.0)
            ends: tuple[Point, ...] = (
                ((across, 0.0), (across, 1.0)) if position == 0 else ((0.0, across), (1.0, across))
            )
            lines.append(Outline(gate.id, ends, closed=False, label=ends[1]))
    return (*lines, *(_corner(gate, quadrant, x, y) for quadrant in gate.quadrants))


def _corner(gate: Quadrants, quadrant: Quadrant, x: Axis, y: Axis) -> Outline:
    places = dict(quadrant.positions)
    middle = []
    for divider, axis in zip(gate.dividers[:2], (x, y), strict=False):
        values = sorted(divider.values)
        location = places.get(divider.id, math.nan)
        low = max((value for value in values if value <= location), default=None)
        high = min((value for value in values if value > location), default=None)
        middle.append((axis.place(low, 0.0), axis.place(high, 1.0)))
    (left, right), (_bottom, top) = middle[0], middle[-1]
    return Outline(quadrant.id, (), closed=False, label=((left + right) / 2, top))


def _ellipse(gate: Ellipsoid, x: Axis, y: Axis) -> tuple[Point, ...]:
    """The shadow of the ellipsoid on its first two axes."""
    values, vectors = np.linalg.eigh(np.array(gate.covariance)[:2, :2])
    turns = np.linspace(0.0, 2.0 * np.pi, _ROUND, endpoint=False)
    circle = np.sqrt(np.maximum(values, 0.0) * gate.distance_square)[:, None] * np.array([np.cos(turns), np.sin(turns)])
    points = (vectors @ circle).T + np.array(gate.mean[:2])
    return tuple((x.place(float(across), 0.0), y.place(float(up), 0.0)) for across, up in points)
