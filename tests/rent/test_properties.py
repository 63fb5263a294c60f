"""What holds for every lease: no day twice, none lost, every division of a term adds up to its value."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cellpark.kernel.interval import Interval
from cellpark.kernel.money import Money, Rounding
from cellpark.rent.coins import in_coins
from cellpark.rent.public import (
    Basis,
    Cycle,
    Escalation,
    IndexLink,
    Months,
    Spread,
    Step,
    Term,
    TermKind,
    bill_lines,
    lease_problems,
    lines,
    periods,
    total_of,
)
from cellpark.rent.stretches import stretches

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
RATES = st.decimals("0", "99999", places=2)
CYCLES = st.builds(
    Cycle, st.sampled_from([1, 2, 3, 4, 6, 12]), st.sampled_from(Months), st.booleans(), st.integers(-30, 60)
)
INDEX = {
    ("CPI", f"{year}-{month:02}"): Decimal(90 + year % 7 + month)
    for year in range(2020, 2027)
    for month in range(1, 13)
}


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """A term of up to six years, with any basis and any way of changing its rate."""
    start = draw(DAYS)
    whole = Interval(start, start + timedelta(days=draw(st.integers(1, 2200))))
    assert whole.end is not None
    inside = st.integers(1, max((whole.end - start).days - 1, 1)).map(lambda number: start + timedelta(days=number))
    basis = draw(st.sampled_from([each for each in Basis if each is not Basis.ONCE]))
    kind = draw(st.sampled_from(["agreed", "steps", "escalation", "index"]))
    later = sorted(set(draw(st.lists(inside, max_size=4)))) if kind == "steps" else []
    cuts = sorted(set(draw(st.lists(inside, max_size=4))))
    return Term(
        key="rent",
        kind=TermKind.RENT,
        days=whole,
        basis=basis,
        steps=tuple(Step(day, draw(RATES)) for day in [start, *(each for each in later if each < whole.end)]),
        currency=draw(st.sampled_from(["CNY", "JPY"])),
        anchor=start,
        area_m2=draw(st.decimals("0.1", "9999", places=1)) if basis.value.startswith("area") else None,
        months=draw(st.sampled_from(Months)),
        spread=draw(st.sampled_from(Spread)),
        free=tuple(Interval(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if b <= whole.end),
        escalation=Escalation(Decimal("0.05"), draw(st.integers(1, 24))) if kind == "escalation" else None,
        index=IndexLink("CPI", Decimal(97), draw(st.integers(1, 24)), 2) if kind == "index" else None,
        tax=draw(st.sampled_from([Decimal(0), Decimal("0.09"), Decimal("0.13")])),
        tax_included=draw(st.booleans()),
        rounding=draw(st.sampled_from(Rounding)),
    )


@settings(max_examples=50, deadline=None)
@given(terms(), CYCLES)
def test_the_bills_of_any_cycle_add_up_to_the_value_of_the_term(term: Term, cycle: Cycle) -> None:
    """Gross and tax: what is rounded down on one bill is made up for on the next."""
    assert lease_problems(term.days, [term], cycle) == []
    found = [line for each in periods(term.days, cycle) for line in lines(term, each.days, INDEX)]
    zero = Money.zero(term.currency)
    assert sum((each.gross for each in found), start=zero) == total_of(term, INDEX)
    whole = lines(term, term.days, INDEX)
    assert sum((each.tax for each in found), start=zero) == sum((each.tax for each in whole), start=zero)


@settings(max_examples=50, deadline=None)
@given(terms(), CYCLES)
def test_no_day_is_billed_twice_or_lost(term: Term, cycle: Cycle) -> None:
    """The days of all lines, one after the other, are the days of the term; those of all stretches as well."""
    found = [line.days for each in periods(term.days, cycle) for line in lines(term, each.days, INDEX)]
    for parts in (found, [each.days for each in stretches(term, INDEX)]):
        assert parts[0].start == term.days.start
        assert parts[-1].end == term.days.end
        assert all(one.end == other.start for one, other in pairwise(parts))


@settings(max_examples=50, deadline=None)
@given(terms(), CYCLES)
def test_a_bill_made_again_is_the_same_bill(term: Term, cycle: Cycle) -> None:
    """Nothing but the terms, the days and the published values decides."""
    for each in list(periods(term.days, cycle))[:3]:
        assert bill_lines([term], each.days, INDEX) == bill_lines([term], each.days, dict(INDEX))


@settings(max_examples=50, deadline=None)
@given(terms(), CYCLES)
def test_a_line_is_within_two_coins_of_its_own_value(term: Term, cycle: Cycle) -> None:
    """What is carried on never grows."""
    coin = Decimal(1).scaleb(-len(str(Money.zero(term.currency).amount).partition(".")[2]))
    for each in periods(term.days, cycle):
        for line in lines(term, each.days, INDEX):
            assert abs(line.gross.amount - line.exact) < 2 * coin


@given(st.fractions(min_value=-10_000, max_value=10_000), st.sampled_from(Rounding))
def test_coins_are_rounded_alike_on_both_sides_of_zero(amount: Fraction, rounding: Rounding) -> None:
    """A credit note mirrors its bill, and no rounding moves an amount by more than half a coin."""
    coins = in_coins(amount, "CNY", rounding)
    assert coins == -in_coins(-amount, "CNY", rounding)
    assert abs(Fraction(coins.amount) - amount) <= Fraction(1, 200)
