"""Digital PCR: copies from positive partitions, with the interval that the counts allow."""

from decimal import Decimal
from math import exp, log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellpark.assays.poisson import Partitions, copies_per_partition, ratio
from cellpark.assays.public import analyse
from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared/data"
DROPLETS = SHARED / "qpcr/daattali__ddpcr"
PLATES = SHARED / "instruments/Benchling-Open-Source__allotropy"
real = pytest.mark.skipif(not DROPLETS.is_dir(), reason="the droplet reader's files are not on this machine")

WELLS = b"""Well,Sample,Assay,Positives,AcceptedDroplets
A01,P-1,VECTOR,3000,15000
A02,P-1,VECTOR,3200,16000
A01,P-1,RPP30,5000,15000
A02,P-1,RPP30,5300,16000
A03,P-2,VECTOR,0,12000
A03,P-2,RPP30,4000,9000
"""
ASKED = {"reader": "quantasoft", "target": "VECTOR", "reference": "RPP30"}


def code_of(call) -> str:
    with pytest.raises(Refused) as refused:
        call()
    assert sentence(refused.value.problems[0])
    return refused.value.problems[0].code


def test_a_worked_example():
    """6200 of 31000 are positive: -ln(0.8) = 0.2231436 copies in 0.85 nL; the gene: -ln(1 - 10300/31000) = 0.4038...

    copies in a microlitre = 0.2231436 / 0.85 * 1000 = 262.52; a cell has 2 * 0.2231436 / 0.4038... vectors.
    """
    found = analyse("dpcr-copies", {"wells": WELLS}, {**ASKED, "sample": "P-1"})
    assert found.values["target"] == "262.521825076 copy/uL"
    vectors = 2 * log(0.8) / log(1 - 10300 / 31000)
    assert found.values["copies_per_cell"] == f"{vectors:.11f} copy/cell"
    assert found.details["flags"] == []


def test_none_positive_is_a_value_with_an_upper_end_and_few_droplets_are_flagged():
    found = analyse("dpcr-copies", {"wells": WELLS}, {**ASKED, "sample": "P-2"})
    assert (found.values["target"], found.values["target_low"]) == ("0 copy/uL", "0 copy/uL")
    # the exact upper end for none of n is 1 - (alpha/2)^(1/n)
    upper = -log(0.025 ** (1 / 12000)) / 0.85e-3
    assert found.values["target_high"] == f"{upper:.12g} copy/uL"
    assert [each["flag"] for each in found.details["flags"]] == ["few_partitions"]


@real
def test_the_reader_of_a_real_run_gave_the_same_numbers():
    """QuantaSoft wrote 141 (134 to 147) copies/uL and a ratio of 0.958 for this well, with droplets of 0.91 nL."""
    whole = (DROPLETS / "small.csv").read_bytes()
    asked = {"reader": "quantasoft", "target": "Consensus_FAM", "reference": "WTspecific_HEX", "sample": "Dean"}
    found = analyse("dpcr-copies", {"wells": whole}, {**asked, "partition_volume": "0.91 nL"}).values
    assert [found[name].split(".")[0] for name in ("target", "target_low", "target_high")] == ["140", "134", "147"]
    assert round(float(found["copies_per_cell"].split()[0]) / 2, 3) == 0.958
    droplets = (DROPLETS / "small_A01_Amplitude.csv").read_bytes()
    counted = {"reader": "droplet-clusters", "target": "Assay1", "reference": "Assay2", "partition_volume": "0.91 nL"}
    assert analyse("dpcr-copies", {"wells": droplets}, counted).values == found
    other = analyse("dpcr-copies", {"wells": whole}, {**asked, "partition_volume": "0.85 nL"}).values
    assert other["target"].startswith("150.")  # the volume decides the concentration
    assert other["copies_per_cell"] == found["copies_per_cell"]  # and not the ratio


