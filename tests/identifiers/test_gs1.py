"""GS1 element strings: check digits, lengths, character sets, FNC1 and brackets."""

from datetime import date

import pytest

from cellpark.identifiers.gs1 import (
    GROUP_SEPARATOR,
    Element,
    ElementString,
    build,
    check_digit,
    giai,
    gln,
    grai,
    gsrn,
    gtin,
    parse_element_string,
    sscc,
)
from tests.identifiers.refusing import refused_with

GS = GROUP_SEPARATOR


@pytest.mark.parametrize(
    "key",
    [
        "6291041500213",  # GTIN-13, GS1's page "How to calculate a check digit manually"
        "376104250021234569",  # SSCC, the same page
        "09506000134352",  # GTIN-14 in GS1's prefix for examples
        "9506000134352",
        "4006381333931",
        "73513537",
    ],
)
def test_published_keys_have_the_check_digit_that_is_computed(key: str) -> None:
    assert check_digit(key[:-1]) == key[-1]


def test_an_element_string_is_read_with_separators() -> None:
    read = parse_element_string(f"010950600013435217261231{'10'}A1B2{GS}21SN-7")
    assert read == ElementString(
        (Element("01", "09506000134352"), Element("17", "261231"), Element("10", "A1B2"), Element("21", "SN-7"))
    )
    assert (read.gtin, read.lot, read.serial) == ("09506000134352", "A1B2", "SN-7")
    assert read.value("11") is None
    assert read.printed == "(01)09506000134352(17)261231(10)A1B2(21)SN-7"
    assert read.payload == f"010950600013435217261231{'10'}A1B2{GS}21SN-7"


def test_the_same_is_read_from_brackets_and_from_a_leading_separator() -> None:
    plain = parse_element_string(f"0109506000134352{'10'}A(1){GS}21SN")
    assert parse_element_string(f"{GS}0109506000134352{'10'}A(1){GS}21SN") == plain
    assert parse_element_string("(01)09506000134352(10)A(1)(21)SN") == plain


def test_values_of_fixed_length_are_written_first() -> None:
    made = build([("10", "A1"), ("21", "7"), ("01", "09506000134352"), ("17", "261231")])
    assert made.payload == f"010950600013435217261231{'10'}A1{GS}217"


@pytest.mark.parametrize(
    ("made", "payload"),
    [
        (sscc(prefix="7610425", number=2123456, extension=3), "00376104250021234569"),
        (gtin(prefix="9506000", item=13435), "0109506000134352"),
        (gln(prefix="9506000", location=1), "4149506000000015"),
        (grai(prefix="9506000", asset=7, serial="S1"), "800309506000000077S1"),
        (giai(prefix="9506000", asset="INC-01"), "80049506000INC-01"),
        (gsrn(prefix="9506000", number=42), "8018950600000000000422"),
        (gsrn(prefix="9506000", number=42, recipient=False), "8017950600000000000422"),
    ],
)
def test_keys_are_written_with_their_check_digit_and_read_back(made: ElementString, payload: str) -> None:
    assert made.payload == payload
    assert parse_element_string(payload) == made


def test_a_key_without_room_for_the_number_is_refused() -> None:
    assert refused_with("room", lambda _: gln(prefix="950600012", location=1000), "") == {
        "what": "GS1 (414) LOC No.",
        "found": "1000",
        "expected": 3,
    }
    assert refused_with("room", lambda _: gtin(prefix="950600012345", item=1), "")["expected"] == 0
    assert refused_with("room", lambda _: gtin(prefix="9506000", item=-1), "")["found"] == "-1"
    assert (
        refused_with("character", lambda _: gtin(prefix="95060o0", item=1), "")["position"] == 7
    )  # after the indicator


def test_dates_have_the_century_nearest_to_today_and_day_00_is_the_last_of_its_month() -> None:
    near = date(2026, 11, 22)
    assert parse_element_string("17260228").day("17", near=near) == date(2026, 2, 28)
    assert parse_element_string("17240200").day("17", near=near) == date(2024, 2, 29)
    assert parse_element_string("17760101").day("17", near=near) == date(2076, 1, 1)
    assert parse_element_string("17770101").day("17", near=near) == date(1977, 1, 1)
    assert parse_element_string("11990630").day("11", near=near) == date(1999, 6, 30)
    assert parse_element_string("11990630").day("17", near=near) is None


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("0109506000134353", "check", 16),
        ("0109506000134", "length", 3),
        ("010950600013435A", "character", 16),
        ("0109506000134352A1", "application", 17),
        ("00376104250021234568", "check", 20),
        ("4149506000000016", "check", 16),
        ("800319506000000077", "character", 5),
        ("800309506000000078", "check", 18),
        ("80030950600000", "length", 5),
        ("8017950600000000000423", "check", 22),
        ("17261301", "day", 3),
        ("17260230", "day", 3),
        ("17260001", "day", 3),
        ("1726113", "length", 3),
        ("70032612312460", "time", 11),
        ("70032612312360", "time", 11),
        ("10" + "A" * 21, "length", 3),
        ("21", "length", 3),
        ("10A1\u00e4", "character", 5),
        ("10A 1", "character", 4),
        ("0512345", "application", 1),
        ("(01)09506000134353", "check", 18),
        ("(01)09506000134352x", "length", 5),
        ("(0109506000134352", "bracket", 1),
        ("(999)1", "application", 2),
    ],
)
def test_a_damaged_element_string_is_refused_at_its_place(text: str, code: str, position: int) -> None:
    assert refused_with(code, parse_element_string, text)["position"] == position


def test_what_is_said_twice_or_not_at_all_is_refused() -> None:
    assert refused_with("twice", parse_element_string, f"10A{GS}10B") == {"what": "GS1 (10) BATCH/LOT"}
    assert refused_with("empty", parse_element_string, GS) == {}


def test_a_reader_that_ends_with_a_separator_does_no_harm() -> None:
    assert parse_element_string(f"10A1{GS}").lot == "A1"
    assert parse_element_string(f"0109506000134352{GS}10A1").lot == "A1"


def test_two_separators_in_a_row_are_refused() -> None:
    assert refused_with("application", parse_element_string, f"10A{GS}{GS}21B")["position"] == 5
