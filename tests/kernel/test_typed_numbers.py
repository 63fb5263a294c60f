"""Numbers as people type them: a comma that may mean two things is refused and never dropped."""

from decimal import Decimal

import pytest

from cellpark.kernel.decimals import BadNumber, parse_typed, typed_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"),
        (" 1,234.50 ", "1234.50"),
        ("-12,345,678", "-12345678"),
        ("\uff11\uff12\uff0e\uff15", "12.5"),
        ("\uff11\uff0c\uff12\uff13\uff14", "1234"),
    ],
)
def test_commas_between_thousands_and_wide_characters_are_read(text: str, number: str) -> None:
    assert str(parse_typed(text)) == str(Decimal(number))


@pytest.mark.parametrize(
    "text", ["12,5", "1,2345", "1234,567", "1,23,456", "1,234,5", ",5", "1.234,5", "", "\u00b2", "NaN"]
)
def test_a_comma_that_may_be_a_decimal_one_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        parse_typed(text)


def test_what_stands_behind_the_number_stays() -> None:
    assert typed_number("1,234.5 mL") == "1234.5 mL"
    assert typed_number("1,5 mL") == "1,5 mL"
