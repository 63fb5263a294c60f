"""The terms of a lease from all its versions: what an amendment repeats goes on as if nobody had amended."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cellpark.kernel.interval import Interval
from cellpark.leases.composing import Agreed, composed
from cellpark.rent import public as rent

SINCE, UNTIL = date(2026, 1, 15), date(2028, 1, 15)


def form(since: date, *terms: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": "cellpark.lease/1",
        "lease": "L-1",
        "since": since.isoformat(),
        "until": UNTIL.isoformat(),
        "currency": "CNY",
        "cycle": {"every_months": 1, "months": "calendar", "in_advance": True, "due_days": 0},
        "terms": list(terms),
    }


def money(lease: rent.Lease, days: Interval[date]) -> tuple[Decimal, Decimal]:
    found = [each for each in rent.bill_lines(lease.terms, days, {}) if each.term.key.startswith("rent")]
    return (
        sum((each.gross.amount for each in found), start=Decimal(0)),
        sum((each.tax.amount for each in found), start=Decimal(0)),
    )


@settings(max_examples=60, deadline=None)
@given(
    rate=st.decimals("0.01", "9999.99", places=2),
    basis=st.sampled_from(["month", "year", "day", "area_day"]),
    cut=st.integers(1, 700),
    tax=st.sampled_from(["0", "0.06", "0.09"]),
)
def test_an_amendment_that_repeats_a_term_moves_no_cent(rate: Decimal, basis: str, cut: int, tax: str) -> None:
    """P1: every bill of the amended lease is that of the lease as it was, to the cent, with its tax."""
    said: dict[str, Any] = {"key": "rent", "kind": "rent", "basis": basis, "rate": str(rate), "tax": tax}
    said |= {"area_m2": "33.3"} if basis == "area_day" else {}
    parking = {"key": "parking", "kind": "service", "basis": "month", "rate": "300.00"}
    day = SINCE + timedelta(days=cut)
    first = Agreed(1, SINCE, form(SINCE, said, parking))
    second = Agreed(2, day, form(day, said, {**parking, "rate": "310.00"}))
    before = composed([first], until=UNTIL, index={})
    after = composed([first, second], until=UNTIL, index={})
    assert [each.key for each in after.terms] == ["rent", "parking", "parking v2"]
    for period in rent.periods(before.days, before.cycle):
        assert money(after, period.days) == money(before, period.days)


def test_another_rate_another_area_or_an_escalation_is_another_term() -> None:
    said: dict[str, Any] = {"key": "rent", "kind": "rent", "basis": "area_month", "rate": "50.00", "area_m2": "100"}
    day = date(2027, 1, 15)
    for change in ({"rate": "51.00"}, {"area_m2": "90"}, {"escalation": {"by": "0.03", "every_months": 6}}):
        versions = [Agreed(1, SINCE, form(SINCE, said)), Agreed(2, day, form(day, {**said, **change}))]
        found = composed(versions, until=UNTIL, index={})
        assert [each.key for each in found.terms] == ["rent", "rent v2"]


def test_a_term_that_goes_on_keeps_the_later_steps_of_the_amendment() -> None:
    said: dict[str, Any] = {"key": "rent", "kind": "rent", "basis": "month", "rate": "50.00"}
    day, step = date(2027, 1, 15), date(2027, 6, 15)
    later = {**said, "steps": [{"since": step.isoformat(), "rate": "60.00"}]}
    found = composed([Agreed(1, SINCE, form(SINCE, said)), Agreed(2, day, form(day, later))], until=UNTIL, index={})
    [term] = found.terms
    assert (term.key, term.days) == ("rent", Interval(SINCE, UNTIL))
    assert [(each.since, each.rate) for each in term.steps] == [(SINCE, Decimal("50.00")), (step, Decimal("60.00"))]


def test_an_amendment_that_takes_over_before_an_earlier_one_leaves_nothing_of_it() -> None:
    """Agreed last holds: no day is owed by the first version and by the third one at once."""
    said: dict[str, Any] = {"key": "rent", "kind": "rent", "basis": "month", "rate": "50.00"}
    second, third = date(2027, 6, 15), date(2027, 1, 15)
    versions = [
        Agreed(1, SINCE, form(SINCE, said)),
        Agreed(2, second, form(second, {**said, "rate": "60.00"})),
        Agreed(3, third, form(third, {**said, "rate": "70.00"})),
    ]
    found = composed(versions, until=UNTIL, index={})
    assert [(each.key, each.days) for each in found.terms] == [
        ("rent", Interval(SINCE, third)),
        ("rent v3", Interval(third, UNTIL)),
    ]
