"""Months of the calendar."""

from calendar import monthrange
from datetime import date

MONTHS_IN_YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day of another month, or the last one of it: 31 January and one month are 28 or 29 February."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
