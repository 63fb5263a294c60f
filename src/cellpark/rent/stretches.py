"""A term as stretches of days at one rate each: steps, escalations, reviews of an index, free months."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from cellpark.kernel.decimals import EXACT
from cellpark.kernel.interval import Interval, gaps
from cellpark.kernel.months import add_months
from cellpark.kernel.problem import Problem, Refused
from cellpark.rent.terms import Index, IndexLink, Term

RATE_MAX = Decimal(10) ** 12


class Why(StrEnum):
    """Why a stretch has its rate."""

    AGREED = "agreed"
    STEPPED = "stepped"
    ESCALATED = "escalated"
    INDEXED = "indexed"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days at one rate. ``awaits`` names the index value that is not published yet: the last rate goes on till then."""

    days: Interval[date]
    rate: Decimal
    why: Why
    awaits: str = ""


def stretches(term: Term, index: Index) -> tuple[Stretch, ...]:
    """All days of the term, in order, none twice and none left out."""
    found: list[Stretch] = []
    for priced in _priced(term, index):
        paid = gaps(term.free, priced.days)
        given = gaps(paid, priced.days)
        found += [replace(priced, days=days) for days in paid]
        found += [Stretch(days, Decimal(0), Why.FREE) for days in given]
    return tuple(sorted(found, key=lambda each: each.days.start))


def _priced(term: Term, index: Index) -> Iterator[Stretch]:
    end = term.days.end
    assert end is not None, "a term has an end"
    rates = _rates(term, end, index)
    for number, (since, rate, why, awaits) in enumerate(rates):
        until = rates[number + 1][0] if number + 1 < len(rates) else end
        yield Stretch(Interval(since, until), rate, why, awaits)


def _rates(term: Term, end: date, index: Index) -> list[tuple[date, Decimal, Why, str]]:
    first = term.steps[0].rate
    if term.escalation is not None:
        return list(_escalated(term, end, first))
    if term.index is not None:
        return list(_indexed(term.index, term.days.start, end, first, index))
    return [
        (each.since, each.rate, Why.STEPPED if number else Why.AGREED, "") for number, each in enumerate(term.steps)
    ]


def _escalated(term: Term, end: date, rate: Decimal) -> Iterator[tuple[date, Decimal, Why, str]]:
    rule = term.escalation
    assert rule is not None
    yield term.days.start, rate, Why.AGREED, ""
    for since in _reviews(term.days.start, end, rule.every_months):
        rate = grown(rate, rule.by, rule.digits)
        yield since, rate, Why.ESCALATED, ""


def _indexed(
    link: IndexLink, start: date, end: date, rate: Decimal, index: Index
) -> Iterator[tuple[date, Decimal, Why, str]]:
    yield start, rate, Why.AGREED, ""
    before, awaits = link.base, ""
    for since in _reviews(start, end, link.every_months):
        month = add_months(since, -link.lag_months).strftime("%Y-%m")
        value = index.get((link.name, month))
        if value is None or awaits:
            # a later value alone does not say how the rate went: reviews follow one another
            awaits = awaits or f"{link.name} {month}"
        else:
            rate, before = grown(rate, change(link, before, value), link.digits), value
        yield since, rate, Why.INDEXED, awaits


def change(link: IndexLink, before: Decimal, value: Decimal) -> Decimal:
    """The share by which a review changes the rate, between floor and cap; 28 digits.

    Raises ``Refused(rent.index.value)`` for a value of nothing or less, which no index has.
    """
    if value <= 0:
        raise Refused(Problem("rent.index.value", {"index": link.name, "value": str(value)}))
    moved = EXACT.divide(value - before, before) if before else Decimal(0)
    passed = EXACT.multiply(moved, link.share)
    if link.cap is not None:
        passed = min(passed, link.cap)
    return passed if link.floor is None else max(passed, link.floor)


def grown(rate: Decimal, by: Decimal, digits: int) -> Decimal:
    """The rate and the share ``by`` of it, rounded half up to ``digits`` after the point.

    Raises ``Refused(rent.rate.too_large)`` where an index brings it beyond ``RATE_MAX``.
    """
    exact = EXACT.multiply(rate, 1 + by)
    if exact >= RATE_MAX:
        raise Refused(Problem("rent.rate.too_large", {"limit": f"{RATE_MAX:,}"}))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=EXACT)


def _reviews(start: date, end: date, every_months: int) -> Iterator[date]:
    number = 1
    while (since := add_months(start, number * every_months)) < end:
        yield since
        number += 1
