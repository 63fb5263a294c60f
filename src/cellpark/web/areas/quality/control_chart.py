"""The latest readings of the environment as control charts: one for each method, each reading against its own limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cellpark.quality.public import EnvironmentResult, Monitoring
from cellpark.quality.words import METHODS
from cellpark.web.pages import formats

WIDTH, HEIGHT = 420, 170
_LEFT, _RIGHT, _TOP, _FLOOR = 48, 412, 14, 138
# the height at which the limit is drawn: what lies above it is out
_LIMIT_SHARE = Decimal("0.75")
_HIGHEST = 1 / _LIMIT_SHARE
READINGS_MAX = 300


@dataclass(frozen=True, slots=True)
class Point:
    """One reading in the chart."""

    x: float
    y: float
    passes: bool
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The readings of one method; ``highest`` is the largest share of a limit that any of them reached, in per cent."""

    title: str
    points: tuple[Point, ...]
    count: int
    beyond: int
    highest: int
    first: str
    last: str
    limit_y: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    floor: int = _FLOOR
    top: int = _TOP


def charts_of(rows: Sequence[EnvironmentResult]) -> list[Chart]:
    """The charts of these readings, those with something beyond its limit first."""
    by_method: dict[str, list[EnvironmentResult]] = {}
    for row in sorted(rows, key=_sampled):
        by_method.setdefault(row.method, []).append(row)
    charts = [_chart(method, inside) for method, inside in by_method.items()]
    return sorted(charts, key=lambda chart: (-chart.beyond, chart.title))


def _sampled(row: EnvironmentResult) -> datetime:
    return row.sampled_at


def _chart(method: str, rows: Sequence[EnvironmentResult]) -> Chart:
    begins, ends = rows[0].sampled_at, rows[-1].sampled_at
    span = (ends - begins).total_seconds()

    def x(at: datetime) -> float:
        share = (at - begins).total_seconds() / span if span else 0.5
        return round(_LEFT + 8 + share * (_RIGHT - _LEFT - 16), 1)

    points = tuple(
        Point(
            x(row.sampled_at),
            _height(min(_share(row), _HIGHEST)),
            row.passes,
            f"{row.room_code} · {row.location} · {row.value} / {row.limit} · {formats.moment(row.sampled_at)}",
        )
        for row in rows
    )
    return Chart(
        title=str(METHODS[Monitoring(method)]),
        points=points,
        count=len(rows),
        beyond=sum(not row.passes for row in rows),
        highest=round(max(_share(row) for row in rows) * 100),
        first=formats.day(begins),
        last=formats.day(ends),
        limit_y=_height(Decimal(1)),
    )


def _share(row: EnvironmentResult) -> Decimal:
    """How much of its limit a reading reached; where nothing may grow, anything is beyond it."""
    value, limit = Decimal(row.value), Decimal(row.limit)
    if limit > 0:
        return value / limit
    return Decimal(0) if value == 0 else _HIGHEST


def _height(share: Decimal) -> float:
    return round(_FLOOR - float(share * _LIMIT_SHARE) * (_FLOOR - _TOP), 1)
