"""What an analysis shows and what a page says about it; light, so that naming it imports no numerics."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intensity:
    """The light of one channel in one population, compensated, in linear units; None where nobody is in it."""

    channel: str
    label: str
    median: float | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class Population:
    """One row of the hierarchy. ``of_parent`` and ``of_total`` are percentages; None of an empty parent."""

    id: str
    gate: str
    parent: str | None
    depth: int
    names: Mapping[str, str]
    count: int
    of_parent: float | None
    of_total: float
    intensities: tuple[Intensity, ...]

    def name(self, language: str) -> str:
        """The name in this language, else in English, else the identifier."""
        return self.names.get(language) or self.names.get("en") or self.id


@dataclass(frozen=True, slots=True)
class GatingDocument:
    """What a Gating-ML document calls itself, and how many populations it makes."""

    title_zh: str
    title_en: str
    populations: int


@dataclass(frozen=True, slots=True)
class FlowWords:
    """What a page says in its language: the axis of counts, all events, and the words of one picture.

    ``title(axes, parent)`` with the names of the axes; ``description(count, parent, shares)`` with the events shown and
    each population with its percentage.
    """

    language: str
    events: str
    everything: str
    title: Callable[[tuple[str, ...], str], str]
    description: Callable[[int, str, tuple[str, ...]], str]


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """One picture: its title, the events it shows, and the drawing."""

    title: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class FlowShown:
    """All that a page shows of one tube under one strategy; ``digest`` is that of the analysis."""

    events: int
    channels: tuple[str, ...]
    rows: tuple[Population, ...]
    pictures: tuple[FlowPicture, ...]
    digest: str


def percent(share: float | None) -> str:
    """A percentage as people read it: one digit after the point, two significant ones below 0.1; a dash of nothing."""
    if share is None:
        return "\u2013"
    return f"{share:.1f}\u00a0%" if share >= 0.1 or share == 0 else f"{share:.2g}\u00a0%"
