"""What a serial number is, and when two spellings name one instrument."""

import pytest

from cellpark.equipment.rules import same_serial, serial_problems


@pytest.mark.parametrize("serial", ["-", "./.", "__", "\u5e8f\u5217\u53f7", "AB 1", "x" * 61])
def test_P11_7_signs_alone_are_no_serial_number(serial: str) -> None:
    """P11-7: a dash would be the number of every file that names none."""
    assert [each.code for each in serial_problems(serial)] == ["equipment.serial.malformed"]
    assert [serial_problems(each) for each in ("", "0", "AB-12/3", "n/a")] == [[]] * 4


@pytest.mark.parametrize(
    ("one", "other"),
    [("AB-12", "ab 12"), ("AB12", "AB_12"), ("SN 1-12", "sn1/12"), ("AB1", "AB\uff11"), ("NC-200/18", "nc20018")],
)
def test_P11_7_spellings_differ_in_case_dashes_and_blanks(one: str, other: str) -> None:
    """P11-7: the file of an instrument is taken from it."""
    assert same_serial(one, other)
    assert same_serial(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-12", "11-2"),
        ("AB-1-12", "AB-11-2"),
        ("-", "\u5e8f\u5217\u53f7"),
        ("-", ""),
        ("AB1", "AB01"),
        ("\u00c412", "12"),
    ],
)
def test_P11_7_other_numbers_are_another_instrument(one: str, other: str) -> None:
    """P11-7: a value out of the file of another instrument is refused."""
    assert not same_serial(one, other)
    assert not same_serial(other, one)
