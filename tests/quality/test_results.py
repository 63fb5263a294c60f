"""Samples, tests and results: who, by which method, verified by whom, and what is out of specification."""

from datetime import timedelta

import pytest

from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from cellpark.materials.public import NearMiss
from cellpark.quality import public as quality
from cellpark.quality.public import Investigation, Outcome, Result, Stage, Verdict
from tests.batches.test_gates import codes
from tests.quality.laboratory import Laboratory


def problem_codes(batch, stage=Stage.RELEASE) -> list[tuple[str, str]]:
    return [
        (each.code.removeprefix("quality.release."), str(each.params.get("code", each.params.get("number", ""))))
        for each in quality.release_problems(batch.id, stage)
    ]


def test_a_sample_of_a_batch_is_registered_received_by_scan_and_tested(lab: Laboratory) -> None:
    """CN-4c, 211-194a: a leaf of genealogy with a chain of its own; tests come from the approved specification."""
    specification = lab.approved()
    batch = lab.running()
    sample = lab.registered(batch)
    assert (sample.state, sample.coi, sample.specification_id) == ("registered", batch.coi, specification.id)
    tests = list(quality.tests_of(sample.id))
    assert [(each.attribute, each.method, each.method_version) for each in tests] == [
        ("car_pos", "QC-FLOW-01", "2"),
        ("sterility", "QC-STER-01", "1"),
    ]
    assert tests[0].due_at == sample.registered_at + timedelta(hours=4)
    with pytest.raises(Refused) as early:
        quality.begin_test(actor=lab.one, test_id=tests[0].id)
    assert codes(early) == ["lifecycle.step"]
    verdict = quality.receive_sample(actor=lab.one, sample_id=sample.id, raw=batch.number)
    assert (verdict.ok, quality.sample(sample.id).state) == (False, "registered")
    assert NearMiss.objects.filter(id=verdict.near_miss_id).exists()
    assert quality.receive_sample(actor=lab.one, sample_id=sample.id, raw="S-1", place="QC fridge").ok
    test = lab.measured(tests[0], "23.4")
    assert (test.value, test.verdict, test.state) == ("23.4 %", "pass", "verified")
    assert quality.sample(sample.id).state == "in_test"
    with pytest.raises(Refused) as twice:
        quality.register_sample(actor=lab.one, batch_id=batch.id, code="S-1", stage=Stage.RELEASE)
    assert codes(twice) == ["quality.sample.twice"]


def test_T5_whoever_measured_does_not_verify(lab: Laboratory) -> None:
    """T5, 211-3d."""
    lab.approved()
    test = lab.ordered_test(lab.received(lab.running()), "car_pos")
    lab.measured(test, "23.4 %", verified=False)
    with pytest.raises(Refused) as refused:
        quality.verify_result(actor=lab.one, test_id=test.id)
    assert codes(refused) == ["quality.result.same_person"]
    with pytest.raises(NotAllowed):
        quality.verify_result(actor=lab.floor.one, test_id=test.id)
    result = quality.verify_result(actor=lab.two, test_id=test.id)
    assert (result.verified_by, result.analyst) == (lab.two.person_id, lab.one.person_id)


def test_T2_nobody_measures_by_a_method_in_which_they_are_not_qualified(lab: Laboratory) -> None:
    """T2, P11-4: qualification ends with the day it ends."""
    lab.approved()
    test = lab.ordered_test(lab.received(lab.running()), "car_pos")
    lab.floor.clock.advance(timedelta(days=365 * 11))
    with pytest.raises(Refused) as refused:
        quality.begin_test(actor=lab.one, test_id=test.id)
    assert codes(refused) == ["quality.analyst.not_qualified"]


