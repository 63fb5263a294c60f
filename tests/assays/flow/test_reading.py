"""Reading FCS 2.0 to 3.1: equal to flowio number by number, and a sentence for whatever is wrong (A11-2b, 211-194)."""

import io
import struct
from pathlib import Path

import flowio
import numpy as np
import pytest

from cellpark.assays.flow import header
from cellpark.assays.flow.fcs import read_fcs
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from tests.assays.flow.made import NAMES, events, fcs

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared/data/flow"
WHOLE = [
    "RGLab__flowWorkspaceData/124500.fcs",
    "cytoflow__cytoflow/Miltenyi Biotec - MACSQuant Analyzer.fcs",
    "cytoflow__cytoflow/itn_02.fcs",
    "whitews__FlowIO/G11.fcs",
    "whitews__FlowKit/100715.fcs",
]
MALFORMED = {
    "eyurtsev__fcsparser/corrupted.fcs": ("not_fcs", "oi21j0"),
    "eyurtsev__fcsparser/fake_large_fcs.fcs": ("offset", "bytes 26 to 33"),
    "eyurtsev__fcsparser/SG_2014-09-26_Duplicate_Names.fcs": ("data_size", "292645"),
    "whitews__FlowIO/variable_int_example.fcs": ("keyword", "$TIMESTEP"),
    "whitews__FlowKit/data_start_offset_discrepancy_example.fcs": ("offsets_differ", "$BEGINDATA"),
    "whitews__FlowKit/data_stop_offset_discrepancy_example.fcs": ("offsets_differ", "$ENDDATA"),
}


