"""What matters most: each quantity low and high, one at a time, ordered by how much they move a figure.

The name is that of the picture: the longest bar stands on top (Howard, Management Science 34 (1988)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cellpark.kernel.problem import Problem
from cellpark.planning.simulation.statistics import Estimate
from cellpark.planning.studying.base import Base
from cellpark.planning.studying.comparing import Compared
from cellpark.planning.studying.figures import Key

LOW, HIGH = " (low)", " (high)"


@dataclass(frozen=True, slots=True)
class Range:
    """A quantity at its low and at its high value, each as a whole plant."""

    low: Base
    high: Base


@dataclass(frozen=True, slots=True)
class Bar:
    """One quantity: how the figure differs from the base when it is low and when it is high, and between the two.

    ``problems`` where one of the two could not be simulated.
    """

    name: str
    low: Estimate | None
    high: Estimate | None
    swing: Estimate | None
    problems: tuple[Problem, ...] = ()


def changes_of(ranges: Mapping[str, Range]) -> dict[str, Base]:
    """What is run for a tornado: two plants for each quantity."""
    found: dict[str, Base] = {}
    for name, each in ranges.items():
        found[name + LOW], found[name + HIGH] = each.low, each.high
    return found


def tornado(compared: Compared, names: tuple[str, ...], key: Key) -> tuple[Bar, ...]:
    """The bars of some quantities by a figure, the longest first; those that could not be simulated last."""
    return ordered([_bar(compared, name, key) for name in names])


def step(compared: Compared, name: str, key: Key) -> Bar:
    """A change as a bar: from the base, where nothing differs, to the whole change."""
    found = compared.changes[name]
    if found.problems:
        return Bar(name, None, None, None, found.problems)
    difference = found.differences[key]
    return Bar(name, Estimate(0.0, 0.0, difference.count), difference, difference)


def ordered(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """The longest first; those that could not be simulated last."""
    return tuple(sorted(bars, key=lambda each: (each.swing is None, -abs(each.swing.mean) if each.swing else 0.0)))


def _bar(compared: Compared, name: str, key: Key) -> Bar:
    low, high = compared.changes[name + LOW], compared.changes[name + HIGH]
    problems = (*low.problems, *high.problems)
    if problems:
        return Bar(name, low.differences.get(key), high.differences.get(key), None, problems)
    return Bar(name, low.differences[key], high.differences[key], compared.difference(name + HIGH, name + LOW, key))
