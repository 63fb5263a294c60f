"""ISBT 128: donations, chains of identity, products and the rest are read, written, and refused with the reason."""

import csv
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from cellpark.identifiers.isbt128 import (
    ChainOfIdentity,
    Compound,
    Din,
    FlagKind,
    Grid,
    Moment,
    MomentKind,
    ProductCode,
    SpecialMessage,
    check_character,
    expiry,
    format_chain,
    format_din,
    parse_chain,
    parse_din,
    parse_european,
    parse_product,
    read_isbt128,
)
from cellpark.identifiers.mod37 import check_value
from tests.identifiers.refusing import refused_with

PUBLISHED = Path(__file__).parents[3] / "shared/data/standards/isbt128_published_vectors.csv"


def published() -> list[dict[str, str]]:
    if not PUBLISHED.exists():
        return []
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published vectors are not on this machine")
@pytest.mark.parametrize("row", published(), ids=lambda row: row["value"])
def test_every_published_vector_comes_out(row: dict[str, str]) -> None:
    value, expected = row["value"], row["expected"]
    if row["kind"].startswith("DIN check character"):
        assert parse_din(value).check_character == expected
    elif row["kind"].startswith("DIN Type-3"):
        assert parse_din(value).with_checksum().flags == expected
    elif row["kind"].startswith("Basic UDI-DI"):
        assert f"{check_value(value):02d}" == expected
    elif row["kind"].startswith("Single European"):
        said = dict(part.split("=") for part in expected.split(";"))
        code = parse_european(value)
        assert (code.country, code.establishment, code.donation) == (said["country"], said["TE"], said["donation"])
        assert (code.system, code.product, code.split) == (said["system"], said["product"], said["split"])
        assert code.expires == date.fromisoformat(said["expiry"])
        assert code.payload == value
    else:
        assert parse_din(value).number in expected


@pytest.mark.parametrize(
    ("number", "character", "flags"),
    [("G123498654321", "H", "77"), ("A999921123456", "3", "63"), ("G123417654321", "A", "70")],
)
def test_the_check_character_follows_iso_7064(number: str, character: str, flags: str) -> None:
    assert check_character(number) == character
    din = parse_din(number)
    assert din.keyed == number + character
    assert din.with_checksum().payload == f"={number}{flags}"
    assert parse_din(f"={number}{flags}").flag_kind is FlagKind.CHECKSUM


@pytest.mark.parametrize(
    ("flags", "kind", "container"),
    [
        ("00", FlagKind.NONE, None),
        ("01", FlagKind.CONTAINER, 1),
        ("04", FlagKind.CONTAINER, 4),
        ("15", FlagKind.CONTAINER, 5),
        ("19", FlagKind.CONTAINER, 9),
        ("06", FlagKind.PILOT_TUBE, None),
        ("07", FlagKind.TEST_TUBE, None),
        ("10", FlagKind.BACTERIAL_SAMPLE, None),
        ("20", FlagKind.LOCAL, None),
        ("59", FlagKind.LOCAL, None),
    ],
)
def test_flags_say_what_they_mean_and_are_not_part_of_the_number(
    flags: str, kind: FlagKind, container: int | None
) -> None:
    din = parse_din(f"=A999921123456{flags}")
    assert (din.flag_kind, din.container, din.number) == (kind, container, "A999921123456")


@pytest.mark.parametrize("flags", ["05", "08", "09", "11", "14", "97", "98", "99", "A0", "0A"])
def test_reserved_flags_are_refused(flags: str) -> None:
    refusal = refused_with("flags", parse_din, f"=A999921123456{flags}")
    assert refusal == {"found": flags, "position": 15}


def test_a_wrong_checksum_is_refused_with_the_right_one() -> None:
    refusal = refused_with("check", parse_din, "=A99992112345664")
    assert refusal == {"what": "ISBT 128 DS001 (DIN)", "position": 15, "found": "64", "expected": "63"}


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("=O99992112345600", "character", 2),
        ("=09999211234560", "length", 1),
        ("=0999921123456000", "length", 1),
        ("=09999211234560A", "character", 2),
        ("=A9O992112345600", "character", 4),
        ("=A99A92112345600", "character", 5),
        ("=A9999X112345600", "character", 7),
        ("=A99992112345G00", "character", 14),
        ("=A999921123456O0", "character", 15),
        ("=a99992112345600", "character", 2),
        ("A99992112345", "length", 1),
        ("", "length", 1),
    ],
)
def test_a_damaged_donation_number_is_refused_at_its_place(text: str, code: str, position: int) -> None:
    assert refused_with(code, parse_din, text)["position"] == position


def test_a_donation_number_is_printed_for_eyes_with_its_check_character() -> None:
    assert format_din(facility="A9999", year=2021, sequence=123456).printed == "A9999 21 123456 00  3"


def test_a_chain_of_identity_is_read_and_written() -> None:
    chain = parse_chain("&/CHA999926000A1B")
    assert chain == ChainOfIdentity("A9999", "26", "000A1B")
    assert chain.payload == "&/CHA999926000A1B"
    assert chain.printed == "CH A9999 26 000A1B"
    assert parse_chain("CH A9999 26 000A1B") == parse_chain("CHA999926000A1B") == chain
    assert format_chain(facility="A9999", year=2026, sequence="000A1B") == chain


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("&/CHA999926000A1", "length", 1),
        ("&/CHA999926000A1BC", "length", 1),
        ("&/XHA999926000A1B", "character", 3),
        ("&/CXA999926000A1B", "character", 4),
        ("&/CHO999926000A1B", "character", 5),
        ("&/CHA9999A6000A1B", "character", 10),
        ("&/CHA999926000a1B", "character", 15),
        ("&/CHA999926000-1B", "character", 15),
        ("CHA999926000-1B", "character", 13),
    ],
)
def test_a_damaged_chain_of_identity_is_refused_at_its_place(text: str, code: str, position: int) -> None:
    assert refused_with(code, parse_chain, text)["position"] == position


