"""Numbers that were learned as dots with their intervals, beside what was said before. Pure.

Hours, shares and rounds stand on one scale: each is drawn as a part of what was said, on a logarithmic axis, so that
half as much lies as far to the left as double does to the right.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, MARGIN, HEAD, ROW, EDGE = 1_000, 400, 26, 30, 24
ROWS_MAX = 24
LEAST, MOST = math.log(1.25), math.log(8.0)
"""The axis reaches at least a quarter and at most eight times up and down; what lies outside ends at its edge."""
TICKS = (0.125, 0.25, 0.5, 0.8, 1.0, 1.25, 2.0, 4.0, 8.0)


@dataclass(frozen=True, slots=True)
class Point:
    """One number: what was said, what was learned, and the interval of that."""

    name: str
    old: float
    new: float
    low: float
    high: float
    differs: bool
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """One number as a line with a dot."""

    name: str
    y: float
    text_y: float
    low_x: float
    high_x: float
    dot_x: float
    differs: bool
    said: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis: so many percent of what was said."""

    x: float
    percent: str


@dataclass(frozen=True, slots=True)
class Intervals:
    """The picture; ``left_out`` numbers have no place in it."""

    width: int
    height: int
    margin: int
    as_said: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def intervals_of(points: Iterable[Point]) -> Intervals | None:
    """The numbers that moved most, those that differ first; None where none can be drawn.

    What was said to be nothing is no part of anything and left to the table.
    """
    every = list(points)
    drawn = sorted((each for each in every if each.old > 0 and each.new > 0), key=_rank)[:ROWS_MAX]
    if not drawn:
        return None
    reach = min(max((_far(each) for each in drawn), default=0.0), MOST)
    reach = max(reach, LEAST)
    middle = MARGIN + (WIDTH - MARGIN - EDGE) / 2
    scale = (WIDTH - MARGIN - EDGE) / 2 / reach

    def x(ratio: float) -> float:
        place = math.log(ratio) if ratio > 0 else -reach
        return round(middle + max(-reach, min(reach, place)) * scale, 1)

    rows = [
        Row(
            each.name,
            HEAD + number * ROW + ROW / 2,
            HEAD + number * ROW + ROW / 2 + 5,
            x(each.low / each.old),
            x(each.high / each.old),
            x(each.new / each.old),
            each.differs,
            each.said,
        )
        for number, each in enumerate(drawn)
    ]
    ticks = [Tick(x(each), f"{each * 100:g} %") for each in TICKS if abs(math.log(each)) <= reach + 1e-9]
    height = HEAD + len(rows) * ROW + 4
    return Intervals(WIDTH, height, MARGIN, middle, tuple(rows), _apart(ticks), len(every) - len(drawn))


def _rank(each: Point) -> tuple[bool, float]:
    return (not each.differs, -abs(math.log(each.new / each.old)))


def _far(each: Point) -> float:
    ends = [value / each.old for value in (each.low, each.high, each.new) if value > 0]
    return max((abs(math.log(ratio)) for ratio in ends), default=0.0)


def _apart(ticks: Sequence[Tick], least: float = 50.0) -> tuple[Tick, ...]:
    """Marks whose words do not run into each other; what was said stays."""
    kept = [each for each in ticks if each.percent == "100 %"]
    for each in sorted(ticks, key=lambda tick: -abs(tick.x - kept[0].x)):
        if all(abs(each.x - other.x) >= least for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda tick: tick.x))