def test_T3_a_reading_names_devices_that_may_be_used(lab: Laboratory) -> None:
    """T3, 211-3c: an unknown device and one that is not qualified any more are refused."""
    lab.approved()
    test = lab.ordered_test(lab.received(lab.running()), "car_pos")
    quality.begin_test(actor=lab.one, test_id=test.id)
    enter = {"actor": lab.one, "test_id": test.id, "value": "23.4 %"}
    with pytest.raises(Refused) as unknown:
        quality.enter_result(equipment=["NO-DEVICE"], **enter)
    assert codes(unknown) == ["equipment.equipment.unknown"]
    lab.floor.clock.advance(timedelta(days=901))
    with pytest.raises(Refused) as lapsed:
        quality.enter_result(equipment=["BSC-1"], **enter)
    assert "equipment.equipment.not_qualified" in codes(lapsed)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "base.required"),
        ("many", "quantity.number"),
        ("5 mL", "quantity.dimension"),
        ("1e9999 %", "quantity.number"),
    ],
)
def test_a_value_that_is_none_is_refused(lab: Laboratory, value: str, code: str) -> None:
    lab.approved()
    test = lab.ordered_test(lab.received(lab.running()), "car_pos")
    quality.begin_test(actor=lab.one, test_id=test.id)
    with pytest.raises(Refused) as refused:
        quality.enter_result(actor=lab.one, test_id=test.id, value=value)
    assert codes(refused) == [code]
    assert not Result.objects.exists()


def test_negative_to_date_has_its_clock_and_its_final_reading(lab: Laboratory) -> None:
    """ATMP-2, T13: release may rest on a reading that is negative to date; the final one follows."""
    lab.approved()
    batch = lab.running()
    sample = lab.received(batch)
    lab.measured(lab.ordered_test(sample, "car_pos"), "23.4")
    test = lab.ordered_test(sample, "sterility")
    quality.begin_test(actor=lab.one, test_id=test.id)
    lab.floor.clock.advance(timedelta(days=7))
    assert quality.enter_result(actor=lab.one, test_id=test.id, value="no growth").verdict == "negative_to_date"
    assert problem_codes(batch) == [("unverified", "sterility")]
    quality.verify_result(actor=lab.two, test_id=test.id)
    view = next(each for each in quality.result_views(batch.id) if each.code == "sterility")
    assert (view.verdict, view.state, view.due_at) == (Verdict.NEGATIVE_TO_DATE, "running", view.final_at)
    assert problem_codes(batch) == []
    assert problem_codes(batch, Stage.POST_RELEASE) == [("to_date", "sterility")]
    lab.floor.clock.advance(timedelta(days=7))
    quality.enter_result(actor=lab.two, test_id=test.id, value="no growth")
    quality.verify_result(actor=lab.one, test_id=test.id)
    assert quality.test(test.id).verdict == "pass"
    assert problem_codes(batch, Stage.POST_RELEASE) == []
    assert [row.number for row in quality.results_of(test.id)] == [1, 2]


def test_T13_the_results_that_a_release_lacks_are_named(lab: Laboratory) -> None:
    """T13: no specification, no test, no result, no verification."""
    batch = lab.running()
    assert [each.code for each in quality.release_problems(batch.id)] == ["quality.specification.none"]
    lab.approved()
    assert problem_codes(batch) == [("missing", "car_pos"), ("missing", "sterility")]
    sample = lab.received(batch, "S-1", "car_pos")
    assert problem_codes(batch) == [("pending", "car_pos"), ("missing", "sterility")]
    lab.measured(lab.ordered_test(sample, "car_pos"), "23.4", verified=False)
    assert problem_codes(batch) == [("unverified", "car_pos"), ("missing", "sterility")]
    quality.verify_result(actor=lab.two, test_id=lab.ordered_test(sample, "car_pos").id)
    assert problem_codes(batch) == [("missing", "sterility")]


def test_a_result_out_of_specification_opens_its_investigation_by_itself(lab: Laboratory) -> None:
    """211-192, T14: laboratory phase, decision by the head of quality, a cause for what is made void."""
    lab.approved()
    batch = lab.running()
    test = lab.measured(lab.ordered_test(lab.received(batch, "S-1", "car_pos"), "car_pos"), "7.5")
    row = Investigation.objects.get()
    assert (row.number, row.state, row.seen) == ("OOS-B-0001-01", "opened", "car_pos 7.5 % (car_pos >= 10 %)")
    opened = events_of(row.stream).first()
    assert opened is not None
    assert opened.actor == "system/quality"
    assert problem_codes(batch) == [
        ("failing", "car_pos"),
        ("missing", "sterility"),
        ("investigated", "OOS-B-0001-01"),
    ]
    with pytest.raises(Refused) as early:
        quality.retest(actor=lab.quality, test_id=test.id, reason="again")
    assert codes(early) == ["quality.test.not_authorised"]
    with pytest.raises(Refused) as hidden:
        quality.retract_result(actor=lab.quality, test_id=test.id, reason="I do not like it")
    assert codes(hidden) == ["quality.result.under_investigation"]
    quality.investigate(actor=lab.quality, investigation_id=row.id, hypothesis="compensation beads expired")
    with pytest.raises(NotAllowed):
        quality.conclude_investigation(
            actor=lab.quality, investigation_id=row.id, outcome=Outcome.CONFIRMED, finding="x"
        )
    with pytest.raises(Refused) as causeless:
        quality.conclude_investigation(
            actor=lab.head, investigation_id=row.id, outcome=Outcome.INVALIDATED, finding="beads"
        )
    assert codes(causeless) == ["quality.investigation.no_cause"]


