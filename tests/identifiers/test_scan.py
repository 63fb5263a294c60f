"""Whatever a scanner or a keyboard sends is read as one thing, or refused with the reason."""

from datetime import date, time
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.identifiers.gs1 import ElementString, build, with_check_digit
from cellpark.identifiers.house import HouseCode, HouseKind, parse_house
from cellpark.identifiers.isbt128 import (
    ChainOfIdentity,
    Compound,
    Din,
    Moment,
    MomentKind,
    ProductCode,
    SingleEuropeanCode,
    check_character,
    parse_chain,
)
from cellpark.identifiers.scan import Code, read
from cellpark.kernel.problem import Refused
from tests.identifiers.refusing import refused_with

CHAIN = ChainOfIdentity("A9999", "26", "000A1B")
DIN = Din("A9999", "21", "123456")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("&/CHA999926000A1B", CHAIN),
        ("&/CHA999926000A1B\r\n", CHAIN),
        ("]d1&/CHA999926000A1B\r", CHAIN),
        ("\x02]C0&/CHA999926000A1B\x03", CHAIN),
        ("CH A9999 26 000A1B", CHAIN),
        ("=A99992112345600", DIN),
        ("A9999211234563", DIN),
        ("A9999 21 123456 3", DIN),
        ("=+02000=A99992112345600&/CHA999926000A1B", Compound((DIN, CHAIN))),
        ("=<S12951A0", ProductCode("S1295", "1", "A0")),
        ("&>0263261430", Moment(MomentKind.EXPIRY, date(2026, 11, 22), time(14, 30))),
        ("]d20109506000134352", build([("01", "09506000134352")])),
        ("]C10109506000134352\r", build([("01", "09506000134352")])),
        ("]d210A1\x1d21S", build([("10", "A1"), ("21", "S")])),
        ("]d2\x1d10A1\x1d21S", build([("10", "A1"), ("21", "S")])),
        ("10A1{GS}21S", build([("10", "A1"), ("21", "S")])),
        ("10A1^]21S", build([("10", "A1"), ("21", "S")])),
        ("\x1d10A1\u241d21S", build([("10", "A1"), ("21", "S")])),
        ("(10)A1(21)S", build([("10", "A1"), ("21", "S")])),
        ("]E09506000134352", build([("01", "09506000134352")])),
        ("9506000134352", build([("01", "09506000134352")])),
        ("00376104250021234569", build([("00", "376104250021234569")])),
        ("EQ-INC-01", HouseCode(HouseKind.EQUIPMENT, "INC-01")),
        ("eq-inc-01\r", HouseCode(HouseKind.EQUIPMENT, "INC-01")),
        ("]d1CT-26-000123." + check_character("CT26000123"), HouseCode(HouseKind.CONTAINER, "26-000123")),
    ],
)
def test_noise_is_taken_off_and_the_code_is_read(raw: str, code: object) -> None:
    assert read(raw) == code


def test_a_single_european_code_is_told_from_a_chain() -> None:
    assert isinstance(read("PL001499Z549917123456 A00T041600320171231"), SingleEuropeanCode)