@pytest.mark.parametrize(
    ("text", "product", "autologous", "biohazard", "divided"),
    [
        ("=<S1295100", ProductCode("S1295", "1", "00"), True, False, False),
        ("=<S1295XA0", ProductCode("S1295", "X", "A0"), True, True, True),
        ("=<S12954Ab", ProductCode("S1295", "4", "Ab"), False, False, True),
        ("=<E0398VA0", ProductCode("E0398", "V", "A0"), False, False, True),
        ("=<YA123100", ProductCode("YA123", "1", "00"), True, False, False),
        ("=<T1295003", ProductCode("T1295", "", "003"), False, False, True),
        ("=<AE134V00", ProductCode("AE134", "V", "00"), False, False, False),
    ],
)
def test_a_product_code_says_for_whom_it_was_collected_and_which_part_it_is(
    text: str, product: ProductCode, autologous: bool, biohazard: bool, divided: bool
) -> None:
    read = read_isbt128(text)
    assert read == product
    assert isinstance(read, ProductCode)
    assert (read.autologous, read.biohazard, read.divided) == (autologous, biohazard, divided)
    assert read.payload == text
    assert parse_product(text[2:]) == product


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("=<s1295100", "character", 3),
        ("=<S1295z00", "character", 8),
        ("=<S12951a0", "character", 9),
        ("=<S12951AA", "character", 10),
        ("=<T129500A", "character", 10),
        ("=<Z1295000", "character", 3),
        ("=<S129510", "length", 1),
    ],
)
def test_a_damaged_product_code_is_refused_at_its_place(text: str, code: str, position: int) -> None:
    assert refused_with(code, read_isbt128, text)["position"] == position


def test_expiry_is_a_day_of_the_year_and_a_minute() -> None:
    moment = read_isbt128("&>0263261430")
    assert moment == Moment(MomentKind.EXPIRY, date(2026, 11, 22), time(14, 30))
    assert moment.payload == "&>0263261430"
    assert expiry(datetime(2026, 11, 22, 14, 30, 59, tzinfo=UTC)) == moment
    day = read_isbt128("=>024366")
    assert isinstance(day, Moment)
    assert day.local.isoformat() == "2024-12-31T23:59:00"
    assert read_isbt128("=*998365").payload == "=*998365"
    assert read_isbt128("=*998365") == Moment(MomentKind.COLLECTION, date(1998, 12, 31))


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("&>0260001430", "day", 6),
        ("&>0263661430", "day", 6),
        ("&>0263262430", "time", 9),
        ("&>0263261460", "time", 9),
        ("&>026326143", "length", 1),
        ("&>02632614x0", "character", 11),
        ("=]202613", "day", 3),
        ("=#0019990231", "day", 5),
    ],
)
def test_days_and_times_that_do_not_exist_are_refused(text: str, code: str, position: int) -> None:
    assert refused_with(code, read_isbt128, text)["position"] == position


@pytest.mark.parametrize(
    "text",
    [
        "=%Ma00",
        "=%Mb00",
        "=%Mq00",
        "=%5100",
        "=)1ABCATALOG",
        "&)LOT1234567",
        "=-ABCATALOG1",
        "&-LOT1234567",
        "&,1LOT000000000001234",
        "=#0119800229",
        "&#0108A1B2C3D4",
        "=]202612",
        "=,A00001",
        "=}026326",
        "&}0263260000",
    ],
)
def test_every_other_structure_is_read_and_written_back(text: str) -> None:
    assert read_isbt128(text).payload == text


def test_special_messages_are_told_from_blood_groups() -> None:
    assert read_isbt128("=%Ma00") == SpecialMessage("Ma")
    assert SpecialMessage("Ma").message
    assert not SpecialMessage("51").message


def test_a_donor_of_a_registry_proves_itself() -> None:
    grid = Grid("9991", "0000000012345")
    assert read_isbt128(grid.payload) == grid
    wrong = f"{int(grid.checksum) ^ 1:02d}"
    assert refused_with("check", read_isbt128, grid.payload[:-2] + wrong)["expected"] == grid.checksum


def test_a_compound_message_is_read_whole_or_not_at_all() -> None:
    parts = "=A99992112345600&/CHA999926000A1B&#0104AB12&>0263261430"
    message = read_isbt128(f"=+04000{parts}")
    assert isinstance(message, Compound)
    assert message.parts[:2] == (Din("A9999", "21", "123456"), ChainOfIdentity("A9999", "26", "000A1B"))
    assert message.payload == f"=+04000{parts}"
    assert refused_with("parts", read_isbt128, f"=+03000{parts}") == {"found": 4, "expected": 3, "position": 3}
    assert refused_with("structure", read_isbt128, f"=+05000{parts}rest")["position"] == 63
    assert refused_with("length", read_isbt128, "=+02000=A99992112345600&/CHA9999")["position"] == 24
    assert refused_with("parts", read_isbt128, "=+01000=A99992112345600")["expected"] == 2
    assert refused_with("character", read_isbt128, "=+02000=A99992112345600&/CHA99992600_A1B")["position"] == 37


@pytest.mark.parametrize("text", ["=", "&", "=!00", "&;123", "=\u00c4", "=~1"])
def test_an_unknown_structure_is_refused(text: str) -> None:
    assert refused_with("structure", read_isbt128, text)["position"] == 1
