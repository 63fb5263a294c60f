"""Money is exact, keeps to one currency, and never loses a cent when it is shared out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.kernel.canonical import encode, plain
from cellpark.kernel.money import EXPONENTS, Money, Rounding, total
from cellpark.kernel.problem import Refused


def cny(text: str) -> Money:
    return Money(Decimal(text), "CNY")


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_an_amount_is_written_with_the_digits_of_its_currency() -> None:
    assert str(cny("12.3")) == "12.30 CNY"
    assert str(Money(Decimal(1200), "JPY")) == "1200 JPY"
    assert str(cny("-0.00")) == "0.00 CNY"
    assert Money.parse("12.30 CNY") == cny("12.3")
    assert encode(plain([cny("1000000")])) == b'[{"amount":"1000000.00","currency":"CNY"}]'


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        ("0.001", "CNY", "money.too_fine"),
        ("0.5", "JPY", "money.too_fine"),
        ("1", "XXX", "money.currency"),
        ("1", "cny", "money.currency"),
        ("NaN", "CNY", "money.not_an_amount"),
        ("Infinity", "CNY", "money.not_an_amount"),
        ("1e18", "CNY", "money.too_large"),
        ("1e999999", "CNY", "money.too_large"),
    ],
)
def test_what_is_no_amount_is_refused(amount: str, currency: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Money(Decimal(amount), currency)
    assert code_of(refused) == code
    with pytest.raises(Refused) as refused:
        Money.parse("many CNY")
    assert code_of(refused) == "money.not_an_amount"


def test_rounding_is_named_by_the_caller() -> None:
    assert Money.rounded(Decimal("0.125"), "CNY", Rounding.HALF_EVEN) == cny("0.12")
    assert Money.rounded(Decimal("0.125"), "CNY", Rounding.HALF_UP) == cny("0.13")
    assert Money.rounded(Decimal("-0.125"), "CNY", Rounding.HALF_UP) == cny("-0.13")
    assert cny("10.00").times(Decimal("0.06125"), Rounding.HALF_EVEN) == cny("0.61")


def test_currencies_are_not_mixed() -> None:
    dollars = Money(Decimal(1), "USD")
    for act in (lambda: cny("1") + dollars, lambda: cny("1") - dollars, lambda: cny("1") < dollars):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "money.mixed"
    assert cny("1") != dollars


def test_sums_and_order() -> None:
    assert total([cny("1.10"), cny("2.20")], "CNY") == cny("3.30")
    assert total([], "CNY") == Money.zero("CNY")
    assert -cny("1") < Money.zero("CNY") <= cny("0") < cny("0.01")
    assert cny("2") > cny("1") >= cny("1")


def test_a_third_each_gives_the_odd_cent_to_the_first() -> None:
    assert cny("10.00").allocate([1, 1, 1]) == (cny("3.34"), cny("3.33"), cny("3.33"))
    assert cny("-10.00").allocate([1, 1, 1]) == (cny("-3.34"), cny("-3.33"), cny("-3.33"))
    assert cny("0.05").allocate([Decimal("0.7"), Decimal("0.3")]) == (cny("0.04"), cny("0.01"))
    assert cny("5.00").allocate([0, 1]) == (cny("0.00"), cny("5.00"))


@given(
    st.integers(-(10**15), 10**15),
    st.lists(st.decimals(0, 1000, places=3), min_size=1, max_size=12).filter(any),
    st.sampled_from(sorted(EXPONENTS)),
)
def test_the_parts_always_add_up_to_the_whole(units: int, weights: list[Decimal], currency: str) -> None:
    whole = Money(Decimal(units).scaleb(-EXPONENTS[currency]), currency)
    parts = whole.allocate(weights)
    assert total(parts, currency) == whole
    cent = Decimal(1).scaleb(-EXPONENTS[currency])
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.amount - whole.amount * weight / sum(weights)) < cent


@pytest.mark.parametrize("weights", [[], [0], [1, -1], [Decimal("NaN")]])
def test_weights_that_share_nothing_are_refused(weights: list[Decimal | int]) -> None:
    with pytest.raises(Refused) as refused:
        cny("1").allocate(weights)
    assert code_of(refused) == "money.weights"
