"""Half-open intervals of dates or of instants: the start belongs to it, the end does not.

So a membership that ends on 1 March and one that starts on 1 March touch and do not overlap, and a day is never counted
twice. The end may be open (``None``): it goes on until somebody ends it. An interval is never empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from cellpark.kernel.problem import Problem, Refused

Point = TypeVar("Point", date, datetime)


def _check_point(point: date, name: str) -> None:
    if isinstance(point, datetime) and point.utcoffset() is None:
        raise Refused(Problem("interval.naive", field=name))


def _later_end(one: Point | None, other: Point | None) -> Point | None:
    return None if one is None or other is None else max(one, other)


def _earlier_end(one: Point | None, other: Point | None) -> Point | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


@dataclass(frozen=True, slots=True)
class Interval(Generic[Point]):
    """From ``start`` up to, not including, ``end``; both dates or both aware instants.

    Raises ``Refused`` with ``interval.naive``, ``interval.mixed`` or ``interval.empty``.
    """

    start: Point
    end: Point | None = None

    def __post_init__(self) -> None:
        """Refuse what is no interval."""
        _check_point(self.start, "start")
        if self.end is None:
            return
        if isinstance(self.start, datetime) != isinstance(self.end, datetime):
            raise Refused(Problem("interval.mixed", field="end"))
        _check_point(self.end, "end")
        if self.end <= self.start:
            params = {"start": self.start.isoformat(), "end": self.end.isoformat()}
            raise Refused(Problem("interval.empty", params, field="end"))

    def contains(self, point: Point) -> bool:
        """Whether ``point`` lies inside; the end does not."""
        return self.start <= point and (self.end is None or point < self.end)

    def covers(self, other: "Interval[Point]") -> bool:
        """Whether all of ``other`` lies inside."""
        return self.intersect(other) == other

    def overlaps(self, other: "Interval[Point]") -> bool:
        """Whether they share a point; touching is not overlapping."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def intersect(self, other: "Interval[Point]") -> "Interval[Point] | None":
        """What both share, or None."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), _earlier_end(self.end, other.end))

    def subtract(self, others: Iterable["Interval[Point]"]) -> "tuple[Interval[Point], ...]":
        """What is left of this interval without the others, in order."""
        return gaps(others, self)


def merge(intervals: Iterable[Interval[Point]]) -> tuple[Interval[Point], ...]:
    """The same points as disjoint intervals in order; those that overlap or touch become one."""
    merged: list[Interval[Point]] = []
    for interval in sorted(intervals, key=lambda each: each.start):
        last = merged[-1] if merged else None
        if last is not None and (last.end is None or interval.start <= last.end):
            merged[-1] = Interval(last.start, _later_end(last.end, interval.end))
        else:
            merged.append(interval)
    return tuple(merged)


def gaps(intervals: Iterable[Interval[Point]], within: Interval[Point]) -> tuple[Interval[Point], ...]:
    """The parts of ``within`` that none of ``intervals`` covers, in order."""
    found: list[Interval[Point]] = []
    start = within.start
    for interval in merge(intervals):
        if within.end is not None and interval.start >= within.end:
            break
        if interval.start > start:
            found.append(Interval(start, interval.start))
        if interval.end is None:
            return tuple(found)
        start = max(start, interval.end)
    if within.end is None or start < within.end:
        found.append(Interval(start, within.end))
    return tuple(found)
