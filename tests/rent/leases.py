"""Terms for tests, with what a test does not care about filled in."""

from datetime import date
from decimal import Decimal
from typing import Any

from cellpark.kernel.interval import Interval
from cellpark.rent.public import Basis, Line, Step, Term, TermKind, lines

START, END = date(2026, 3, 15), date(2029, 3, 15)


def days(start: str, end: str) -> Interval[date]:
    return Interval(date.fromisoformat(start), date.fromisoformat(end))


def term(rate: str = "9000", basis: Basis = Basis.MONTH, **more: Any) -> Term:
    whole = more.pop("days", Interval(START, END))
    steps = more.pop("steps", (Step(whole.start, Decimal(rate)),))
    more.setdefault("anchor", whole.start)
    return Term("rent", TermKind.RENT, whole, basis, steps, "CNY", **more)


def billed(found: tuple[Line, ...]) -> list[tuple[str, str, str]]:
    return [(each.days.start.isoformat(), str(each.gross.amount), each.stretch.why.value) for each in found]


def gross(one: Term, *periods: Interval[date], index: Any = None) -> list[str]:
    return [str(sum(each.gross.amount for each in lines(one, period, index or {}))) for period in periods]
