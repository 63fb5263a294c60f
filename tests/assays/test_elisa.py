"""Immunoassays: the curve of four parameters, what is read from it, and what is out of its range."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cellpark.assays.four_pl import Curve, fit_4pl
from cellpark.assays.public import analyse
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused

PLATES = Path(__file__).resolve().parents[2] / ".." / "shared/data/instruments/Benchling-Open-Source__allotropy"
real = pytest.mark.skipif(not PLATES.is_dir(), reason="the makers' files are not on this machine")

LEVELS = (1000, 500, 250, 125, "62.5", "31.25", "15.625")
# y = 2.05 + (0.05 - 2.05) / (1 + x / 125): 0.05 without analyte, 1.05 at 125, 2.05 at the top; slope one
HEAD = "well,role,sample,concentration,dilution,signal\n"
PLATE = (
    HEAD
    + "".join(f"A{n},standard,,{x},,{2.05 - 2 / (1 + float(x) / 125):.12g}\n" for n, x in enumerate(LEVELS, 1))
    + "B1,sample,P-1,,0.1,1.05\nB2,sample,P-1,,0.05,0.716666666667\nB3,sample,P-2,,1,2.049\nB4,sample,P-3,,1,2.2\n"
).encode()
ASKED = {"reader": "table", "unit": "pg/mL"}


def book(cell: str, *, name: str = "xl/workbook.xml") -> bytes:
    """A workbook whose one sheet has one cell, at this place."""
    made, packed = io.BytesIO(), io.BytesIO()
    Workbook().save(made)
    sheet = f'<row><c r="{cell}"><v>1</v></c></row>'
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in whole.namelist():
            content = whole.read(path).replace(b"<sheetData></sheetData>", f"<sheetData>{sheet}</sheetData>".encode())
            archive.writestr(name if path == "xl/workbook.xml" else path, content)
    return packed.getvalue()


def flags(found) -> list[str]:
    return [each["flag"] for each in found.details["flags"]]


def test_a_worked_example():
    """1.05 lies halfway: 125 pg/mL, and one part in ten was measured: 1250; the other dilution: 62.5 / 0.05 = 1250."""
    found = analyse("elisa-4pl", {"plate": PLATE}, {**ASKED, "sample": "P-1"})
    assert round(float(found.values["concentration"].split()[0]), 4) == 1250
    assert found.details["curve"] == {"kind": "4pl", "bottom": "0.05", "top": "2.05", "middle": "125", "slope": "1"}
    assert flags(found) == []
    assert {round(float(each["recovery"]), 6) for each in found.details["standards"]} == {100.0}


def test_beyond_the_standards_is_flagged_and_beyond_the_plateau_has_no_value():
    high = analyse("elisa-4pl", {"plate": PLATE}, {**ASKED, "sample": "P-2"})
    above = analyse("elisa-4pl", {"plate": PLATE}, {**ASKED, "sample": "P-3"})
    assert (high.values, flags(high)) == ({}, ["out_of_range"])
    assert (above.values, flags(above)) == ({}, ["out_of_range"])
    assert "found" in high.details["wells"][0]
    assert "found" not in above.details["wells"][0]


def test_replicates_that_differ_and_a_standard_that_does_not_recover_are_flagged():
    wide = PLATE.replace(b"B2,sample,P-1,,0.05,0.716666666667", b"B2,sample,P-1,,0.05,1.05")
    found = analyse("elisa-4pl", {"plate": wide}, {**ASKED, "sample": "P-1", "recovery_low": "100.1"})
    assert flags(found) == ["recovery"] * 7 + ["variation"]


@real
def test_a_real_plate_reader_file_gives_what_its_software_computed():
    """Gen5 fitted Y = 0.00168 X - 0.000723 and wrote 1185.551 for well A4; its plate is linear and has no plateau."""
    plate = (PLATES / "endpoint_stdcurve_singleplate.txt").read_bytes()
    asked = {"reader": "gen5", "unit": "ug/mL", "curve": "linear"}
    found = analyse("elisa-4pl", {"plate": plate}, {**asked, "sample": "SPL1"})
    assert found.details["curve"]["slope"].startswith("0.001684")
    first = next(each for each in found.details["wells"] if each["well"] == "A4")
    assert abs(float(first["found"]) / 1185.551 - 1) < 0.002
    with pytest.raises(Refused) as refused:
        analyse("elisa-4pl", {"plate": plate}, {**asked, "curve": "4pl", "sample": "SPL1"})
    assert refused.value.problems[0].code == "assays.elisa.no_curve"


@real
def test_a_real_workbook_without_a_layout_is_read_with_one():
    plate = (PLATES / "SLA01P01_ELISA.xlsx").read_bytes()
    standards = {f"{row}{column}": str(1024 / 2**n) for n, row in enumerate("ABCDEFGHIJKLM") for column in (23, 24)}
    asked = {"reader": "magellan", "unit": "1", "standards": standards, "blanks": ["O23", "O24"], "sample": "S1"}
    found = analyse("elisa-4pl", {"plate": plate}, {**asked, "samples": {"B1": "S1:1", "B2": "S1:1"}})
    assert 0.5 < float(found.details["curve"]["top"]) < 0.6
    assert "variation" in flags(found)
    other = analyse("elisa-4pl", {"plate": plate}, {**asked, "label": "2", "samples": {"B1": "S1:1", "B2": "S1:1"}})
    assert other.digest != found.digest
    with pytest.raises(Refused) as refused:
        analyse("elisa-4pl", {"plate": plate}, {**asked, "samples": {"A99": "S1:1"}})
    assert refused.value.problems[0].code == "assays.elisa.no_layout"


@given(
    bottom=st.floats(0.01, 0.2),
    height=st.floats(0.5, 4),
    middle=st.floats(20, 400),
    slope=st.floats(0.6, 2.5),
    falls=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_a_curve_that_made_the_points_is_found_again(
    bottom: float, height: float, middle: float, slope: float, falls: bool
):
    ends = (bottom + height, bottom) if falls else (bottom, bottom + height)
    true = Curve(*ends, middle, slope)
    points = [(2000 / 2.5**n, true.signal(2000 / 2.5**n)) for n in range(9)]
    found = fit_4pl(points)
    for x, y in points:
        assert abs(found.signal(x) - y) < 1e-6 * height
        back = found.concentration(y)
        assert back is not None
        assert abs(back / x - 1) < 1e-3


@pytest.mark.parametrize(
    ("plate", "changed", "code"),
    [
        (PLATE, {"sample": "P-9"}, "assays.given.absent"),
        (PLATE, {"unit": "spoons"}, "units.unknown"),
        (
            PLATE.replace(b"A7,standard", b"A7,blank")
            .replace(b"A6,standard", b"A6,blank")
            .replace(b"A5,standard", b"A5,blank"),
            {},
            "assays.elisa.standards",
        ),
        (PLATE.replace(b"A7,standard", b"A7,calibrator"), {}, "assays.given.cell"),
        (PLATE.replace(b"P-1,,0.1", b"P-1,,10"), {}, "assays.given.cell"),
        (
            (HEAD + "".join(f"A{n},standard,,{n},,1.0\n" for n in range(1, 8)) + "B1,sample,P-1,,1,1\n").encode(),
            {},
            "assays.elisa.no_curve",
        ),
        (b"nothing", {"reader": "gen5"}, "assays.maker.unreadable"),
        (b"PK\x03\x04 no archive", {"reader": "magellan"}, "assays.maker.unreadable"),
        (book("A1", name="content.xml"), {"reader": "magellan"}, "assays.maker.unreadable"),
        # of these 5 kB the reader would make more than 12 GB
        (book("XFD20000"), {"reader": "magellan"}, "assays.given.too_large"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(plate: bytes, changed: dict[str, str], code: str):
    with pytest.raises(Refused) as refused:
        analyse("elisa-4pl", {"plate": plate}, {**ASKED, "sample": "P-1", **changed})
    assert sentence(refused.value.problems[0])
    if code != "units.unknown":
        assert refused.value.problems[0].code == code
