"""Quantities: exact decimals with units, significant digits kept, unlike things never compared."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.kernel.canonical import encode, plain
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity, number
from cellpark.kernel.units import unit, unit_names

q = Quantity.parse
symbols = sorted(set(unit_names().values()))
values = st.decimals(-(10**9), 10**9, allow_nan=False, places=4)


def code(act: object) -> str:
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    return refused.value.problems[0].code


@pytest.mark.parametrize(
    ("text", "value", "stored_unit"),
    [
        ("1.5e6 cells/mL", "1.5E+6", "cell/mL"),
        ("1.50e6 cells/ml", "1.50E+6", "cell/mL"),
        ("70 %", "70", "%"),
        ("37.0 \u00b0C", "37.0", "degC"),
        ("1 \u00b5g/mL", "1", "ug/mL"),
        ("1 \u03bcg/mL", "1", "ug/mL"),
        ("0.02 EU/mL", "0.02", "EU/mL"),
        ("3 TU/cell", "3", "TU/cell"),
        ("200 mL", "200", "mL"),
        ("12 m\u00b3", "12", "m^3"),
        ("15 1/h", "15", "1/h"),
        ("2 mg/kg/h", "2", "mg/h/kg"),
        ("2 h^-1*kg^-1*mg", "2", "mg/h/kg"),
        ("3", "3", "1"),
    ],
)
def test_one_stored_spelling_that_keeps_the_digits_somebody_wrote(text: str, value: str, stored_unit: str) -> None:
    found = q(text)
    assert found.plain() == {"unit": stored_unit, "value": value}
    assert Quantity.from_plain(found.plain()) == found
    assert q(str(found)).plain() == found.plain()


def test_the_canonical_bytes_of_a_quantity() -> None:
    assert encode(plain(q("1.5e6 cells/mL"))) == b'{"unit":"cell/mL","value":"1.5E+6"}'


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("90 min", "h", "1.5 h"),
        ("1.50 L", "mL", "1.50E+3 mL"),
        ("37 degC", "K", "310.15 K"),
        ("310.15 K", "degC", "37.00 degC"),
        ("70 %", "1", "0.70"),
        ("1 U/mL", "U/L", "1E+3 U/L"),
        ("1 degC/min", "K/s", None),
        ("100 min", "h", None),
    ],
)
def test_conversion_is_exact_or_refused(text: str, target: str, expected: str | None) -> None:
    if expected is None:
        assert code(lambda: q(text).to(target)) == "quantity.not_exact"
    else:
        assert q(text).to(target) == q(expected)
        assert q(text).to(target) == q(text)


def test_conversion_with_digits_rounds_half_even() -> None:
    assert str(q("100 min").to("h", digits=4)) == "1.667 h"
    assert str(q("1.50 L").to("mL")) == "1.50E+3 mL"


@given(values, st.sampled_from(symbols), st.sampled_from(symbols))
def test_conversion_there_and_back_changes_nothing_and_unlike_units_are_refused(
    value: Decimal, one: str, other: str
) -> None:
    start = Quantity(value, one)
    mine, theirs = unit(one), unit(other)
    if (mine.dimension, mine.point) != (theirs.dimension, theirs.point):
        assert code(lambda: start.to(other)) == "quantity.dimension"
        assert start != Quantity(value, other)
        return
    assert abs(start.to(other, digits=34).base() - start.base()) <= abs(start.base()) * Fraction(1, 10**33)
    if unit(one).factor >= unit(other).factor and unit(one).dimension != (("time", 1),):
        assert start.to(other) == start
        assert start.to(other).to(one) == start


def test_the_same_amount_is_equal_however_written() -> None:
    assert q("1 h") == q("60 min") == q("3600 s")
    assert hash(q("1 h")) == hash(q("60 min"))
    assert q("70 mL/min") == q("4.2 L/h")
    assert q("1.5") == number(Decimal("1.50"))
    assert q("1 h") != "1 h"


def test_order_is_by_amount() -> None:
    assert q("1 h") < q("61 min") <= q("61 min")
    assert q("2 d") > q("47 h")
    assert q("4 degC") >= q("277.15 K")


@pytest.mark.parametrize("other", ["1 bead", "1 h", "1", "1 TU", "1 cell/mL"])
def test_unlike_things_are_neither_added_nor_compared(other: str) -> None:
    cells = q("1 cell")
    for act in (
        lambda: cells + q(other),
        lambda: cells - q(other),
        lambda: cells < q(other),
        lambda: cells >= q(other),
    ):
        assert code(act) == "quantity.dimension"


def test_arithmetic_carries_units() -> None:
    assert q("3 TU/cell") * q("1e8 cells") / q("2e8 TU/mL") == q("1.5 mL")
    assert str(q("3 TU/cell") * q("1e8 cells") / q("2e8 TU/mL")) == "1.5 mL"
    assert str(q("1.50 h") - q("0.5 h")) == "1.00 h"
    assert q("1 h") + q("30 min") == q("1.5 h")
    assert -q("1 h") + q("1 h") == q("0 h")
    assert q("6 mL") / q("3 bags") == q("2 mL/bag")
    assert code(lambda: q("1 h") / q("0 h")) == "quantity.by_zero"


def test_temperatures_on_a_scale_are_moved_and_compared_but_not_added() -> None:
    assert str(q("37 degC") - q("4 degC")) == "33 delta_degC"
    assert q("4 degC") + q("3 delta_degC") == q("7 degC")
    assert q("-196 degC") < q("-150 degC")
    assert code(lambda: q("4 degC") + q("3 degC")) == "quantity.point"
    assert code(lambda: q("4 delta_degC") - q("3 degC")) == "quantity.point"
    assert code(lambda: q("4 degC") * q("2")) == "quantity.point"
    assert code(lambda: -q("4 degC")) == "quantity.point"
    assert code(lambda: q("4 degC").to("delta_degC")) == "quantity.dimension"
    assert q("-1 degC/min") * q("10 min") == q("-10 delta_degC")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 mcell", "quantity.unit"),
        ("1 foo", "quantity.unit"),
        ("1 cells /mL", "quantity.unit"),
        ("1 cells//mL", "quantity.unit"),
        ("1 /mL", "quantity.unit"),
        ("1 m^99", "quantity.unit"),
        ("1 m^0", "quantity.unit"),
        ("1 m^9*m^9", "quantity.unit_too_long"),
        ("1 " + "m*" * 90 + "m", "quantity.unit_too_long"),
        ("1 __import__('os')", "quantity.unit"),
        ("one cell", "quantity.number"),
        ("1,000 cell", "quantity.number"),
        ("1e999999 cell", "quantity.number"),
        ("NaN cell", "quantity.number"),
        ("", "quantity.number"),
        ("\u0661 cell", "quantity.number"),
    ],
)
def test_bad_input_is_refused(text: str, expected: str) -> None:
    assert code(lambda: q(text)) == expected


@pytest.mark.parametrize(
    "form",
    [
        None,
        {},
        {"unit": "cells", "value": "1"},
        {"unit": "cell", "value": "1e6"},
        {"unit": "cell", "value": 1},
        {"unit": "cell", "value": "x"},
        {"unit": "cell", "value": "1", "more": 1},
    ],
)
def test_only_the_stored_form_is_read_back(form: object) -> None:
    assert code(lambda: Quantity.from_plain(form)) == "quantity.form"


def test_a_value_that_is_not_finite_or_too_long_is_refused() -> None:
    for value in ("NaN", "Infinity", "1E+1000", "1" * 35):
        assert code(lambda value=value: Quantity(Decimal(value), "cell")) == "quantity.number"
    assert code(lambda: q("1e900") * q("1e900")) == "quantity.number"


@given(values, values, st.sampled_from(["h", "min", "s", "d"]))
def test_sums_agree_with_exact_fractions(one: Decimal, other: Decimal, name: str) -> None:
    total = (Quantity(one, "h") + Quantity(other, name)).base()
    exact = Quantity(one, "h").base() + Quantity(other, name).base()
    assert abs(total - exact) <= abs(exact) / 10**30 + Fraction(1, 10**20)
