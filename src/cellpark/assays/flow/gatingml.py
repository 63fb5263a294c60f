"""Read a Gating-ML 2.0 document into a ``Strategy``: no entities, no network, every fault with its line.

FlowKit reads the same documents; that both give exactly the same members is proved by the tests.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from lxml import etree

from cellpark.assays.flow.checking import check
from cellpark.assays.flow.strategy import (
    PARAMETERS,
    UNCOMPENSATED,
    AnyGate,
    Boolean,
    Dimension,
    Divider,
    Ellipsoid,
    Polygon,
    Quadrant,
    Quadrants,
    Ratio,
    Rectangle,
    Scale,
    Spillover,
    Strategy,
)
from cellpark.kernel.problem import Problem, Refused

MAX_BYTES: Final = 2 * 1024 * 1024
"""Strategies of clinical panels have some 20 kB; a longer document is no strategy."""
MAX_OF_ONE_KIND: Final = 500
"""Gates and quadrants, transformations, corners of one polygon: the largest panels have some hundred populations."""
ROOT: Final = "http://www.isac-net.org/std/Gating-ML/v2.0/"
G: Final = f"{{{ROOT}gating}}"
D: Final = f"{{{ROOT}datatypes}}"
T: Final = f"{{{ROOT}transformations}}"
NAME: Final = "{https://cellpark.org/gating}name"
"""Names for people, within ``custom_info``, where the standard leaves room for them."""
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
Element = Any


def refused(code: str, line: int | None, **params: str | int) -> Refused:
    """A refusal of this document: ``assays.flow.strategy.<code>`` with the line."""
    return Refused(Problem(f"assays.flow.strategy.{code}", {"line": line or 1, **params}))


def read_strategy(content: bytes) -> Strategy:
    """The strategy of a Gating-ML 2.0 document.

    Raises:
        Refused: ``assays.flow.strategy....``: no XML, another kind of document, a number, a reference or a shape that
            does not hold, gates that depend on each other in a circle.
    """
    root = _root(content)
    _refuse_many(root.findall(f"{T}transformation"))
    _refuse_many(root.findall(f"{T}spectrumMatrix"))
    _refuse_many(root.iter(*(f"{G}{kind}" for kind in (*_READERS, "Quadrant", "divider"))))
    scales: dict[str, Scale] = {}
    ratios: dict[str, Ratio] = {}
    for element in root.findall(f"{T}transformation"):
        found = _transformation(element)
        identity = _fresh(element, T, scales.keys() | ratios.keys())
        if isinstance(found, Scale):
            scales[identity] = found
        else:
            ratios[identity] = found
    matrices: dict[str, Spillover] = {}
    for element in root.findall(f"{T}spectrumMatrix"):
        identity = _fresh(element, T, matrices.keys())
        matrices[identity] = _matrix(element)
    gates = tuple(_gates(root))
    strategy = Strategy(scales, ratios, matrices, gates, title=_names(root))
    check(strategy)
    return strategy


def _root(content: bytes) -> Element:
    if len(content) > MAX_BYTES:
        raise refused("too_large", None, size=len(content), limit=MAX_BYTES)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise refused("not_xml", getattr(fault, "lineno", None), fault=str(fault)[:200]) from None
    if root.getroottree().docinfo.doctype:
        raise refused("doctype", None)
    if root.tag != f"{G}Gating-ML":
        raise refused("not_gating_ml", root.sourceline, found=str(root.tag)[-80:])
    return root


def _refuse_many(elements: Iterable[Element]) -> None:
    """Work grows with the number of parts; a strategy of thousands would keep the laboratory waiting."""
    for number, element in enumerate(elements, 1):
        if number > MAX_OF_ONE_KIND:
            raise refused("too_many", element.sourceline, limit=MAX_OF_ONE_KIND)


def _transformation(element: Element) -> Scale | Ratio:
    children = _elements(element)
    kinds = [etree.QName(child).localname for child in children]
    if len(kinds) != 1 or kinds[0] not in {*PARAMETERS, "fratio"}:
        raise refused("transformation", element.sourceline, found=", ".join(kinds)[:80], known=", ".join(PARAMETERS))
    child, kind = children[0], kinds[0]
    if kind == "fratio":
        channels = [_text(part, D, "name") for part in child.findall(f"{D}fcs-dimension")]
        if len(channels) != 2:
            raise refused("dimensions", child.sourceline, gate=_text(element, T, "id"), found=len(channels), expected=2)
        return Ratio(channels[0], channels[1], *(_number(child, T, name) for name in "ABC"))
    parameters = {name: _number(child, T, name) for name in PARAMETERS[kind]}
    top, decades, width, more = (
        parameters.get(name, absent) for name, absent in zip("TMWA", (1, 1, 0, 0), strict=True)
    )
    # Gating-ML 2.0, section 6: T > 0, M > 0, 0 <= W <= M / 2, -W <= A <= M - 2 W; the linear and asinh scales: A >= 0
    fits = top > 0 and decades > 0 and 0 <= width <= decades / 2
    if "W" in parameters:
        fits = fits and -width <= more <= decades - 2 * width and (kind != "hyperlog" or width > 0)
    elif "A" in parameters:
        fits = fits and 0 <= more <= (top if kind == "flin" else decades)
    if not fits:
        found = ", ".join(f"{name} = {value:g}" for name, value in parameters.items())
        raise refused("parameters", child.sourceline, kind=kind, found=found)
    return Scale(cast("Any", kind), parameters)


def _matrix(element: Element) -> Spillover:
    def labels(name: str) -> tuple[str, ...]:
        return tuple(_text(part, D, "name") for part in element.findall(f"{T}{name}/{D}fcs-dimension"))

    dyes, detectors = labels("fluorochromes"), labels("detectors")
    rows = tuple(
        tuple(_number(cell, T, "value") for cell in row.findall(f"{T}coefficient"))
        for row in element.findall(f"{T}spectrum")
    )
    size = len(detectors)
    whole = size and len(dyes) == size == len(rows) and all(len(row) == size for row in rows)
    if not whole or len(set(detectors)) < size or len(set(dyes)) < size:
        raise refused("matrix", element.sourceline, matrix=_text(element, T, "id"), detectors=size, rows=len(rows))
    inverted = element.get(f"{T}matrix-inverted-already", "false") in {"true", "1"}
    return Spillover(dyes, detectors, rows, inverted)


def _gates(root: Element) -> Iterator[AnyGate]:
    seen: set[str] = set()
    for element in _elements(root):
        kind = etree.QName(element).localname
        if not kind.endswith("Gate"):
            continue
        if kind not in _READERS:
            raise refused("gate_kind", element.sourceline, found=kind[:80], known=", ".join(_READERS))
        common = {"id": _fresh(element, G, seen), "parent": element.get(f"{G}parent_id"), "names": _names(element)}
        seen.add(common["id"])
        gate = cast("AnyGate", _READERS[kind](element, common))
        if isinstance(gate, Quadrants):
            seen |= {_fresh(part, G, seen) for part in element.findall(f"{G}Quadrant")}
        yield gate


def _rectangle(element: Element, common: Any) -> Rectangle:
    dimensions = tuple(_dimension(part) for part in element.findall(f"{G}dimension"))
    if not dimensions:
        raise refused("dimensions", element.sourceline, gate=common["id"], found=0, expected=1)
    return Rectangle(**common, dimensions=dimensions)


def _polygon(element: Element, common: Any) -> Polygon:
    dimensions = tuple(_dimension(part) for part in element.findall(f"{G}dimension"))
    if len(dimensions) != 2:
        raise refused("dimensions", element.sourceline, gate=common["id"], found=len(dimensions), expected=2)
    _refuse_many(element.findall(f"{G}vertex"))
    vertices = [_coordinates(part, 2, common["id"]) for part in element.findall(f"{G}vertex")]
    if len(vertices) < 3:
        raise refused("vertices", element.sourceline, gate=common["id"], found=len(vertices))
    return Polygon(**common, dimensions=dimensions, vertices=tuple((x, y) for x, y in vertices))


def _ellipsoid(element: Element, common: Any) -> Ellipsoid:
    dimensions = tuple(_dimension(part) for part in element.findall(f"{G}dimension"))
    size = len(dimensions)
    if size < 2:
        raise refused("dimensions", element.sourceline, gate=common["id"], found=size, expected=2)
    mean = [_coordinates(part, size, common["id"]) for part in element.findall(f"{G}mean")]
    rows = [
        tuple(_number(cell, D, "value") for cell in row.findall(f"{G}entry"))
        for row in element.findall(f"{G}covarianceMatrix/{G}row")
    ]
    distance = [_number(part, D, "value") for part in element.findall(f"{G}distanceSquare")]
    shape = len(mean) == len(distance) == 1 and len(rows) == size and all(len(row) == size for row in rows)
    if not shape or distance[0] <= 0 or any(rows[i][j] != rows[j][i] for i in range(size) for j in range(i)):
        raise refused("ellipsoid", element.sourceline, gate=common["id"], size=size)
    return Ellipsoid(**common, dimensions=dimensions, mean=mean[0], covariance=tuple(rows), distance_square=distance[0])


def _quadrants(element: Element, common: Any) -> Quadrants:
    dividers = []
    for part in element.findall(f"{G}divider"):
        values = tuple(_value(value) for value in part.findall(f"{G}value"))
        dividers.append(Divider(_text(part, G, "id"), _dimension(part), values))
    known = {divider.id for divider in dividers}
    quadrants, names = [], _names_for(element)
    for part in element.findall(f"{G}Quadrant"):
        positions = tuple(
            (_text(place, G, "divider_ref"), _number(place, G, "location")) for place in part.findall(f"{G}position")
        )
        for divider, _location in positions:
            if divider not in known:
                raise refused("divider", part.sourceline, gate=common["id"], divider=divider[:80])
        identity = _text(part, G, "id")
        quadrants.append(Quadrant(identity, positions, names.get(identity, {})))
    if not dividers or not quadrants or not all(divider.values for divider in dividers):
        raise refused("quadrants", element.sourceline, gate=common["id"])
    return Quadrants(**common, dividers=tuple(dividers), quadrants=tuple(quadrants))


def _boolean(element: Element, common: Any) -> Boolean:
    kinds = [part for part in _elements(element) if etree.QName(part).localname in {"and", "or", "not"}]
    operands = [
        (_text(part, G, "ref"), part.get(f"{G}use-as-complement", "false") in {"true", "1"})
        for kind in kinds
        for part in kind.findall(f"{G}gateReference")
    ]
    operation = etree.QName(kinds[0]).localname if kinds else ""
    if len(kinds) != 1 or (len(operands) != 1 if operation == "not" else len(operands) < 2):
        raise refused("boolean", element.sourceline, gate=common["id"])
    return Boolean(**common, operation=cast("Any", operation), operands=tuple(operands))


_READERS: Final = {
    "RectangleGate": _rectangle,
    "PolygonGate": _polygon,
    "EllipsoidGate": _ellipsoid,
    "QuadrantGate": _quadrants,
    "BooleanGate": _boolean,
}


def _dimension(element: Element) -> Dimension:
    channel, ratio = element.find(f"{D}fcs-dimension"), element.find(f"{D}new-dimension")
    if channel is None and ratio is None:
        raise refused("dimension", element.sourceline)
    return Dimension(
        channel=None if channel is None else _text(channel, D, "name"),
        ratio=_text(ratio, D, "transformation-ref") if channel is None else None,
        compensation=element.get(f"{G}compensation-ref", UNCOMPENSATED),
        scale=element.get(f"{G}transformation-ref"),
        low=_number(element, G, "min") if element.get(f"{G}min") is not None else None,
        high=_number(element, G, "max") if element.get(f"{G}max") is not None else None,
    )


def _coordinates(element: Element, count: int, gate: str) -> tuple[float, ...]:
    found = tuple(_number(part, D, "value") for part in element.findall(f"{G}coordinate"))
    if len(found) != count:
        raise refused("coordinates", element.sourceline, gate=gate, found=len(found), expected=count)
    return found


def _names(element: Element) -> dict[str, str]:
    """Names by language."""
    return _names_for(element).get(None, {})


def _names_for(element: Element) -> dict[str | None, dict[str, str]]:
    """Names by language; a quadrant has none of its own in the schema, its gate holds them ``for`` it."""
    found: dict[str | None, dict[str, str]] = {}
    for part in element.findall(f"{D}custom_info/{NAME}"):
        language = part.get(LANGUAGE, "en")
        if _LANGUAGE.fullmatch(language):
            text = unicodedata.normalize("NFC", " ".join((part.text or "").split()))[:120]
            found.setdefault(part.get("for"), {})[language.partition("-")[0]] = text
    return found


def _fresh(element: Element, space: str, taken: Iterable[str]) -> str:
    identity = _text(element, space, "id")
    if identity in taken:
        raise refused("id_twice", element.sourceline, id=identity[:80])
    return identity


def _text(element: Element, space: str, name: str) -> str:
    value = element.get(f"{space}{name}")
    if not value or len(value) > 200:
        raise refused("attribute", element.sourceline, name=name, element=etree.QName(element).localname)
    return unicodedata.normalize("NFC", value)


def _number(element: Element, space: str, name: str) -> float:
    return _float(element, name, element.get(f"{space}{name}"))


def _value(element: Element) -> float:
    return _float(element, "value", (element.text or "").strip())


def _float(element: Element, name: str, text: str | None) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise refused("number", element.sourceline, name=name, found=(text or "")[:40])
    return value


def _elements(parent: Element) -> list[Element]:
    return [child for child in parent if isinstance(child.tag, str)]
