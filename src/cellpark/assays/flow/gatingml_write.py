"""Write a ``Strategy`` as Gating-ML 2.0. What is read from it again is equal, number by number."""

from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from cellpark.assays.flow.gatingml import LANGUAGE, NAME, ROOT, D, G, T
from cellpark.assays.flow.strategy import (
    UNCOMPENSATED,
    AnyGate,
    Boolean,
    Dimension,
    Ellipsoid,
    Polygon,
    Quadrants,
    Rectangle,
    Spillover,
    Strategy,
)

_SPACES: Final = {
    "gating": f"{ROOT}gating",
    "data-type": f"{ROOT}datatypes",
    "transforms": f"{ROOT}transformations",
    "own": NAME[1:].partition("}")[0],
}
NOBODY: Final[Mapping[str, Mapping[str, str]]] = {}
Element = Any


def write_strategy(strategy: Strategy) -> bytes:
    """The document as UTF-8. Numbers have the shortest text that reads back as the same double."""
    root = etree.Element(f"{G}Gating-ML", nsmap=_SPACES)
    _write_names(root, strategy.title)
    for identity, scale in strategy.scales.items():
        _add(_add(root, T, "transformation", T, id=identity), T, scale.kind, T, **_numbers(scale.parameters))
    for identity, ratio in strategy.ratios.items():
        wrapper = _add(root, T, "transformation", T, id=identity)
        numbers = {"A": ratio.a, "B": ratio.b, "C": ratio.c}
        inner = _add(wrapper, T, "fratio", T, **_numbers(numbers))
        for channel in (ratio.first, ratio.second):
            _add(inner, D, "fcs-dimension", D, name=channel)
    for identity, matrix in strategy.matrices.items():
        _matrix(_add(root, T, "spectrumMatrix", T, id=identity), matrix)
    for gate in strategy.gates:
        _gate(root, gate)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _matrix(table: Element, matrix: Spillover) -> None:
    if matrix.inverted:
        table.set(f"{T}matrix-inverted-already", "true")
    for name, labels in (("fluorochromes", matrix.dyes), ("detectors", matrix.detectors)):
        part = _add(table, T, name, T)
        for label in labels:
            _add(part, D, "fcs-dimension", D, name=label)
    for row in matrix.rows:
        spectrum = _add(table, T, "spectrum", T)
        for value in row:
            _add(spectrum, T, "coefficient", T, value=repr(value))


def _gate(root: Element, gate: AnyGate) -> None:
    kind = "Quadrant" if isinstance(gate, Quadrants) else type(gate).__name__
    element = _add(root, G, f"{kind}Gate", G, id=gate.id)
    if gate.parent is not None:
        element.set(f"{G}parent_id", gate.parent)
    each = {quadrant.id: quadrant.names for quadrant in gate.quadrants} if isinstance(gate, Quadrants) else {}
    _write_names(element, gate.names, each)
    match gate:
        case Rectangle():
            _dimensions(element, gate.dimensions)
        case Polygon():
            _dimensions(element, gate.dimensions)
            for vertex in gate.vertices:
                _coordinates(_add(element, G, "vertex", G), vertex)
        case Ellipsoid():
            _dimensions(element, gate.dimensions)
            _coordinates(_add(element, G, "mean", G), gate.mean)
            _covariance(element, gate)
        case Quadrants():
            _quadrants(element, gate)
        case Boolean():
            _operands(_add(element, G, gate.operation, G), gate)


def _covariance(element: Element, gate: Ellipsoid) -> None:
    covariance = _add(element, G, "covarianceMatrix", G)
    for row in gate.covariance:
        line = _add(covariance, G, "row", G)
        for value in row:
            _add(line, G, "entry", D, value=repr(value))
    _add(element, G, "distanceSquare", D, value=repr(gate.distance_square))


def _operands(operation: Element, gate: Boolean) -> None:
    for name, complement in gate.operands:
        operand = _add(operation, G, "gateReference", G, ref=name)
        if complement:
            operand.set(f"{G}use-as-complement", "true")


def _quadrants(element: Element, gate: Quadrants) -> None:
    for divider in gate.dividers:
        part = _dimension(element, "divider", divider.dimension)
        part.set(f"{G}id", divider.id)
        for value in divider.values:
            _add(part, G, "value", G).text = repr(value)
    for quadrant in gate.quadrants:
        part = _add(element, G, "Quadrant", G, id=quadrant.id)
        for name, location in quadrant.positions:
            _add(part, G, "position", G, divider_ref=name, location=repr(location))


def _dimensions(element: Element, dimensions: tuple[Dimension, ...]) -> None:
    for dimension in dimensions:
        _dimension(element, "dimension", dimension)


def _dimension(element: Element, name: str, dimension: Dimension) -> Element:
    part = _add(element, G, name, G)
    # the standard wants this attribute always; "uncompensated" is one of its words
    part.set(f"{G}compensation-ref", dimension.compensation or UNCOMPENSATED)
    if dimension.scale is not None:
        part.set(f"{G}transformation-ref", dimension.scale)
    for side, value in (("min", dimension.low), ("max", dimension.high)):
        if value is not None:
            part.set(f"{G}{side}", repr(value))
    if dimension.ratio is not None:
        _add(part, D, "new-dimension", D).set(f"{D}transformation-ref", dimension.ratio)
    else:
        _add(part, D, "fcs-dimension", D, name=dimension.channel or "")
    return part


def _coordinates(element: Element, values: tuple[float, ...]) -> None:
    for value in values:
        _add(element, G, "coordinate", D, value=repr(value))


def _write_names(element: Element, names: Mapping[str, str], each: Mapping[str, Mapping[str, str]] = NOBODY) -> None:
    """Names of the gate, and of each of its quadrants, which have no room for their own."""
    if not names and not any(each.values()):
        return
    info = _add(element, D, "custom_info", D)
    for population, its in [(None, names), *each.items()]:
        for language, name in its.items():
            part = etree.SubElement(info, NAME)
            part.set(LANGUAGE, language)
            if population is not None:
                part.set("for", population)
            part.text = name


def _numbers(values: Mapping[str, float]) -> dict[str, str]:
    return {name: repr(value) for name, value in values.items()}


def _add(parent: Element, space: str, tag: str, attributes: str, /, **values: str) -> Element:
    element = etree.SubElement(parent, f"{space}{tag}")
    for name, value in values.items():
        element.set(f"{attributes}{name}", value)
    return element
