"""From readings of meters to the quantity used in any days: roll-over, replaced meters, readings between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from cellpark.kernel.interval import Interval, gaps

ALL = "all"
"""The one register of a meter that does not tell times of day apart."""

Quantities = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the registers of a meter showed at the start of ``day``, register by register."""

    day: date
    values: Mapping[str, Decimal]
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Dial:
    """One device: its marks, its digits before the point, and what a step of it is worth (transformer ratio)."""

    marks: Sequence[Mark]
    digits: int
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was used between two readings; within it every day has the same part.

    ``rolled`` names the registers that passed their last digit and began at nothing again.
    """

    days: Interval[date]
    used: Quantities
    rolled: frozenset[str] = frozenset()
    estimated: bool = False

    @property
    def count(self) -> int:
        """The days of the stretch."""
        return length(self.days)


def length(days: Interval[date]) -> int:
    """The number of days; the interval has an end."""
    assert days.end is not None, "what is charged has an end"
    return (days.end - days.start).days


def step(before: Decimal, after: Decimal, digits: int) -> tuple[Decimal, bool]:
    """How far a register went, and whether it rolled over: a lower value means one full turn of its digits."""
    if after >= before:
        return after - before, False
    return after + Decimal(10) ** digits - before, True


def stretches(dials: Iterable[Dial]) -> tuple[Stretch, ...]:
    """What was used between all readings of a point, over all devices that served it, in order."""
    found: list[Stretch] = []
    for dial in dials:
        marks = sorted(dial.marks, key=lambda each: each.day)
        for before, after in pairwise(marks):
            steps = {name: step(before.values[name], after.values[name], dial.digits) for name in before.values}
            found.append(
                Stretch(
                    days=Interval(before.day, after.day),
                    used={name: Fraction(way) * Fraction(dial.factor) for name, (way, _) in steps.items()},
                    rolled=frozenset(name for name, (_, rolled) in steps.items() if rolled),
                    estimated=before.estimated or after.estimated,
                )
            )
    return tuple(sorted(found, key=lambda each: each.days.start))


def used(found: Iterable[Stretch], days: Interval[date]) -> dict[str, Fraction]:
    """The quantity of some days, register by register: each stretch gives the part of its days that lie inside."""
    totals: dict[str, Fraction] = {}
    for each in found:
        common = each.days.intersect(days)
        if common is None:
            continue
        part = Fraction(length(common), each.count)
        for name, quantity in each.used.items():
            totals[name] = totals.get(name, Fraction(0)) + quantity * part
    return totals


def unread(found: Iterable[Stretch], days: Interval[date]) -> tuple[Interval[date], ...]:
    """The days that no two readings enclose: they cannot be charged before somebody reads or estimates."""
    return gaps((each.days for each in found), days)


def a_day(found: Sequence[Stretch], *, before: date, within: int) -> dict[str, Fraction] | None:
    """The mean use of a day in the ``within`` days before a day; None when nothing is known of them."""
    since = date.fromordinal(max(before.toordinal() - within, 1))
    if since >= before:
        return None
    window = Interval(since, before)
    known = sum(length(common) for each in found if (common := each.days.intersect(window)) is not None)
    if not known:
        return None
    return {name: quantity / known for name, quantity in used(found, window).items()}
