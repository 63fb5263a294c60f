"""What days are worth at a rate: exact fractions, rounded by nobody here."""

from datetime import date
from fractions import Fraction

from cellpark.kernel.interval import Interval
from cellpark.kernel.months import MONTHS_IN_YEAR
from cellpark.rent.months import length, months_in
from cellpark.rent.stretches import Stretch
from cellpark.rent.terms import BY_AREA, BY_DAY, BY_YEAR, Basis, Spread, Term

DAYS_OF_EVEN_MONTH = Fraction(365, MONTHS_IN_YEAR)


def value(term: Term, stretch: Stretch, days: Interval[date]) -> Fraction:
    """The value of ``days`` of a stretch, before tax is added or taken out: area x rate x units.

    The units are days, or months: a part of a month is its days by the days of that month, so that all parts of a month
    are the month. A year is twelve months. With ``Spread.EVEN`` a month has 365 / 12 days. What is paid once is worth
    its rate on the first day of the term.
    """
    return _area(term) * Fraction(stretch.rate) * units(term, days)


def units(term: Term, days: Interval[date]) -> Fraction:
    """How many units of the term's basis lie in ``days``."""
    if term.basis is Basis.ONCE:
        return Fraction(1 if days.contains(term.days.start) else 0)
    if term.basis in BY_DAY and term.spread is Spread.ACTUAL:
        return Fraction(length(days))
    months = months_in(days, term.month_anchor)
    if term.basis in BY_DAY:
        return months * DAYS_OF_EVEN_MONTH
    return months / MONTHS_IN_YEAR if term.basis in BY_YEAR else months


def _area(term: Term) -> Fraction:
    return Fraction(term.area_m2) if term.basis in BY_AREA and term.area_m2 is not None else Fraction(1)