def shared(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip("the collection of real files is not here")
    return path.read_bytes()


def refusal(content):
    with pytest.raises(Refused) as refused:
        read_fcs(content)
    return refused.value.problems[0]


@pytest.mark.parametrize("name", WHOLE)
def test_real_files_read_as_flowio_reads_them(name):
    content = shared(name)
    assert np.array_equal(read_fcs(content).values, flowio.FlowData(io.BytesIO(content)).as_array().T)


@pytest.mark.parametrize(("name", "fault"), MALFORMED.items())
def test_every_malformed_real_file_is_refused_by_the_name_of_its_fault(name, fault):
    problem = refusal(shared(name))
    assert problem.code == f"assays.flow.fcs.{fault[0]}"
    assert fault[1] in sentence(problem)


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1"])
@pytest.mark.parametrize("kind", ["f4", "f8", "u1", "u2", "u4"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_versions_widths_and_byte_orders(version, kind, order):
    table = np.abs(events()) % (200 if kind == "u1" else 60_000)
    content = fcs(table, version=version, kind=kind, order=order)
    file = read_fcs(content)
    assert file.events == 500
    assert [channel.name for channel in file.channels] == list(NAMES)
    assert np.array_equal(file.values, table.astype(kind).astype(np.float64).T)
    assert np.array_equal(file.values, flowio.FlowData(io.BytesIO(content)).as_array().T)


def test_channels_of_different_widths():
    rows = [(7, 70_000, 300, 9), (250, 1, 65_000, 8)]
    data = b"".join(struct.pack("<BIHB", *row) for row in rows)
    widths = {"P1B": "8", "P2B": "32", "P3B": "16", "P4B": "8"}
    content = fcs(rows, kind="u4", data=data, P1R="256", P2R="100000", P3R="65536", P4R="256", **widths)
    assert np.array_equal(read_fcs(content).values.T, rows)


def test_bits_above_the_range_are_ignored():
    # a range of 1000 takes ten bits: 1027 is 3 with a bit that does not belong to it
    assert read_fcs(fcs([[1027]], names=("FSC-A",), kind="u2", P1R="1000")).values.tolist() == [[3.0]]


def test_logarithmic_amplification_gain_and_time_step():
    content = fcs([[512, 90, 5, 70]], kind="u2", P1R="1024", P1E="4,0", P2G="2", P4G="0.01", TIMESTEP="0.5")
    # on a scale of four decades from 1 the middle of 1024 is 100; a time has no gain
    assert read_fcs(content).values[:, 0].tolist() == [100.0, 45.0, 5.0, 35.0]


def test_a_separator_within_a_value_is_doubled():
    assert read_fcs(fcs(P3S="CD3|PE")).channels[2].label == "CD3|PE"


def test_text_that_is_not_utf_8_is_read_as_latin_1():
    assert read_fcs(fcs(CYT="Cyt\u00e9").replace("\u00e9".encode(), b"\xe9 ")).keywords["$CYT"].startswith("Cyt\u00e9")


def test_supplemental_text_is_read():
    more = b"|$P1S|CD45|"
    content = fcs(BEGINSTEXT="aaaaaa", ENDSTEXT="bbbbbb")
    for mark, place in ((b"aaaaaa", len(content)), (b"bbbbbb", len(content) + len(more) - 1)):
        content = content.replace(mark, b"%06d" % place)
    assert read_fcs(content + more).channels[0].label == "CD45"


def test_the_same_keyword_with_the_same_value_twice_is_harmless():
    assert read_fcs(fcs(_VOL="9", _vol="9")).keywords["VOL"] == "9"


BAD = {
    "empty": (b"", "not_fcs"),
    "another kind": (b"%PDF-1.7 and more", "not_fcs"),
    "old version": (b"FCS1.0" + fcs()[6:], "version"),
    "next version": (b"FCS3.2" + fcs()[6:], "version"),
    "header cut": (fcs()[:40], "short"),
    "header damaged": (fcs()[:12] + b"xx" + fcs()[14:], "offset"),
    "header blank": (fcs()[:26] + b" " * 8 + fcs()[34:], "offset"),
    "text outside": (fcs()[:200], "outside"),
    "text cut": (fcs()[:18] + b"     150" + fcs()[26:], "text_cut"),
    "text reversed": (fcs()[:10] + b"     900      58" + fcs()[26:], "outside"),
    "keyword without value": (fcs().replace(b"|FSC-A|", b"|FSC|A|"), "text_pairs"),
    "data short": (fcs()[:-100], "outside"),
    "data missing events": (fcs(data=events().astype("<f4").tobytes()[:-16]), "data_size"),
    "data with a byte too many": (fcs(data=events().astype("<f4").tobytes() + b"\0"), "data_size"),
    "offsets differ at the start": (fcs(offsets=(-3, 0)), "offsets_differ"),
    "offsets differ at the end": (fcs(offsets=(0, 5)), "offsets_differ"),
    "no channels": (fcs(PAR="0"), "keyword"),
    "negative channels": (fcs(PAR="-4"), "keyword"),
    "thousands of channels": (fcs(PAR="99999"), "keyword"),
    "more channels than named": (fcs(PAR="5"), "keyword_missing"),
    "no events": (fcs(np.empty((0, 4))), None),
    "more events than data": (fcs(TOT="999999999"), "data_size"),
    "unknown type": (fcs(DATATYPE="X"), "keyword"),
    "text type": (fcs(DATATYPE="A"), "keyword"),
    "type missing": (fcs(DATATYPE=None), "keyword_missing"),
    "histogram": (fcs(MODE="C"), "keyword"),
    "byte order": (fcs(BYTEORD="3,4,1,2"), "keyword"),
    "odd width": (fcs(P2B="24"), "keyword"),
    "width of another type": (fcs(P2B="16"), "keyword"),
    "range missing": (fcs(P2R=None), "keyword_missing"),
    "range no number": (fcs(P2R="wide"), "keyword"),
    "range infinite": (fcs(P2R="inf"), "keyword"),
    "amplification": (fcs(P2E="4"), "keyword"),
    "gain": (fcs(P2G="loud"), "keyword"),
    "time step": (fcs(TIMESTEP="soon"), "keyword"),
    "name missing": (fcs(P2N=None), "keyword_missing"),
    "name twice": (fcs(P2N="CD3"), "name_twice"),
    "several tubes": (fcs(NEXTDATA="5000"), "several"),
    "keyword twice": (fcs(_vol="1", _VOL="2"), "keyword_twice"),
    "supplement outside": (fcs(BEGINSTEXT="999990", ENDSTEXT="999999"), "outside"),
}


@pytest.mark.parametrize("name", BAD)
def test_damaged_files_are_refused_in_words(name):
    content, code = BAD[name]
    problem = refusal(content)
    assert problem.code.startswith("assays.flow.fcs.")
    assert code in {None, problem.code.rpartition(".")[2]}
    assert sentence(problem)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_what_is_no_number_is_named_by_channel_and_event(value, kind):
    table = events()
    table[41, 2] = table[99, 2] = value
    problem = refusal(fcs(table, kind=kind))
    assert problem.code == "assays.flow.fcs.not_finite"
    assert dict(problem.params) == {"channel": "CD3", "event": 42, "count": 2}


@pytest.mark.parametrize(
    "more",
    [
        {"TIMESTEP": "nan"},
        {"TIMESTEP": "1e400"},
        {"TIMESTEP": "-1"},
        {"P1E": "1e300,1"},
        {"P1E": "4,1", "P1R": "0"},
        {"P1G": "1e-320"},
        {"P1N": "FSC\x00A"},
    ],
)
def test_a_keyword_never_makes_values_that_are_no_numbers(more):
    """Numbers that are finite in the file stay so when they are scaled, and no name holds what no record can keep."""
    problem = refusal(fcs(**more))
    assert problem.code in {"assays.flow.fcs.not_finite", "assays.flow.fcs.keyword"}
    assert sentence(problem)


def test_narrow_values_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr("cellpark.assays.flow.fcs.MAX_VALUES", 1999)
    assert refusal(fcs(kind="u1")).code == "assays.flow.fcs.too_large"


def test_sums_that_overflow_are_not_mistaken_for_a_fault():
    table = np.full((500, 4), 1e308)
    assert read_fcs(fcs(table, kind="f8")).events == 500


def test_files_beyond_the_limit_are_not_read(monkeypatch):
    monkeypatch.setattr(header, "MAX_BYTES", 1000)
    problem = refusal(fcs())
    assert problem.code == "assays.flow.fcs.too_large"


def test_a_large_file_has_its_place_in_the_text_alone():
    content = fcs()
    # the header may say 0 only when eight digits cannot name the place
    problem = refusal(content[:26] + b"       0       0" + content[42:])
    assert problem.code == "assays.flow.fcs.offsets_differ"


def test_any_prefix_of_a_file_is_refused():
    content = fcs(events(20))
    for length in range(0, len(content), 7):
        assert refusal(content[:length]).code.startswith("assays.flow.fcs.")
