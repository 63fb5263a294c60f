"""A gating strategy as values: transformations, compensation matrices and gates, as Gating-ML 2.0 knows them.

Source: Gating-ML 2.0, International Society for Advancement of Cytometry (Spidlen et al., Cytometry A 87A:683, 2015).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

UNCOMPENSATED: Final = "uncompensated"
FROM_FILE: Final = "FCS"
"""The compensation reference that means the spillover matrix within the file; a file without one is left as it is."""

TransformKind = Literal["flin", "flog", "fasinh", "logicle", "hyperlog"]
PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "flin": ("T", "A"),
    "flog": ("T", "M"),
    "fasinh": ("T", "M", "A"),
    "logicle": ("T", "W", "M", "A"),
    "hyperlog": ("T", "W", "M", "A"),
}
"""What each transformation of one channel takes: top of scale, width of the linear part, decades, negative decades."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A transformation of one channel to about 0..1 (Gating-ML 2.0, section 6)."""

    kind: TransformKind
    parameters: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A new dimension ``a * (first - b) / (second - c)`` of two channels."""

    first: str
    second: str
    a: float
    b: float
    c: float


@dataclass(frozen=True, slots=True)
class Spillover:
    """What share of each dye's light each detector sees: a row a dye, a column a detector.

    ``inverted`` says that the numbers are already the inverse, to be multiplied and not solved.
    """

    dyes: tuple[str, ...]
    detectors: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of a gate: a channel or a ratio, how it is compensated and transformed, and limits of a rectangle.

    An event lies within when ``low <= value < high``, on the transformed scale.
    """

    channel: str | None
    ratio: str | None = None
    compensation: str = UNCOMPENSATED
    scale: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What all gates have: an identifier that is unique, the parent, and names by language (``en``, ``zh``)."""

    id: str
    parent: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """The name in this language, else in English, else the identifier."""
        return self.names.get(language) or self.names.get("en") or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle(Gate):
    """A range, a rectangle or a box of any number of dimensions."""

    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygon(Gate):
    """A closed outline on two axes; where it crosses itself, inside is what an odd number of turns surrounds."""

    dimensions: tuple[Dimension, ...]
    vertices: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ellipsoid(Gate):
    """All events whose squared Mahalanobis distance from ``mean`` is at most ``distance_square``."""

    dimensions: tuple[Dimension, ...]
    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    distance_square: float


@dataclass(frozen=True, slots=True)
class Divider:
    """Values that cut one axis of a quadrant gate into ranges."""

    id: str
    dimension: Dimension
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Quadrant:
    """One population of a quadrant gate: for each divider any value that lies in the wanted range."""

    id: str
    positions: tuple[tuple[str, float], ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrants(Gate):
    """A plane cut by dividers into populations; only the populations have events, the gate itself has none."""

    dividers: tuple[Divider, ...]
    quadrants: tuple[Quadrant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boolean(Gate):
    """``and``, ``or`` or ``not`` of other gates, each of which may be taken as its complement."""

    operation: Literal["and", "or", "not"]
    operands: tuple[tuple[str, bool], ...]


AnyGate = Rectangle | Polygon | Ellipsoid | Quadrants | Boolean


@dataclass(frozen=True, slots=True)
class Strategy:
    """Everything that turns the events of a tube into populations. Gates stand in the order of the document."""

    scales: Mapping[str, Scale]
    ratios: Mapping[str, Ratio]
    matrices: Mapping[str, Spillover]
    gates: tuple[AnyGate, ...]
    title: Mapping[str, str] = field(default_factory=dict)

    def dimensions(self) -> tuple[Dimension, ...]:
        """All axes that any gate uses, in the order of the gates."""
        found: list[Dimension] = []
        for gate in self.gates:
            match gate:
                case Quadrants():
                    found += [divider.dimension for divider in gate.dividers]
                case Boolean():
                    pass
                case _:
                    found += gate.dimensions
        return tuple(found)