@pytest.mark.parametrize(
    ("raw", "code", "params"),
    [
        ("", "empty", {}),
        (" \r\n", "empty", {}),
        ("]d2", "empty", {}),
        ("x" * 801, "too_long", {"limit": 800}),
        ("hello", "unknown", {"found": "hello"}),
        ("http://example.org/01", "unknown", {"found": "http://example.org/01"}),
        ("]?1abc", "symbology", {"found": "]?1"}),
        ("]q1abc", "symbology", {"found": "]q1"}),
        ("&/CHA9999\x0726000A1B", "control", {"found": "U+0007", "position": 10}),
        ("A9999211234564", "check", {"expected": "3", "found": "4", "position": 14, "what": "ISBT 128 DS001 (DIN)"}),
        (
            "]d1=A99992112345664",
            "check",
            {"expected": "63", "found": "64", "position": 18, "what": "ISBT 128 DS001 (DIN)"},
        ),
        ("]d20109506000134353", "check", {"expected": "2", "found": "3", "position": 19, "what": "GS1 (01) GTIN"}),
        ("]E0950600013435", "check", {"expected": "9", "found": "5", "position": 14, "what": "GS1 (01) GTIN"}),
        ("\u0661\u0662\u0663", "unknown", {"found": "\u0661\u0662\u0663"}),
        ("10A1", "unknown", {"found": "10A1"}),
        ("0109506000134353", "check", {"expected": "2", "found": "3", "position": 16, "what": "GS1 (01) GTIN"}),
        ("EQ-INC_01", "character", {"expected": "A-Z, 0-9, -", "found": "_", "position": 7, "what": "EQ-\u2026"}),
        ("EQ--", "length", {"expected": "4-40", "found": 4, "position": 1, "what": "EQ-\u2026"}),
        ("EQ-1.Z", "check", {"expected": check_character("EQ1"), "found": "Z", "position": 6, "what": "EQ-\u2026"}),
        ("EQ-1.", "length", {"expected": "1", "found": 0, "position": 6, "what": "EQ-\u2026"}),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(raw: str, code: str, params: dict[str, object]) -> None:
    assert refused_with(code, read, raw) == params


def outcome(raw: str) -> Code | str:
    """What ``raw`` is read as, or the code of the refusal."""
    try:
        return read(raw)
    except Refused as refused:
        return refused.problems[0].code


FACILITY = st.from_regex(r"\A[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}\Z")
DINS = st.builds(
    Din,
    FACILITY,
    st.from_regex(r"\A[0-9]{2}\Z"),
    st.from_regex(r"\A[0-9]{6}\Z"),
    st.sampled_from(["00", "01", "04", "06", "07", "10", "15", "19", "20", "59"]),
)
CHAINS = st.builds(ChainOfIdentity, FACILITY, st.from_regex(r"\A[0-9]{2}\Z"), st.from_regex(r"\A[A-Z0-9]{6}\Z"))
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2899, 12, 31))
MOMENTS = st.builds(
    Moment,
    st.sampled_from(MomentKind),
    DAYS,
    st.none() | st.times().map(lambda at: time(at.hour, at.minute)),
)
LOTS = st.text(st.sampled_from(ascii_uppercase + digits + "-/.()"), min_size=1, max_size=20)
STRUCTURES = DINS | CHAINS | MOMENTS


@given(DINS)
def test_every_donation_number_is_read_back_scanned_and_typed(din: Din) -> None:
    assert read(din.payload) == din
    assert read(din.with_checksum().payload) == din.with_checksum()
    typed = outcome(din.keyed)
    assert typed == "identifiers.ambiguous" or (isinstance(typed, Din) and typed.number == din.number)


def test_fourteen_digits_that_are_two_things_are_refused() -> None:
    """A mix-up is worse than a second scan: 80865 92 920808 with check 3 is also a GTIN."""
    assert refused_with("ambiguous", read, "80865929208083") == {"found": "80865929208083"}
    assert read("=8086592920808" + "00") == Din("80865", "92", "920808")
    assert read("(01)80865929208083") == build([("01", "80865929208083")])


@given(DINS, st.integers(0, 12), st.sampled_from(ascii_uppercase + digits))
def test_any_single_wrong_character_is_found_by_the_check(din: Din, place: int, other: str) -> None:
    keyed = din.keyed
    if keyed[place] == other:
        return
    damaged = keyed[:place] + other + keyed[place + 1 :]
    with pytest.raises(Refused):
        read(damaged)


@given(CHAINS)
def test_every_chain_is_read_back(chain: ChainOfIdentity) -> None:
    assert read(chain.payload) == read(chain.printed) == parse_chain(chain.content) == chain


@given(st.lists(STRUCTURES, min_size=2, max_size=9))
def test_every_compound_message_is_read_back(parts: list[Din | ChainOfIdentity | Moment]) -> None:
    message = Compound(tuple(parts))
    assert read(message.payload) == message


@given(st.integers(0, 10**13 - 1), LOTS, LOTS)
def test_every_element_string_is_read_back(item: int, lot: str, serial: str) -> None:
    made = build([("01", with_check_digit(f"{item:013d}")), ("10", lot), ("21", serial)])
    assert read(f"]d2{made.payload}") == made
    if "(" not in lot + serial:
        assert read(made.printed) == made


@given(st.sampled_from(HouseKind), st.from_regex(r"\A[A-Z0-9](?:[A-Z0-9-]{0,20}[A-Z0-9])?\Z"))
def test_every_house_code_is_read_back(kind: HouseKind, body: str) -> None:
    code = HouseCode(kind, body)
    assert read(code.payload) == read(code.content) == read(code.content.lower()) == code
    assert parse_house(code.payload) == code


@given(st.text(max_size=60) | st.from_regex(r"[=&\](0-9A-Z][ -~]{0,40}"))
def test_any_text_is_read_or_refused_and_nothing_else_happens(raw: str) -> None:
    code = outcome(raw)
    if isinstance(code, str):
        assert code.startswith("identifiers.")
    else:
        assert read(f"]d2{code.payload}" if isinstance(code, ElementString) else code.payload) == code
