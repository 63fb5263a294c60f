"""Quantitative PCR: the standard curve, its efficiency, and copies read from it."""

from pathlib import Path

import pytest

from cellpark.assays.public import analyse
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused

PLATES = Path(__file__).resolve().parents[2] / ".." / "shared/data/instruments/Benchling-Open-Source__allotropy"

# slope -3.3219... is doubling: Cq falls by log2(10) for ten times the copies; here exactly -3.32 from 38 at one copy
HEAD = b"well,sample,target,task,cq,quantity\n"
STANDARDS = HEAD + b"".join(
    f"{row}{n},S{n},{target},standard,{top - 3.32 * n:.2f},{10**n}\n".encode()
    for row, target, top in (("A", "VECTOR", 38), ("B", "RPP30", 39))
    for n in range(2, 7)
)
PLATE = STANDARDS + (
    b"C1,P-1,VECTOR,unknown,28.04,\nC2,P-1,VECTOR,unknown,28.04,\n"
    b"D1,P-1,RPP30,unknown,29.04,\nD2,P-1,RPP30,unknown,29.04,\nE1,NTC,VECTOR,blank,,\n"
    b"F1,P-2,VECTOR,unknown,,\nF2,P-2,RPP30,unknown,25.72,\n"
)
ASKED = {"target": "VECTOR", "reference": "RPP30"}


def test_a_worked_example():
    """10 to the (28.04 - 38) / -3.32 = 1000 copies of both: two vectors a cell; efficiency 10^(1/3.32) - 1 = 100.1 %."""
    found = analyse("qpcr-copies", {"plate": PLATE}, {**ASKED, "sample": "P-1"})
    assert found.values["target"] == "1000 copy"
    assert found.values["copies_per_cell"] == "2 copy/cell"
    assert (found.values["target_slope"], found.values["target_r_squared"]) == ("-3.32", "1")
    assert found.values["target_efficiency"].startswith("100.080")
    assert {each["flag"] for each in found.details["flags"]} == {"variation"}


def test_nothing_amplified_is_none_and_below_the_limits_of_the_method():
    limits = {"lod": "5", "loq": "50"}
    found = analyse("qpcr-copies", {"plate": PLATE}, {**ASKED, **limits, "sample": "P-2"})
    assert (found.values["target"], found.values["copies_per_cell"]) == ("0 copy", "0 copy/cell")
    assert [each["flag"] for each in found.details["flags"] if each["of"] == "target"] == [
        *("below_lod", "below_loq", "variation"),
    ]


def test_a_blank_that_was_amplified_and_a_slow_reaction_are_flagged():
    slow = PLATE.replace(b"E1,NTC,VECTOR,blank,,", b"E1,NTC,VECTOR,blank,36.1,")
    found = analyse("qpcr-copies", {"plate": slow}, {**ASKED, "sample": "P-1", "efficiency_low": "101"})
    assert {"flag": "blank_amplified", "well": "E1"} in found.details["flags"]
    assert [each["of"] for each in found.details["flags"] if each["flag"] == "efficiency"] == ["target", "reference"]


@pytest.mark.parametrize(
    ("plate", "changed", "code"),
    [
        (PLATE, {"sample": "P-9"}, "assays.given.absent"),
        (PLATE, {"target": "GAG"}, "assays.qpcr.standards"),
        (PLATE.replace(b"standard", b"calibrator"), {}, "assays.given.cell"),
        (PLATE.replace(b",31.36,", b",-1,"), {}, "assays.given.cell"),
        (HEAD + b"A1,P-1,VECTOR,unknown,20,\n", {}, "assays.qpcr.standards"),
        (PLATE.replace(b"29.04", b"").replace(b"25.72", b""), {}, "assays.qpcr.no_reference"),
        (
            HEAD + b"A,S,VECTOR,standard,20,10\nB,S,VECTOR,standard,30,100\nC,S,VECTOR,standard,40,1000\n",
            {},
            "assays.qpcr.slope",
        ),
        (HEAD, {}, "assays.given.no_rows"),
        (b"not a plate", {"reader": "quantstudio"}, "assays.maker.unreadable"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(plate: bytes, changed: dict[str, str], code: str):
    with pytest.raises(Refused) as refused:
        analyse("qpcr-copies", {"plate": plate}, {**ASKED, "sample": "P-1", **changed})
    assert (refused.value.problems[0].code, bool(sentence(refused.value.problems[0]))) == (code, True)


@pytest.mark.skipif(not PLATES.is_dir(), reason="the makers' files are not on this machine")
def test_a_real_quantstudio_run_without_standards_is_refused():
    plate = (PLATES / "appbio_quantstudio_example01.txt").read_bytes()
    with pytest.raises(Refused) as refused:
        analyse(
            "qpcr-copies", {"plate": plate}, {"reader": "quantstudio", "target": "TARGET_1", "sample": "1SAMPLE_1.1"}
        )
    assert refused.value.problems[0].code == "assays.qpcr.standards"
