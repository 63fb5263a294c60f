"""Two weeks of bookings as bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from cellpark.equipment.public import Reservation

DAYS = 14
DAY_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Bar:
    """One booking within the shown days; ``x`` and ``width`` in units of the drawing."""

    row: Reservation
    x: int
    width: int
    text_x: int


@dataclass(frozen=True, slots=True)
class Week:
    """The days and the bars."""

    days: Sequence[tuple[int, date]]
    bars: Sequence[Bar]
    width: int


def week_of(bookings: Sequence[Reservation], *, at: datetime) -> Week:
    """The bookings of the next days in the reader's zone."""
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    end = start + timedelta(days=DAYS)

    def place(instant: datetime) -> int:
        inside = min(max(instant, start), end)
        return int((inside - start) / timedelta(days=1) * DAY_WIDTH)

    bars = [
        Bar(row, place(row.starts_at), max(6, place(row.ends_at) - place(row.starts_at)), place(row.starts_at) + 4)
        for row in bookings
        if row.starts_at < end
    ]
    days = [(number * DAY_WIDTH, (start + timedelta(days=number)).date()) for number in range(DAYS)]
    return Week(days, bars, DAYS * DAY_WIDTH)
