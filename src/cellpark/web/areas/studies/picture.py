"""What matters most, as bars on both sides of nothing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, MARGIN, HEAD, ROW, BAR = 1_000, 330, 24, 30, 18


@dataclass(frozen=True, slots=True)
class Swing:
    """One quantity: how a figure differs when it is low and when it is high."""

    name: str
    low: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity as two bars from the middle."""

    name: str
    y: float
    text_y: float
    low_x: float
    low_width: float
    high_x: float
    high_width: float
    said: str


@dataclass(frozen=True, slots=True)
class Tornado:
    """The picture."""

    width: int
    height: int
    middle: float
    bar: int
    rows: tuple[Row, ...]
    least: float
    most: float
    left: float
    right: float


def tornado_of(swings: Sequence[Swing]) -> Tornado | None:
    """The bars in their order; None where nothing moves the figure."""
    far = max((abs(value) for each in swings for value in (each.low, each.high)), default=0.0)
    if not far:
        return None
    middle = MARGIN + (WIDTH - MARGIN) / 2
    scale = (WIDTH - MARGIN) / 2 / far * 0.96

    def bar(value: float) -> tuple[float, float]:
        length = round(abs(value) * scale, 1)
        return (round(middle - length, 1) if value < 0 else middle), max(length, 0.8)

    rows = []
    for number, each in enumerate(swings):
        y = HEAD + number * ROW
        rows.append(Row(each.name, y, y + BAR - 4, *bar(each.low), *bar(each.high), each.said))
    edge = far * scale
    return Tornado(WIDTH, HEAD + len(rows) * ROW + 4, middle, BAR, tuple(rows), -far, far, middle - edge, middle + edge)
