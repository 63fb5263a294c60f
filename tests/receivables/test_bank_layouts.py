"""What banks export is read as it is meant: layouts, encodings, separators, directions, full-width characters."""

from datetime import date
from decimal import Decimal

import pytest

from cellpark.kernel.decimals import BadNumber
from cellpark.kernel.problem import Refused
from cellpark.receivables.bank_cells import amount_of, cell_text, day_of, folded
from cellpark.receivables.bank_file import BankRow, read_bank_file

DAY, IN, OUT, PAYER, FLOW = (
    "\u4ea4\u6613\u65e5\u671f",
    "\u8d37\u65b9\u53d1\u751f\u989d",
    "\u501f\u65b9\u53d1\u751f\u989d",
    "\u5bf9\u65b9\u6237\u540d",
    "\u4ea4\u6613\u6d41\u6c34\u53f7",
)
DIRECTION, AMOUNT, TOTAL = "\u501f\u8d37\u6807\u5fd7", "\u4ea4\u6613\u91d1\u989d", "\u5408\u8ba1"
CREDIT, DEBIT = "\u8d37", "\u501f"


def read(text: str, encoding: str = "gb18030") -> list[BankRow]:
    return read_bank_file(text.encode(encoding))


def test_the_heading_stands_below_what_the_bank_says_of_the_account_and_sums_are_no_payment() -> None:
    text = (
        f'\u8d26\u53f7,="6222000011112222"\n\u8d77\u6b62\u65e5\u671f,20261101-20261130\n\n{DAY},{OUT},{IN},{PAYER},{FLOW}\n'
        '20261102 10:11:12,,"12,000.50",\u793a\u4f8b\u516c\u53f8,="0001"\n20261103,300.00,,x,0002\n'
        f'{TOTAL},300.00,"12,000.50",,\n'
    )
    first, second = read(text)
    assert first.received is not None
    assert (first.line, first.received.received_on, first.received.amount, first.received.reference) == (
        5,
        date(2026, 11, 2),
        Decimal("12000.50"),
        "0001",
    )
    assert (second.received, second.problem) == (None, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_one_column_of_amounts_has_a_direction_beside_it(encoding: str, separator: str) -> None:
    rows = [
        (DAY, DIRECTION, AMOUNT, PAYER),
        ("2026\u5e7411\u67082\u65e5", CREDIT, "100.00", "A"),
        ("2026/11/3", DEBIT, "50.00", "B"),
        ("2026.11.04", "?", "7.00", "C"),
    ]
    found = read("\n".join(separator.join(row) for row in rows), encoding)
    assert [each.received.amount if each.received else None for each in found] == [Decimal("100.00"), None, None]
    assert [each.problem.code if each.problem else "" for each in found] == ["", "", "receivables.import.direction"]


def test_full_width_characters_mean_the_same() -> None:
    assert amount_of("\uff11\uff12\uff0c\uff13\uff14\uff15\uff0e\uff16\uff17") == Decimal("12345.67")
    assert amount_of("\uffe5 1,000.00") == amount_of("RMB1000.00") == amount_of("1000.00\u5143") == Decimal("1000.00")
    assert day_of("\uff12\uff10\uff12\uff16-11-02") == date(2026, 11, 2)
    assert folded("\u793a\u4f8b\uff08\u4e2d\u56fd\uff09\u516c\u53f8") == folded(
        "\u793a\u4f8b(\u4e2d\u56fd) \u516c\u53f8"
    )


@pytest.mark.parametrize("text", ["1.234,56", "12,34", "x", "1 2 3,4"])
def test_an_amount_that_could_be_two_is_none(text: str) -> None:
    with pytest.raises(BadNumber):
        amount_of(text)


@pytest.mark.parametrize("text", ["", "soon", "20261302", "2026-11-31", "202611021", "11/02/2026"])
def test_a_day_that_is_none_is_none(text: str) -> None:
    assert day_of(text) is None


def test_a_cell_loses_what_protects_it_from_spreadsheets() -> None:
    assert [cell_text(each) for each in ('="0012"', "'0012", "\t0012 ", "0012")] == ["0012"] * 4


def test_a_table_without_a_heading_says_which_columns_are_missing() -> None:
    with pytest.raises(Refused) as refused:
        read(f"{DAY},{PAYER}\n20261102,A\n")
    assert refused.value.problems[0].params["missing"] == "amount"
