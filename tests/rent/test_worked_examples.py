"""Bills worked out by hand in docs/rent.md, each from the words of a lease to the cent."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from cellpark.kernel.money import Money
from cellpark.kernel.problem import Refused
from cellpark.rent.public import (
    Basis,
    Cycle,
    Escalation,
    IndexLink,
    LateRule,
    Months,
    Payment,
    Spread,
    Step,
    correction,
    late_fee,
    lines,
    periods,
)
from cellpark.rent.stretches import stretches
from tests.rent.leases import billed, days, gross, term

D = Decimal


def test_a_part_of_a_calendar_month_is_its_days_by_the_days_of_that_month() -> None:
    """9,000 a month from 15 March: 17 of 31 days are 4,935.48; then whole months."""
    rent = term("9000", days=days("2026-03-15", "2026-06-01"), months=Months.CALENDAR)
    found = gross(
        rent, days("2026-03-15", "2026-04-01"), days("2026-04-01", "2026-05-01"), days("2026-05-01", "2026-06-01")
    )
    assert found == ["4935.48", "9000.00", "9000.00"]


def test_a_month_of_the_lease_is_a_whole_month_whatever_its_length() -> None:
    """From the 15th to the 14th: 28, 30 or 31 days, 9,000 each; one that began on the 31st ends with short months."""
    rent = term("9000")
    assert gross(rent, days("2026-03-15", "2026-04-15"), days("2027-02-15", "2027-03-15")) == ["9000.00", "9000.00"]
    late = term("9000", days=days("2026-01-31", "2026-05-31"))
    cut = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    assert gross(late, *(days(one, other) for one, other in pairwise(cut))) == ["9000.00"] * 4


def test_a_price_for_a_square_metre_and_day_is_area_by_rate_by_days() -> None:
    """312.5 m2 at 3.20 a day: 92 days of a quarter are 92,000.00."""
    rent = term("3.20", Basis.AREA_DAY, area_m2=D("312.5"))
    (line,) = lines(rent, days("2026-03-15", "2026-06-15"), {})
    assert (str(line.gross.amount), line.formula) == ("92000.00", "312.5 m2 x 3.20 CNY/m2/day x 92")


def test_what_earlier_bills_were_rounded_by_is_carried_on() -> None:
    """100 m2 at 1.00 a day, every month 365 / 12 days: 3,041.666...; three months are 9,125.00 to the cent."""
    rent = term("1.00", Basis.AREA_DAY, area_m2=D(100), spread=Spread.EVEN)
    months = [
        days(*each)
        for each in (("2026-03-15", "2026-04-15"), ("2026-04-15", "2026-05-15"), ("2026-05-15", "2026-06-15"))
    ]
    assert gross(rent, *months) == ["3041.67", "3041.66", "3041.67"]
    assert [str(lines(rent, each, {})[0].exact) for each in months] == ["3041.666667"] * 3


def test_steps_escalations_and_free_months_are_lines_of_their_own() -> None:
    """3.20 grows by 5 of 100 a year: 3.36, then 3.53 (3.528); free months are shown at nothing."""
    grows = term("3.20", Basis.AREA_DAY, area_m2=D(100), escalation=Escalation(D("0.05"), 12))
    rates = [str(each.stretch.rate) for each in lines(grows, grows.days, {})]
    assert rates == ["3.20", "3.36", "3.53"]
    stepped = term(
        days=days("2026-01-01", "2026-07-01"),
        steps=(Step(date(2026, 1, 1), D(1000)), Step(date(2026, 4, 1), D(1500))),
        free=(days("2026-01-01", "2026-03-01"),),
    )
    assert billed(lines(stepped, stepped.days, {})) == [
        ("2026-01-01", "0.00", "free"),
        ("2026-03-01", "1000.00", "agreed"),
        ("2026-04-01", "4500.00", "stepped"),
    ]


def test_a_rate_follows_its_index_between_floor_and_cap() -> None:
    """50.00, base 100.0, 80 of 100 of the change passed on: 103.1 gives 51.24; a cap of 2 of 100 gives 51.00."""
    link = IndexLink("CPI", D("100.0"), 12, lag_months=2, share=D("0.8"))
    year = days("2027-03-15", "2028-03-15")
    for cap, rate in ((None, "51.24"), (D("0.02"), "51.00")):
        rent = term("50.00", index=IndexLink(link.name, link.base, 12, 2, link.share, cap=cap))
        (line,) = lines(rent, year, {("CPI", "2027-01"): D("103.1")})
        assert str(line.stretch.rate) == rate


def test_an_index_that_is_not_published_leaves_the_last_rate_and_says_so() -> None:
    """When it is published, the lines that waited are taken back and billed again; no other line is touched."""
    rent = term("50.00", index=IndexLink("CPI", D("100.0"), 12, lag_months=2))
    both = days("2026-03-15", "2028-03-15")
    before = lines(rent, both, {})
    assert [(str(each.gross.amount), each.stretch.awaits) for each in before] == [
        ("600.00", ""),
        ("600.00", "CPI 2027-01"),
    ]
    now = lines(rent, both, {("CPI", "2027-01"): D("102")})
    change = correction(before, now)
    assert [str(each.gross.amount) for each in (*change.reversed, *change.billed)] == ["-600.00", "612.00"]
    assert correction(now, now).reversed == correction(now, now).billed == ()


def test_tax_is_in_the_price_or_comes_on_top() -> None:
    """9 of 100: in 10,900.00 are 900.00; on 10,000.00 they are 900.00."""
    month = days("2026-03-15", "2026-04-15")
    for rate, included in (("10900", True), ("10000", False)):
        (line,) = lines(term(rate, tax=D("0.09"), tax_included=included), month, {})
        assert (str(line.gross.amount), str(line.tax.amount), str(line.net.amount)) == (
            "10900.00",
            "900.00",
            "10000.00",
        )


def test_a_deposit_is_owed_once_on_its_first_day() -> None:
    deposit = term("27000", Basis.ONCE)
    assert gross(deposit, days("2026-03-15", "2026-06-15"), days("2026-06-15", "2026-09-15")) == ["27000.00", "0"]


def test_periods_begin_with_the_lease_or_with_the_calendar() -> None:
    """A quarter of the calendar is first as short as what is left of it; due ten days before, or after the last day."""
    lease = days("2026-03-15", "2026-08-01")
    own = [(str(each.days.start), str(each.due)) for each in periods(lease, Cycle(3, due_days=-10))]
    assert own == [("2026-03-15", "2026-03-05"), ("2026-06-15", "2026-06-05")]
    cycle = Cycle(3, Months.CALENDAR, in_advance=False, due_days=5)
    found = [(str(each.days.start), str(each.due)) for each in periods(lease, cycle)]
    assert found == [("2026-03-15", "2026-04-05"), ("2026-04-01", "2026-07-05"), ("2026-07-01", "2026-08-05")]


def test_a_late_fee_follows_what_is_unpaid_from_day_to_day() -> None:
    """10,000 due 1 April, 5 days of grace, 5 of 10,000 a day; 4,000 paid on 16 April: 45.00 and 45.00 up to 1 May.

    Two payments of 2,000 on that day are the same.
    """
    owed, paid = Money(D(10_000), "CNY"), [Payment(date(2026, 4, 16), Money(D(4_000), "CNY"))]
    rule = LateRule(D("0.0005"), grace_days=5)
    fee = late_fee(rule, owed=owed, due=date(2026, 4, 1), payments=paid, until=date(2026, 5, 1))
    stretches = [(str(each.days.start), str(each.unpaid.amount)) for each in fee.stretches]
    assert stretches == [("2026-04-07", "10000.00"), ("2026-04-16", "6000.00")]
    assert (str(fee.amount.amount), fee.capped) == ("90.00", False)
    halves = [Payment(date(2026, 4, 16), Money(D(2_000), "CNY"))] * 2
    assert late_fee(rule, owed=owed, due=date(2026, 4, 1), payments=halves, until=date(2026, 5, 1)) == fee
    capped = LateRule(D("0.0005"), grace_days=5, cap=D("0.005"))
    fee = late_fee(capped, owed=owed, due=date(2026, 4, 1), payments=paid, until=date(2026, 5, 1))
    assert (str(fee.amount.amount), fee.capped) == ("50.00", True)


def test_an_index_brings_no_rate_below_nothing_and_none_beyond_what_money_holds() -> None:
    """Whoever gives the published values, a bill is refused by name and never comes out negative."""
    one = term("100", index=IndexLink("CPI", D(100), 12))
    assert stretches(one, {("CPI", "2027-03"): D("0.01")})[1].rate == D("0.01")
    for value, code in (("0", "rent.index.value"), ("-50", "rent.index.value"), ("1e17", "rent.rate.too_large")):
        with pytest.raises(Refused) as refused:
            stretches(one, {("CPI", "2027-03"): D(value)})
        assert [each.code for each in refused.value.problems] == [code]


def test_a_term_that_an_amendment_cuts_keeps_its_billed_lines() -> None:
    """Billed to mid-May and cut there: nothing is taken back; cut in April, the days after are."""
    whole = term("9000")
    spring = [days("2026-03-15", "2026-04-15"), days("2026-04-15", "2026-05-15")]
    billed_lines = [each for period in spring for each in lines(whole, period, {})]
    for end, gone in (("2026-05-15", 0), ("2026-05-01", 1)):
        short = term("9000", days=days("2026-03-15", end))
        now = [each for period in spring for each in lines(short, period, {})]
        change = correction(billed_lines, now)
        assert (len(change.reversed), len(change.billed)) == (gone, gone)
    twice = correction([*billed_lines, billed_lines[0]], billed_lines)
    assert (len(twice.reversed), twice.billed) == (1, ())
