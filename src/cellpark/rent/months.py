"""Months: of the calendar, or of a lease that began on any day of one."""

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from cellpark.kernel.interval import Interval
from cellpark.kernel.months import MONTHS_IN_YEAR, add_months

DAY = timedelta(days=1)


class Months(StrEnum):
    """Which month a price for a month is a price for."""

    CALENDAR = "calendar"
    LEASE = "lease"


def months_in(days: Interval[date], anchor: date) -> Fraction:
    """How many months ``days`` are, where months begin on the day of the month of ``anchor``.

    A part of a month is its days by the days of that whole month, so that all parts of a month are one.
    """
    assert days.end is not None, "what is counted in months has an end"
    first, last = _number(days.start, anchor), _number(days.end - DAY, anchor)
    if first == last:
        return _part(days, first, anchor)
    head = Interval(days.start, add_months(anchor, first + 1))
    tail = Interval(add_months(anchor, last), days.end)
    return _part(head, first, anchor) + (last - first - 1) + _part(tail, last, anchor)


def length(days: Interval[date]) -> int:
    """How many days an interval has."""
    assert days.end is not None, "what is counted has an end"
    return (days.end - days.start).days


def _number(day: date, anchor: date) -> int:
    """Which month after that of ``anchor`` a day lies in."""
    number = (day.year - anchor.year) * MONTHS_IN_YEAR + day.month - anchor.month
    return number if add_months(anchor, number) <= day else number - 1


def _part(days: Interval[date], number: int, anchor: date) -> Fraction:
    month = Interval(add_months(anchor, number), add_months(anchor, number + 1))
    return Fraction(length(days), length(month))
