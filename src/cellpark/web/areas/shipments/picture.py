"""Temperature over time as a picture: the curve, the limits, and where it lay outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from cellpark.assays.loggers import LoggerFile, Sample, evaluate, read
from cellpark.base.scope import widened
from cellpark.instruments.public import raw_file
from cellpark.kernel.problem import Refused
from cellpark.shipments.public import Shipment, window_of
from cellpark.web.pages import formats

WIDTH, HEIGHT = 900, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 16, 40
POINTS_MAX = 600


@dataclass(frozen=True, slots=True)
class Picture:
    """Coordinates in the box of ``WIDTH`` by ``HEIGHT``, and the lines of the table beside it."""

    curve: str
    limits: tuple[tuple[Decimal, float], ...]
    outside: tuple[tuple[float, float], ...]
    degrees: tuple[tuple[str, float], ...]
    first: str
    last: str
    rows: tuple[tuple[datetime, Decimal], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    floor: int = HEIGHT - _BOTTOM
    top: int = _TOP


def picture_of(row: Shipment) -> Picture | None:
    """The picture of a shipment's logger; None where it keeps no single values."""
    if row.file_id is None:
        return None
    with widened(row.organisation_id):
        content = bytes(raw_file(row.file_id).content)
    try:
        file = read(content, zone=settings.TIME_ZONE)
    except Refused:
        return None
    return _drawn(row, file)


def _drawn(row: Shipment, file: LoggerFile) -> Picture | None:
    window = window_of(low=row.low, high=row.high, allowed_minutes=row.allowed_minutes)
    readings = [
        each
        for each in file.readings
        if (row.sealed_at is None or each.at >= row.sealed_at) and (row.arrived_at is None or each.at <= row.arrived_at)
    ]
    if len(readings) < 2:
        return None
    begins, ends = readings[0].at, readings[-1].at
    bounds = [each for each in (window.low, window.high) if each is not None]
    low = min([*bounds, *(each.celsius for each in readings)]) - 1
    high = max([*bounds, *(each.celsius for each in readings)]) + 1
    span = (ends - begins).total_seconds()

    def x(at: datetime) -> float:
        share = (min(max(at, begins), ends) - begins).total_seconds() / span
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(celsius: Decimal) -> float:
        return round(_TOP + float((high - celsius) / (high - low)) * (HEIGHT - _TOP - _BOTTOM), 1)

    found = evaluate(file, window, since=row.sealed_at, until=row.arrived_at)
    step = max(1, round((high - low) / 5))
    marks = range(int(low) + 1, int(high) + 1, step)
    kept = _thinned(readings)
    return Picture(
        curve=" ".join(f"{x(each.at)},{y(each.celsius)}" for each in kept),
        limits=tuple((each, y(each)) for each in bounds),
        outside=tuple(
            (x(each.starts_at), round(max(2.0, x(each.ends_at) - x(each.starts_at)), 1)) for each in found.excursions
        ),
        degrees=tuple((str(each), y(Decimal(each))) for each in marks),
        first=formats.moment(begins),
        last=formats.moment(ends),
        rows=tuple((each.at, each.celsius) for each in kept[:: max(1, len(kept) // 60)]),
    )


def _thinned(readings: Sequence[Sample]) -> list[Sample]:
    """At most so many points; of each stretch the lowest and the highest stay, so that no peak is lost."""
    size = -(-2 * len(readings) // POINTS_MAX)
    if size <= 1:
        return list(readings)
    kept: list[Sample] = []
    for n in range(0, len(readings), size):
        stretch = readings[n : n + size]
        ends = {min(stretch, key=_celsius), max(stretch, key=_celsius)}
        kept += sorted(ends, key=_moment)
    return kept


def _celsius(reading: Sample) -> Decimal:
    return reading.celsius


def _moment(reading: Sample) -> datetime:
    return reading.at