def test_a_retest_counts_only_when_the_first_reading_is_void(lab: Laboratory) -> None:
    """211-192: measured again by another analyst, once; both readings stay."""
    lab.approved()
    batch = lab.running()
    first = lab.measured(lab.ordered_test(lab.received(batch, "S-1", "car_pos"), "car_pos"), "7.5")
    row = Investigation.objects.get()
    quality.investigate(actor=lab.quality, investigation_id=row.id, hypothesis="compensation")
    again = quality.retest(actor=lab.quality, test_id=first.id, reason="compensation was wrong")
    with pytest.raises(Refused) as twice:
        quality.retest(actor=lab.quality, test_id=first.id, reason="again")
    assert codes(twice) == ["quality.test.retested"]
    with pytest.raises(Refused) as same:
        quality.begin_test(actor=lab.one, test_id=again.id)
    assert codes(same) == ["quality.test.same_analyst"]
    lab.measured(again, "23.4", by=lab.two)
    assert [(each.value, each.counts) for each in quality.result_views(batch.id)] == [
        ("7.5 %", True),
        ("23.4 %", False),
    ]
    quality.conclude_investigation(
        actor=lab.head, investigation_id=row.id, outcome=Outcome.INVALIDATED, finding="beads", cause="expired beads"
    )
    quality.close_investigation(actor=lab.head, investigation_id=row.id, reason="done", capa="CAPA-9")
    assert [(each.value, each.counts) for each in quality.result_views(batch.id)] == [
        ("7.5 %", False),
        ("23.4 %", True),
    ]
    assert problem_codes(batch) == [("missing", "sterility")]


def test_a_retraction_says_that_there_was_no_measurement_and_keeps_the_reading(lab: Laboratory) -> None:
    """P11-5b: another thing than a retest; the test goes on."""
    lab.approved()
    batch = lab.running()
    test = lab.measured(lab.ordered_test(lab.received(batch, "S-1", "car_pos"), "car_pos"), "23.4")
    with pytest.raises(Refused) as unsaid:
        quality.retract_result(actor=lab.quality, test_id=test.id, reason=" ")
    assert codes(unsaid) == ["base.reason_required"]
    quality.retract_result(actor=lab.quality, test_id=test.id, reason="tube of another sample")
    test = quality.test(test.id)
    assert (test.state, test.value, test.verdict) == ("running", "", "pending")
    quality.enter_result(actor=lab.one, test_id=test.id, value="25 %")
    assert [(row.number, row.value, row.state) for row in quality.results_of(test.id)] == [
        (1, "23.4 %", "retracted"),
        (2, "25 %", "entered"),
    ]
    with pytest.raises(Refused) as refused:
        quality.cancel_test(actor=lab.quality, test_id=test.id, reason="not needed")
    assert codes(refused) == ["lifecycle.step"]


def test_a_sample_ends_when_no_test_of_it_runs(lab: Laboratory) -> None:
    lab.approved()
    batch = lab.running()
    sample = lab.received(batch, "S-1", "car_pos")
    quality.begin_test(actor=lab.one, test_id=lab.ordered_test(sample, "car_pos").id)
    end = {"actor": lab.one, "sample_id": sample.id}
    with pytest.raises(Refused) as refused:
        quality.end_sample(verb="use_up", **end)
    assert codes(refused) == ["quality.sample.under_test"]
    quality.cancel_test(actor=lab.quality, test_id=lab.ordered_test(sample, "car_pos").id, reason="double order")
    assert quality.end_sample(verb="retain", place="Freezer 2", **end).state == "retained"
    with pytest.raises(Refused):
        quality.end_sample(verb="destroy", reason=" ", **end)
    assert quality.end_sample(verb="destroy", reason="kept long enough", **end).state == "destroyed"