@real
def test_a_qiacuity_plate_through_allotropy_and_its_own_concentration():
    plate = (PLATES / "qiacuity_dpcr_example01.csv").read_bytes()
    asked = {"reader": "qiacuity", "target": "5p", "wells": ["A1"], "partition_volume": "0.8378 nL"}
    found = analyse("dpcr-copies", {"wells": plate}, asked)
    assert found.values["target"].startswith("86.3")  # the plate's software says 86.32


def test_the_same_bytes_and_parameters_give_the_same_digest():
    first, again = (analyse("dpcr-copies", {"wells": WELLS}, {**ASKED, "sample": "P-1"}) for _ in range(2))
    other = analyse("dpcr-copies", {"wells": WELLS}, {**ASKED, "sample": "P-1", "partition_volume": "0.91 nL"})
    assert first.digest == again.digest != other.digest
    assert first.digest == "c11748f0c6b98c975ceb1f88a67510a64937b7849cbabe77dc1381caedab9c80"


@given(st.integers(1, 20_000), st.data())
@settings(max_examples=60, deadline=None)
def test_poisson_comes_back_to_the_share_and_its_interval_holds_it(total: int, data: st.DataObject):
    positive = data.draw(st.integers(0, total - 1))
    found = copies_per_partition(Partitions(positive, total))
    assert found.low <= found.value <= found.high
    assert abs((1 - exp(-found.value)) * total - positive) < 1e-6
    wide = copies_per_partition(Partitions(positive, total), Decimal("0.99"))
    assert wide.low <= found.low
    assert wide.high >= found.high


@given(st.integers(1, 9_999), st.integers(1, 9_999))
@settings(max_examples=40, deadline=None)
def test_a_ratio_turned_round_is_its_inverse(above: int, below: int):
    one, two = (
        ratio(Partitions(above, 10_000), Partitions(below, 10_000)),
        ratio(Partitions(below, 10_000), Partitions(above, 10_000)),
    )
    assert abs(one.value * two.value - 1) < 1e-9
    assert abs(one.low * two.high - 1) < 1e-9


@pytest.mark.parametrize(
    ("wells", "changed", "code"),
    [
        (WELLS, {}, "assays.given.which"),
        (WELLS, {"sample": "P-9"}, "assays.given.absent"),
        (WELLS, {"target": "GAG", "sample": "P-1"}, "assays.given.absent"),
        (WELLS, {"sample": "P-1", "droplets": "1"}, "assays.given.unknown"),
        (WELLS, {"sample": "P-1", "partition_volume": "0.85 kg"}, "assays.given.parameter"),
        (WELLS, {"sample": "P-1", "partition_volume": "0 nL"}, "assays.given.parameter"),
        (WELLS, {"sample": "P-1", "confidence": "95"}, "assays.given.parameter"),
        (WELLS, {"sample": "P-1", "reader": "qx"}, "assays.given.choice"),
        (WELLS.replace(b"3000", b"99999"), {"sample": "P-1"}, "assays.dpcr.counts"),
        (WELLS.replace(b"3000", b"many"), {"sample": "P-1"}, "assays.given.cell"),
        (WELLS.replace(b"A02", b"A01"), {"sample": "P-1"}, "assays.given.twice"),
        (
            b"Well,Sample,Assay,Positives,AcceptedDroplets\nA1,P-1,VECTOR,9,9\n",
            {"reference": ""},
            "assays.dpcr.saturated",
        ),
        (WELLS, {"target": "RPP30", "reference": "VECTOR", "sample": "P-2"}, "assays.dpcr.no_reference"),
        (b"\xff\xfe", {"sample": "P-1"}, "assays.given.text"),
        (b"Well,Sample\nA,B\n", {"sample": "P-1"}, "assays.given.columns"),
        (b"  \n", {"sample": "P-1"}, "assays.given.empty"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(wells: bytes, changed: dict[str, str], code: str):
    assert code_of(lambda: analyse("dpcr-copies", {"wells": wells}, {**ASKED, **changed})) == code
