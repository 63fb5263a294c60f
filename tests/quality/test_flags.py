"""What an analysis says against its value: it stays with the result, or there is no result (211-194a)."""

from decimal import Decimal

import pytest

from cellpark.assays.public import flags_of, invented_droplets
from cellpark.instruments.public import keep_file
from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.public import Result, Test
from cellpark.release.public import checklist
from tests.batches.test_gates import codes
from tests.quality.laboratory import SPECIFICATION, Laboratory

LINE = "criterion: car_pos >= 10 %"
COPIES = """unit: copy/cell
    criterion: car_pos <= 5 copy/cell
    computed:
      kind: dpcr-copies
      value: copies_per_cell
      file: wells
      parameters: {reader: quantasoft, target: WPRE, reference: RPP30}"""
TABLE = "Well,Sample,Assay,Positives,AcceptedDroplets\nA01,S-1,WPRE,{0},{1}\nA01,S-1,RPP30,{0},{1}\n"


@pytest.fixture
def running(lab: Laboratory) -> Test:
    lab.approved(SPECIFICATION.replace(f'unit: "%"\n    {LINE}', COPIES))
    test = lab.ordered_test(lab.received(lab.running(), "S-1", "car_pos"), "car_pos")
    quality.begin_test(actor=lab.one, test_id=test.id)
    return test


def entered(lab: Laboratory, test: Test, content: bytes) -> Result:
    home = lab.floor.store.organisation.id
    file = keep_file(actor=lab.one, content=content, name="x.csv", organisation_id=home)
    return quality.enter_result(actor=lab.one, test_id=test.id, files={"wells": file.sha256})


def test_an_assay_that_is_not_valid_gives_no_result(lab: Laboratory, running: Test) -> None:
    """211-194a: too few partitions: nothing is entered, and the refusal asks to repeat the assay."""
    with pytest.raises(Refused) as stopped:
        entered(lab, running, TABLE.format(800, 2000).encode())
    assert codes(stopped) == ["quality.result.invalid_assay", *["quality.flag.few_partitions"] * 2]
    assert Result.objects.count() == 0
    whole = invented_droplets(Decimal(2), sample="S-1", target="WPRE", reference="RPP30")
    assert entered(lab, running, whole).flags == []


@pytest.mark.parametrize("flag", ["efficiency", "r_squared", "blank_amplified", "recovery", "few_partitions"])
def test_every_flag_after_which_an_assay_is_repeated(lab: Laboratory, running: Test, flag: str, monkeypatch) -> None:
    """MIQE, ICH M10: the curve, the blank, the standards, the partitions."""
    said = {"flag": flag, "well": "A1", "of": "target", "value": "9", "level": "9", "total": "9", "target": "x"}
    monkeypatch.setattr("cellpark.quality.measuring.flags_of", lambda *_: [said])
    with pytest.raises(Refused) as stopped:
        entered(lab, running, TABLE.format(8000, 20000).encode())
    assert codes(stopped) == ["quality.result.invalid_assay", f"quality.flag.{flag}"]


def test_other_flags_stay_with_the_result_up_to_the_release(lab: Laboratory, running: Test, monkeypatch) -> None:
    """211-194a, T13: kept, in the ledger, compared when computed again, and on the release checklist."""
    said = {"flag": "below_loq", "of": "target", "value": "3"}
    for module in ("measuring", "recomputing"):
        monkeypatch.setattr(f"cellpark.quality.{module}.flags_of", lambda *_: [said])
    result = entered(lab, running, TABLE.format(8000, 20000).encode())
    assert result.flags == [said]
    assert quality.verify_computation(result.id).holds
    Result.objects.update(flags=[])
    found = quality.verify_computation(result.id)
    assert [each.what for each in found.lines if not each.holds] == ["flags", "computed flags"]
    Result.objects.update(flags=[said])
    line = next(each for each in checklist(running.batch) if each.code == "results")
    assert [each.code for each in line.remarks] == ["quality.flag.below_loq"]


def test_flow_and_quantitative_pcr_have_flags_of_their_own() -> None:
    """A share of few cells varies by chance; the variation of replicates is a flag where it is large."""
    rows = {"populations": [{"id": "CAR", "count": 12}, {"id": "CD3", "count": 4000}]}
    assert flags_of("flow-cytometry", rows, "CAR:of_parent") == [{"flag": "few_events", "of": "CAR", "count": "12"}]
    assert flags_of("flow-cytometry", rows, "CD3:of_parent") == []
    for value, count in (("3.2", 0), ("31", 1)):
        assert len(flags_of("qpcr-copies", {"flags": [{"flag": "variation", "value": value}]}, "target")) == count
