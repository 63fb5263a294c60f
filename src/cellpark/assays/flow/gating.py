"""Which events belong to which population: every gate of a strategy, applied to the events of one tube.

A channel is compensated once, whoever asks, and only events that a gate may hold are transformed; FlowKit does both for
all events and every gate again. That the members are the same, event for event, is proved by the tests with FlowKit as
the oracle.
"""

import math
from collections.abc import Mapping

import numpy as np
from flowutils import gating as outlines

from cellpark.assays.flow.checking import order
from cellpark.assays.flow.fcs import Floats
from cellpark.assays.flow.limits import at_least, below, may_lie
from cellpark.assays.flow.strategy import AnyGate, Boolean, Dimension, Ellipsoid, Polygon, Quadrants, Rectangle
from cellpark.assays.flow.tube import Members, Tube
from cellpark.kernel.problem import Problem, Refused


def members(tube: Tube) -> dict[str, Members]:
    """For each population (gate, or quadrant of a quadrant gate) its events, within those of its parent.

    Raises:
        Refused: ``assays.flow.channel`` where the file has no such channel; ``assays.flow.spillover....``.
    """
    gates = {gate.id: gate for gate in tube.strategy.gates}
    found: dict[str, Members] = {}
    for identity in order(tube.strategy):
        gate = gates[identity]
        parent = None if gate.parent is None else found[gate.parent]
        if isinstance(gate, Quadrants):
            found |= _quadrants(gate, tube, parent)
        else:
            found[identity] = _within(_inside(gate, tube, parent, found), parent)
    return found


def _within(inside: Members, parent: Members | None) -> Members:
    return inside if parent is None else inside & parent


def _inside(gate: AnyGate, tube: Tube, parent: Members | None, found: Mapping[str, Members]) -> Members:
    match gate:
        case Rectangle():
            return _ranges(tube, [(part, part.low, part.high) for part in gate.dimensions])
        case Boolean():
            return _combined(gate, found)
        case Polygon() | Ellipsoid():
            return _outlined(gate, tube, parent)
    raise AssertionError(gate)


def _outlined(gate: Polygon | Ellipsoid, tube: Tube, parent: Members | None) -> Members:
    """The outline is the dear part: only events of the parent within the box around it are transformed and asked."""
    inside = np.ones(tube.file.events, dtype=np.bool_) if parent is None else parent.copy()
    for dimension, (low, high) in zip(gate.dimensions, _box(gate), strict=True):
        inside &= may_lie(tube.linear(dimension), tube.scale(dimension), low, high)
    asked = np.flatnonzero(inside)
    points = np.column_stack([tube.column(dimension, asked) for dimension in gate.dimensions])
    if isinstance(gate, Polygon):
        inside[asked] = outlines.points_in_polygon(np.array(gate.vertices, dtype=np.float64), points)
    else:
        inside[asked] = _near(gate, points)
    return inside


def _box(gate: Polygon | Ellipsoid) -> list[tuple[float, float]]:
    if isinstance(gate, Polygon):
        return [(min(values), max(values)) for values in zip(*gate.vertices, strict=True)]
    # the shadow of an ellipsoid on an axis; the least bit wider, against rounding
    reach = [math.sqrt(max(0.0, row[place]) * gate.distance_square) for place, row in enumerate(gate.covariance)]
    return [
        (middle - half * (1 + 1e-9) - 1e-12 * abs(middle), middle + half * (1 + 1e-9) + 1e-12 * abs(middle))
        for middle, half in zip(gate.mean, reach, strict=True)
    ]


def _near(gate: Ellipsoid, points: Floats) -> Members:
    try:
        answer = outlines.points_in_ellipsoid(gate.covariance, gate.mean, gate.distance_square, points)
    except np.linalg.LinAlgError:
        problem = Problem("assays.flow.strategy.ellipsoid", {"line": 1, "gate": gate.id, "size": len(gate.mean)})
        raise Refused(problem) from None
    return np.asarray(answer, dtype=np.bool_)


def _ranges(tube: Tube, limits: list[tuple[Dimension, float | None, float | None]]) -> Members:
    inside = np.ones(tube.file.events, dtype=np.bool_)
    for dimension, low, high in limits:
        values, scale = tube.linear(dimension), tube.scale(dimension)
        if low is not None:
            inside &= at_least(values, scale, low)
        if high is not None:
            inside &= below(values, scale, high)
    return inside


def _quadrants(gate: Quadrants, tube: Tube, parent: Members | None) -> dict[str, Members]:
    dividers = {divider.id: divider for divider in gate.dividers}
    found = {}
    for quadrant in gate.quadrants:
        limits = []
        for name, location in quadrant.positions:
            values = sorted(dividers[name].values)
            low = max((value for value in values if value <= location), default=None)
            high = min((value for value in values if value > location), default=None)
            limits.append((dividers[name].dimension, low, high))
        found[quadrant.id] = _within(_ranges(tube, limits), parent)
    return found


def _combined(gate: Boolean, found: Mapping[str, Members]) -> Members:
    operands = [~found[name] if complement else found[name] for name, complement in gate.operands]
    result = operands[0]
    for operand in operands[1:]:
        result = result & operand if gate.operation == "and" else result | operand
    return ~result if gate.operation == "not" else result
