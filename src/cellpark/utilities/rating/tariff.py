"""Prices that hold for a time: steps by quantity, bands by time of day, a minimum, tax."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from cellpark.kernel.interval import Interval
from cellpark.utilities.rating.metering import Stretch, length, used


@dataclass(frozen=True, slots=True)
class Step:
    """The price of a unit from ``above`` units a calendar month on."""

    above: Decimal
    price: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """What holds from ``since`` until the next price: steps of each band, a minimum a month, tax on top."""

    since: date
    bands: Mapping[str, Sequence[Step]]
    minimum: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """Why something is owed: these days, this band, this quantity at this price. ``net`` is exact.

    ``band`` is empty where the line brings the sum up to the minimum; its quantity is nothing.
    """

    days: Interval[date]
    band: str
    quantity: Fraction
    price: Decimal
    net: Fraction
    tax: Decimal


def month_parts(days: Interval[date]) -> Iterator[Interval[date]]:
    """The days cut at the first of each calendar month."""
    assert days.end is not None, "what is charged has an end"
    start = days.start
    while start < days.end:
        first = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield Interval(start, min(first, days.end))
        start = first


def share_of_month(days: Interval[date]) -> Fraction:
    """Which part of its calendar month these days are."""
    return Fraction(length(days), monthrange(days.start.year, days.start.month)[1])


def pieces(prices: Sequence[Price], days: Interval[date]) -> Iterator[tuple[Interval[date], Price]]:
    """The days cut by month and by price. Days before the first price have none and are left out: see ``unpriced``."""
    ordered = sorted(prices, key=lambda each: each.since)
    for position, price in enumerate(ordered):
        end = ordered[position + 1].since if position + 1 < len(ordered) else None
        common = Interval(price.since, end).intersect(days)
        if common is not None:
            yield from ((part, price) for part in month_parts(common))


def unpriced(prices: Sequence[Price], days: Interval[date]) -> Interval[date] | None:
    """The days before the first price."""
    first = min((each.since for each in prices), default=None)
    if first is not None and first <= days.start:
        return None
    end = days.end if first is None or days.end is None else min(first, days.end)
    return Interval(days.start, end)


def rate(prices: Sequence[Price], found: Sequence[Stretch], days: Interval[date]) -> tuple[Line, ...]:
    """What the use of some days costs, line by line, before any rounding.

    A step and a minimum are said for a calendar month; a part of a month has that part of them.
    """
    lines: list[Line] = []
    for part, price in pieces(prices, days):
        share = share_of_month(part)
        own = [
            Line(days=part, band=band, quantity=quantity, price=at, net=quantity * Fraction(at), tax=price.tax)
            for band, total in sorted(used(found, part).items())
            for quantity, at in _stepped(price.bands[band], total, share)
        ]
        missing = Fraction(price.minimum) * share - sum((line.net for line in own), Fraction(0))
        if missing > 0:
            own.append(Line(part, "", Fraction(0), price.minimum, missing, price.tax))
        lines += own
    return tuple(lines)


def _stepped(steps: Sequence[Step], total: Fraction, share: Fraction) -> Iterator[tuple[Fraction, Decimal]]:
    ordered = sorted(steps, key=lambda each: each.above)
    for position, each in enumerate(ordered):
        low = Fraction(each.above) * share
        high = Fraction(ordered[position + 1].above) * share if position + 1 < len(ordered) else total
        quantity = min(total, high) - low
        if quantity > 0 or (position == 0 and total == 0):
            yield max(quantity, Fraction(0)), each.price
