"""When bills are made and due: by months of the calendar or of the lease, in advance or afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cellpark.kernel.interval import Interval
from cellpark.kernel.months import MONTHS_IN_YEAR, add_months
from cellpark.rent.months import Months

CYCLE_MONTHS = (1, 2, 3, 4, 6, 12)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A bill every ``every_months``; due ``due_days`` after the first day of its period, or after the last day.

    ``due_days`` may be negative: rent in advance is often due some days before its period begins. With
    ``Months.CALENDAR`` periods begin with January and every ``every_months`` from there, the first and the last may be
    shorter; with ``Months.LEASE`` they begin on the day of the month on which the lease began.
    """

    every_months: int
    months: Months = Months.LEASE
    in_advance: bool = True
    due_days: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """The days that one bill covers, and when it is due."""

    days: Interval[date]
    due: date


def periods(lease: Interval[date], cycle: Cycle) -> Iterator[Period]:
    """The periods of a lease, in order, none twice and none left out."""
    assert lease.end is not None, "a lease has an end"
    start = lease.start
    number = 0
    first = _first(lease.start, cycle)
    while start < lease.end:
        number += 1
        end = min(add_months(first, number * cycle.every_months), lease.end)
        days = Interval(start, end)
        yield Period(days, _due(days, cycle))
        start = end


def _first(start: date, cycle: Cycle) -> date:
    if cycle.months is Months.LEASE:
        return start
    month = (start.month - 1) // cycle.every_months * cycle.every_months
    assert month < MONTHS_IN_YEAR
    return date(start.year, month + 1, 1)


def _due(days: Interval[date], cycle: Cycle) -> date:
    assert days.end is not None
    counted_from = days.start if cycle.in_advance else days.end - timedelta(days=1)
    return counted_from + timedelta(days=cycle.due_days)
