"""What is owed for paying late: a share of what is still unpaid for every day after the grace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from cellpark.kernel.interval import Interval
from cellpark.kernel.money import Money, Rounding
from cellpark.rent.coins import in_coins
from cellpark.rent.months import length


@dataclass(frozen=True, slots=True)
class LateRule:
    """``per_day`` of the unpaid amount (0.0005 are 5 of 10,000) from the day after ``grace_days`` past the due day.

    Never more than ``cap`` of the amount that was due, where the lease says so. Simple: a late fee bears none.
    """

    per_day: Decimal
    grace_days: int = 0
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in. The day it comes in no longer counts as late for it."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class LateStretch:
    """Days on which the same amount was unpaid."""

    days: Interval[date]
    unpaid: Money


@dataclass(frozen=True, slots=True)
class LateFee:
    """The fee up to a day, and the stretches that it is made of; ``capped`` where the cap cut it."""

    amount: Money
    stretches: tuple[LateStretch, ...]
    capped: bool


def late_fee(rule: LateRule, *, owed: Money, due: date, payments: Sequence[Payment], until: date) -> LateFee:
    """The fee for what was due on ``due`` and not paid, counted up to and without ``until``; rounded once, half up."""
    found = tuple(_stretches(rule, owed, due, payments, until))
    exact = sum(
        (Fraction(each.unpaid.amount) * length(each.days) * Fraction(rule.per_day) for each in found),
        start=Fraction(0),
    )
    most = None if rule.cap is None else Fraction(owed.amount) * Fraction(rule.cap)
    capped = most is not None and exact > most
    fee = most if capped and most is not None else exact
    return LateFee(in_coins(fee, owed.currency, Rounding.HALF_UP), found, capped)


def _stretches(
    rule: LateRule, owed: Money, due: date, payments: Sequence[Payment], until: date
) -> Iterator[LateStretch]:
    start = due + timedelta(days=rule.grace_days + 1)
    later = [each for each in payments if start < each.day < until]
    unpaid = owed
    for each in payments:
        if each.day <= start:
            unpaid -= each.amount
    # a day on which several payments came in is one day
    for day in [*sorted({each.day for each in later}), until]:
        if start < day:
            if unpaid > Money.zero(owed.currency):
                yield LateStretch(Interval(start, day), unpaid)
            start = day
        for each in later:
            if each.day == day:
                unpaid -= each.amount
