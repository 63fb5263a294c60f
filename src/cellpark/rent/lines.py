"""The lines of a bill: for each stretch in its days what is owed, with the tax in it, and how it was computed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cellpark.kernel.interval import Interval
from cellpark.kernel.money import Money
from cellpark.rent.coins import in_coins, shown
from cellpark.rent.stretches import Stretch, stretches
from cellpark.rent.terms import BY_AREA, Basis, Index, Term
from cellpark.rent.value import units, value

PER = {
    Basis.MONTH: "/month",
    Basis.YEAR: "/year",
    Basis.DAY: "/day",
    Basis.AREA_MONTH: "/m2/month",
    Basis.AREA_YEAR: "/m2/year",
    Basis.AREA_DAY: "/m2/day",
    Basis.ONCE: "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What is owed for some days of a term at one rate.

    ``gross`` contains ``tax``. ``exact`` is the gross value of these days alone, cut to six digits; ``gross`` differs
    from it by less than two of the smallest coins, because what earlier lines were rounded by is carried on.
    """

    term: Term
    stretch: Stretch
    days: Interval[date]
    units: Decimal
    exact: Decimal
    gross: Money
    tax: Money

    @property
    def net(self) -> Money:
        """Without the tax."""
        return self.gross - self.tax

    @property
    def formula(self) -> str:
        """The computation as text: area x rate x units, and the tax where it comes on top."""
        term = self.term
        area = f"{term.area_m2} m2 x " if term.basis in BY_AREA else ""
        times = "" if term.basis is Basis.ONCE else f" x {self.units.normalize():f}"
        taxed = "" if term.tax_included or not term.tax else f" x {1 + term.tax}"
        return f"{area}{self.stretch.rate} {term.currency}{PER[term.basis]}{times}{taxed}"


def lines(term: Term, days: Interval[date], index: Index) -> tuple[Line, ...]:
    """The lines of ``days``, one for each stretch in them.

    Over any division of the term into periods the gross amounts add up to the rounded value of the whole term, and so
    do the taxes.
    """
    found: list[Line] = []
    before = Fraction(0)
    for stretch in stretches(term, index):
        cut = stretch.days.intersect(days)
        if cut is not None and (term.basis is not Basis.ONCE or cut.contains(term.days.start)):
            found.append(_line(term, stretch, cut, before))
        before += value(term, stretch, stretch.days)
    return tuple(found)


def bill_lines(terms: Iterable[Term], days: Interval[date], index: Index) -> tuple[Line, ...]:
    """The lines of a bill for ``days``, term by term."""
    return tuple(line for term in terms for line in lines(term, days, index))


def total_of(term: Term, index: Index) -> Money:
    """The gross value of the whole term, rounded once."""
    return _rounded(_gross(term, _whole(term, stretches(term, index))), term)


def _whole(term: Term, found: Sequence[Stretch]) -> Fraction:
    return sum((value(term, each, each.days) for each in found), start=Fraction(0))


def _line(term: Term, stretch: Stretch, cut: Interval[date], before: Fraction) -> Line:
    earlier = list(_before(stretch, cut))
    since = before + sum((value(term, stretch, each) for each in earlier), start=Fraction(0))
    mine = value(term, stretch, cut)
    start, end = _gross(term, since), _gross(term, since + mine)
    return Line(
        term=term,
        stretch=stretch,
        days=cut,
        units=shown(units(term, cut)),
        exact=shown(end - start),
        gross=_rounded(end, term) - _rounded(start, term),
        tax=_rounded(_tax(term, end), term) - _rounded(_tax(term, start), term),
    )


def _before(stretch: Stretch, cut: Interval[date]) -> Iterator[Interval[date]]:
    if cut.start > stretch.days.start:
        yield Interval(stretch.days.start, cut.start)


def _gross(term: Term, amount: Fraction) -> Fraction:
    return amount if term.tax_included else amount * (1 + Fraction(term.tax))


def _tax(term: Term, gross: Fraction) -> Fraction:
    return gross * Fraction(term.tax) / (1 + Fraction(term.tax))


def _rounded(amount: Fraction, term: Term) -> Money:
    return in_coins(amount, term.currency, term.rounding)
