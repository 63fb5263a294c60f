"""Months: of the calendar, or of a lease that began on any day of one."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from cellpark.kernel.interval import Interval

MONTHS_IN_YEAR = 12
DAY = timedelta(days=1)


class Months(StrEnum):
    """Which month a price for a month is a price for."""

    CALENDAR = "calendar"
    LEASE = "lease"


def add_months(day: date, months: int) -> date:
    """The same day of another month, or the last one of it: 31 January and one month are 28 or 29 February."""
    number = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(number, MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_with(day: date, anchor: date) -> Interval[date]:
    """The month that ``day`` lies in, where months begin on the day of the month of ``anchor``."""
    number = (day.year - anchor.year) * MONTHS_IN_YEAR + day.month - anchor.month
    if add_months(anchor, number) > day:
        number -= 1
    return Interval(add_months(anchor, number), add_months(anchor, number + 1))


def months_over(days: Interval[date], anchor: date) -> Iterator[tuple[Interval[date], int]]:
    """What of ``days`` lies in each month that it touches, with the number of days of that whole month."""
    assert days.end is not None, "what is counted in months has an end"
    start = days.start
    while start < days.end:
        month = month_with(start, anchor)
        assert month.end is not None
        end = min(month.end, days.end)
        yield Interval(start, end), (month.end - month.start).days
        start = end


def length(days: Interval[date]) -> int:
    """How many days an interval has."""
    assert days.end is not None, "what is counted has an end"
    return (days.end - days.start).days
