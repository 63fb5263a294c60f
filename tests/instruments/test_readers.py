"""Values read from the files of instruments: the file's own digits, and a sentence for every file that is none."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cellpark.base.messages import sentence
from cellpark.instruments.public import FORMATS, choose_reading, read_file, read_values
from cellpark.kernel.problem import Refused

FILES = Path(__file__).resolve().parents[2] / ".." / "shared/data/instruments/Benchling-Open-Source__allotropy"
present = pytest.mark.skipif(not FILES.is_dir(), reason="the makers' files are not on this machine")
SITE = ZoneInfo("Asia/Shanghai")
REAL = {
    "vi-cell-blu": "Beckman_Vi-Cell-BLU_example01.csv",
    "vi-cell-xr": "Beckman_Vi-Cell-XR_example03_instrumentOutput.xls",
    "nucleoview": "chemometec_nucleoview_example02.csv",
    "cedex-hires": "roche_cedex_hires_example_1.csv",
    "flex2": "SampleResultsDEVICE1232021-02-18_104838.csv",
    "cedex-bioht": "roche_cedex_bioht_example01.txt",
}


def real(name: str) -> bytes:
    return (FILES / name).read_bytes()


def value(reader: str, sample: str, name: str, detail: str = "") -> str:
    readings = read_values(real(REAL[reader]), reader, name=REAL[reader])
    return str(choose_reading(readings, sample=sample, name=name, detail=detail).quantity)


@present
@pytest.mark.parametrize(
    ("reader", "sample", "name", "expected"),
    [
        ("vi-cell-blu", "CLB001", "viability", "96.9 %"),
        ("vi-cell-blu", "CLB001", "viable_cell_density", "7.5E+5 cell/mL"),
        ("vi-cell-blu", "CLB009", "average_live_cell_diameter", "19.62 um"),
        ("vi-cell-xr", "CLB001", "viability", "98.3447494506836 %"),
        ("vi-cell-xr", "CLB001", "total_cell_count", "1752 cell"),
        ("nucleoview", "cellsABCD", "viable_cell_density", "1.58E+6 cell/mL"),
        ("nucleoview", "cellsABCD", "total_cell_density", "1.70E+6 cell/mL"),
        ("cedex-hires", "0618_F01", "viability", "95.29307556 %"),
        ("cedex-hires", "0618_F01", "dead_cell_density", "223733.2344 cell/mL"),
        ("flex2", "SAMPLE 0001", "glucose", "0.78 g/L"),
        ("flex2", "SAMPLE 0001", "po2", "197.1 mmHg"),
        ("flex2", "SAMPLE 0001", "osmolality", "300 mOsm/kg"),
        ("cedex-bioht", "SMPL2", "glutamine", "2.40 mmol/L"),
        ("cedex-bioht", "SMPL1", "ldh", "88.09 U/L"),
        ("cedex-bioht", "SMPL1", "optical_density", "6.32 OD"),
    ],
)
def test_a_value_has_the_digits_and_the_unit_of_the_file(reader: str, sample: str, name: str, expected: str) -> None:
    """211-194a: 2.40 stays 2.40, enzyme units stay enzyme units, optical density stays optical density."""
    assert value(reader, sample, name) == expected


@present
def test_a_reading_names_its_time_and_its_device() -> None:
    readings = read_values(real(REAL["cedex-bioht"]), "cedex-bioht")
    assert {each.device for each in readings} == {"123456"}
    assert readings[0].measured_at == datetime(2023, 9, 15, 16, 55, 51, tzinfo=SITE)


@present
def test_the_name_of_the_file_gives_the_device_where_the_maker_writes_it_there() -> None:
    content = real(REAL["flex2"])
    assert {each.device for each in read_values(content, "flex2", name=REAL["flex2"])} == {"DEVICE123"}
    assert {each.device for each in read_values(content, "flex2")} == {""}


@present
def test_a_time_without_a_zone_is_the_wall_clock_of_the_site_unless_another_is_named() -> None:
    [first, *_] = read_values(real(REAL["vi-cell-blu"]), "vi-cell-blu", zone="UTC")
    assert first.measured_at == datetime(2022, 3, 21, 16, 56, tzinfo=ZoneInfo("UTC"))


@present
@pytest.mark.parametrize(("reader", "name"), REAL.items())
def test_the_same_bytes_give_the_same_readings(reader: str, name: str) -> None:
    first = read_file(real(name), reader, name=name)
    assert read_file(real(name), reader, name=name) == first
    assert first.reader_version == "1 (allotropy 0.1.150)"
    assert len(first.readings) > 4


@present
def test_a_file_in_utf_16_reads_like_the_same_file_in_utf_8() -> None:
    """The one sample that the two files tell apart failed on the instrument: it wrote ERROR for two counts."""
    utf_8 = read_values(real(REAL["vi-cell-blu"]), "vi-cell-blu")
    utf_16 = read_values(real("Beckman_Vi-Cell-BLU_example01_utf16.csv"), "vi-cell-blu")
    assert {(each.sample, each.name) for each in set(utf_16) - set(utf_8)} == {
        ("CLB008", "total_cell_count"),
        ("CLB008", "viable_cell_count"),
    }


@present
@pytest.mark.parametrize(
    ("reader", "sample", "name"),
    [
        ("vi-cell-blu", "CLB008", "total_cell_count"),  # ERROR
        ("cedex-bioht", "SMPL2", "ldh"),  # < 20.00
        ("flex2", "SAMPLE 0002", "viable_cell_density"),  # 10.00%
        ("vi-cell-blu", "NOBODY", "viability"),
    ],
)
def test_what_the_instrument_could_not_measure_is_no_number(reader: str, sample: str, name: str) -> None:
    """A library may write a zero below zero there; the record never shows it."""
    with pytest.raises(Refused) as refused:
        value(reader, sample, name)
    assert [problem.code for problem in refused.value.problems] == ["instruments.reading.absent"]


@present
def test_several_results_of_one_sample_are_not_chosen_from() -> None:
    content = real(REAL["vi-cell-blu"]).replace(b"CLB002", b"CLB001")
    with pytest.raises(Refused) as refused:
        choose_reading(read_values(content, "vi-cell-blu"), sample="CLB001", name="viability")
    assert [problem.code for problem in refused.value.problems] == ["instruments.reading.several"]


@present
def test_the_instruments_doubt_about_a_value_is_kept() -> None:
    readings = read_values(real(REAL["cedex-bioht"]), "cedex-bioht")
    assert choose_reading(readings, sample="SMPL4", name="lactate").flag == "verification"


@present
def test_no_file_of_another_instrument_is_read_and_each_refusal_is_a_sentence() -> None:
    mine = {*REAL.values(), "Beckman_Vi-Cell-BLU_example01_utf16.csv", "Beckman_Vi-Cell-BLU_example02.csv"}
    others = [path for path in sorted(FILES.iterdir()) if path.suffix != ".json" and path.name not in mine]
    assert len(others) >= 10
    for path in others:
        for reader in FORMATS:
            with pytest.raises(Refused) as refused:
                read_values(path.read_bytes(), reader, name=path.name)
            [problem] = refused.value.problems
            assert "%(" not in sentence(problem), (path.name, reader)


@pytest.mark.parametrize(
    ("content", "reader", "code"),
    [
        (b"", "vi-cell-blu", "instruments.file.empty"),
        (b" \r\n", "vi-cell-blu", "instruments.file.empty"),
        (b"\x00\x01", "vi-cell-blu", "instruments.file.kind"),
        (b"%PDF-1.7", "nucleoview", "instruments.file.kind"),
        (b"Sample ID,Viability (%)\nS1,96.9\n", "vi-cell-blu", "instruments.file.missing"),
        (b"a,b\n1,2\n3,4,5,6\n", "vi-cell-blu", "instruments.file.fields"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1torn", "vi-cell-xr", "instruments.file.layout"),
        (b"nothing", "vi-cell-3000", "instruments.reader.unknown"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_fault(content: bytes, reader: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_values(content, reader)
    assert [problem.code for problem in refused.value.problems] == [code]


@present
def test_a_result_without_its_time_is_refused() -> None:
    """ALCOA: contemporaneous. The maker's short export has no date at all."""
    with pytest.raises(Refused) as refused:
        read_values(real("chemometec_nucleoview_example03.csv"), "nucleoview")
    assert [problem.code for problem in refused.value.problems] == ["instruments.file.no_time"]
