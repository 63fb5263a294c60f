"""Whether a batch may leave: the checklist is computed, and whoever took part decides nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, BatchException, Classification, Disposition
from cellpark.equipment.public import LogEntry, change_service
from cellpark.identity.public import Qualification, Role
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.ledger.public import events_of
from cellpark.materials import public as materials
from cellpark.quality.public import QualitySample, Result, Specification, Test, note_refused_file
from cellpark.release import public as release
from cellpark.release.public import Decision, Line, Standing
from cellpark.release.states import Stage
from tests.people import acting, person
from tests.release.desk import FAILING, STERILITY, Desk

QUERIES_MAX = 30


def standings(batch: Batch) -> dict[Line, Standing]:
    return {line.code: line.standing for line in release.checklist(batch.id)}


def why(batch: Batch, code: Line) -> list[str]:
    return [each.code for line in release.checklist(batch.id) if line.code == code for each in line.problems]


def refusals(desk: Desk, batch: Batch, decision: Decision = Decision.CERTIFY) -> list[str]:
    with pytest.raises(Refused) as refused:
        desk.decide(batch, decision)
    return [each.code for each in refused.value.problems]


def ordered(desk: Desk, batch: Batch) -> Test:
    """A test of the batch that waits for its result."""
    home = desk.floor.store.organisation
    common = {"organisation": home, "batch": batch.id}
    specification = Specification.objects.create(
        organisation=home, product="P", site="S", phase="1", market="CN", number=1, drafted_at=now()
    )
    sample = QualitySample.objects.create(
        container=batch.id, code="S-1", specification=specification, registered_at=now(), taken_at=now(), **common
    )
    test: Test = Test.objects.create(
        sample=sample, specification=specification, attribute="viability", ordered_at=now(), due_at=now(), **common
    )
    return test


def test_a_batch_without_a_gap_is_certified_by_a_qualified_person(desk: Desk) -> None:
    """A11-1f, CN-1g: who released it is on record, by an electronic signature with a second factor."""
    batch = desk.reviewed()
    assert set(standings(batch).values()) <= {Standing.OK, Standing.NOT_APPLICABLE}
    done = desk.decide(batch, Decision.CERTIFY)
    assert (done.state, done.decided_by) == ("certified", desk.qp.person_id)
    assert done.signature is not None
    event = events_of(f"release/{batch.id}").last()
    assert event is not None
    assert (event.type, event.actor) == ("release.batch.certified", desk.qp.reference)


def test_T13_every_gap_is_named_at_once(desk: Desk) -> None:
    """T13, 211-4a, A1-1a, A11-2e2, LBL-1: refused with every reason, and the refusal is on record."""
    batch = desk.finished()
    batches.open_exception(actor=desk.floor.one, batch_id=batch.id, what="a drop beside the bag")
    desk.outstanding[Stage.FULL] = (STERILITY,)
    desk.environment = (Problem("quality.environment.missing", {"room": "B-101", "method": "contact"}),)
    assert refusals(desk, batch) == [
        "release.exception.open",
        "quality.release.pending",
        "quality.environment.missing",
        "release.trail.unreviewed",
    ]
    event = events_of(f"release/{batch.id}").last()
    assert event is not None
    assert event.type == "release.decision.refused"
    assert release.disposition_of(batch.id).state == "pending"  # type: ignore[union-attr]


def test_T13_a_running_batch_is_not_released(desk: Desk) -> None:
    """T13, 211-4a."""
    batch = desk.floor.started()
    assert why(batch, Line.FINISHED) == ["release.batch.unfinished"]
    assert refusals(desk, batch)[0] == "release.batch.unfinished"


def test_T13_what_is_found_out_later_opens_its_line(desk: Desk) -> None:
    """T13, T1, CN-4c, CN-4k: a near miss, a hold, a rejected lot, each with the record behind it."""
    batch = desk.reviewed()
    made = materials.Container.objects.get(code="B-0001-1")
    materials.hold_container(actor=desk.floor.one, container_id=made.id, reason="seal looks odd")
    verdict = materials.verify_scan(
        actor=desk.floor.one, raw="UNKNOWN-1", expected_container=made.id, purpose="packing", batch=batch.id
    )
    assert not verdict.ok
    lines = {line.code: line for line in release.checklist(batch.id)}
    assert [each.code for each in lines[Line.HOLDS].problems] == ["release.container.held"]
    assert [(each.kind, each.name) for each in lines[Line.HOLDS].records] == [("container", "B-0001-1")]
    assert [each.code for each in lines[Line.CUSTODY].problems] == ["release.near_miss.open"]
    lot = materials.Lot.objects.get(number="L-B-0001")
    materials.quarantine_lot(actor=desk.floor.quality, lot_id=lot.id, reason="supplier's notice")
    assert why(batch, Line.HOLDS) == ["release.container.held", "release.lot.held"]


def test_T13_an_exception_that_rejects_fails_the_batch(desk: Desk) -> None:
    """T13, 211-4a: closed, and still no way to a certificate."""
    batch = desk.finished()
    batches.open_exception(actor=desk.floor.one, batch_id=batch.id, what="bag leaks")
    exception = BatchException.objects.get()
    judge = {"actor": desk.head, "exception_id": exception.id}
    batches.classify_exception(classification=Classification.CRITICAL, reason="leak", **judge)  # type: ignore[arg-type]
    batches.investigate_exception(finding="weld", **judge)  # type: ignore[arg-type]
    batches.dispose_exception(disposition=Disposition.REJECT, reason="not sterile", **judge)  # type: ignore[arg-type]
    batches.close_exception(reason="done", **judge)  # type: ignore[arg-type]
    assert standings(batch)[Line.EXCEPTIONS] is Standing.FAILED


def test_A11_2e2_the_trail_is_reviewed_by_somebody_independent_and_again_after_new_entries(desk: Desk) -> None:
    """A11-2e2: whoever took part is refused; what comes later opens the line again."""
    batch = desk.finished()
    trail = release.trail_seen(batch.id)
    with pytest.raises(Refused) as refused:
        release.review_audit_trail(actor=desk.floor.quality, batch_id=batch.id, trail=trail, finding="fine")
    assert [each.code for each in refused.value.problems] == ["release.trail.participant"]
    with pytest.raises(NotAllowed):
        release.review_audit_trail(actor=desk.floor.one, batch_id=batch.id, trail=trail, finding="fine")
    desk.review(batch)
    assert standings(batch)[Line.AUDIT_TRAIL] is Standing.OK
    batches.open_exception(actor=desk.floor.one, batch_id=batch.id, what="found later")
    line = next(each for each in release.checklist(batch.id) if each.code == Line.AUDIT_TRAIL)
    assert [(each.code, each.params["count"]) for each in line.problems] == [("release.trail.newer", 2)]
    desk.review(batch)
    assert standings(batch)[Line.AUDIT_TRAIL] is Standing.OK


def test_T15_who_took_part_decides_nothing(desk: Desk) -> None:
    """T15, A11-1f, CN-1g: the head of quality signed a step, so another one certifies."""
    floor = desk.floor
    floor.store = replace(floor.store, quality=desk.head)
    batch = desk.reviewed()
    with pytest.raises(Refused) as refused:
        desk.decide(batch, Decision.CERTIFY, by=desk.head)
    assert [each.code for each in refused.value.problems] == ["release.decision.participant"]
    assert events_of(f"release/{batch.id}").last().type == "release.decision.refused"  # type: ignore[union-attr]
    assert desk.decide(batch, Decision.CERTIFY).state == "certified"


@pytest.mark.parametrize("part", ["analyst", "verified_by"])
def test_T15_who_measured_or_verified_a_result_decides_nothing(desk: Desk, part: str) -> None:
    """T15, A11-1f, A11-2e2: the head of quality of a small plant also verifies in its laboratory."""
    batch = desk.reviewed()
    people = {"analyst": desk.reviewer.person_id, "verified_by": None} | {part: desk.head.person_id}
    test = ordered(desk, batch)
    Result.objects.create(
        organisation=test.organisation,
        test=test,
        number=1,
        value="90 %",
        verdict="pass",
        entered_at=now(),
        **people,
    )
    with pytest.raises(Refused) as refused:
        desk.decide(batch, Decision.CERTIFY, by=desk.head)
    assert "release.decision.participant" in [each.code for each in refused.value.problems]
    with pytest.raises(Refused) as review:
        release.review_audit_trail(
            actor=desk.head, batch_id=batch.id, trail=release.trail_seen(batch.id), finding="fine"
        )
    assert [each.code for each in review.value.problems] == ["release.trail.participant"]


def test_A11_2e2_a_review_is_refused_when_anything_that_was_read_went_on(desk: Desk) -> None:
    """A11-2e2, P11-8b: not the record of the batch alone, also an exception or a reading that stands beside it."""
    batch = desk.finished()
    batches.open_exception(actor=desk.floor.one, batch_id=batch.id, what="bag leaks")
    trail, version = release.trail_seen(batch.id), batches.batch(batch.id).version
    batches.classify_exception(
        actor=desk.head,
        exception_id=BatchException.objects.get().id,
        classification=Classification.MINOR,
        reason="outer bag",
    )
    assert batches.batch(batch.id).version == version
    with pytest.raises(Refused) as moved:
        release.review_audit_trail(actor=desk.reviewer, batch_id=batch.id, trail=trail, finding="fine")
    assert [each.code for each in moved.value.problems] == ["release.trail.moved"]
    assert desk.review(batch).reviewed_by == desk.reviewer.person_id


def test_A11_2e2_a_file_that_was_refused_after_the_review_opens_it_again(desk: Desk) -> None:
    """A11-2e2, A11-1c: an assay that is not valid is read like a result."""
    batch = desk.finished()
    test = ordered(desk, batch)
    desk.review(batch)
    assert standings(batch)[Line.AUDIT_TRAIL] is Standing.OK
    for _time in range(2):
        refused = [Problem("assays.controls.missing")]
        assert note_refused_file(actor=desk.reviewer, digests=["0" * 64], problems=refused, test_id=test.id)
        assert why(batch, Line.AUDIT_TRAIL) == ["release.trail.newer"]
        desk.review(batch)
        assert standings(batch)[Line.AUDIT_TRAIL] is Standing.OK


def test_T15_only_a_qualified_person_or_the_head_of_quality_decides(desk: Desk) -> None:
    """T15, A11-1f."""
    batch = desk.reviewed()
    for actor in (desk.reviewer, desk.floor.one):
        with pytest.raises(NotAllowed):
            desk.decide(batch, Decision.CERTIFY, by=actor)


def test_a_signature_for_one_decision_does_not_carry_another(desk: Desk) -> None:
    """P11-8b: what was shown is what is signed."""
    batch = desk.reviewed()
    prepared = release.prepare_decision(actor=desk.qp, batch_id=batch.id, decision=Decision.REJECT, why="broken bag")
    proof = desk.floor.device(desk.qp).sign(prepared.envelope.digest)
    with pytest.raises(Refused) as refused:
        release.certify(actor=desk.qp, batch_id=batch.id, prepared_id=prepared.id, proof=proof)
    assert [each.code for each in refused.value.problems] == ["release.signature.of_other"]


def test_a_gap_that_opens_during_the_ceremony_refuses_the_signature(desk: Desk) -> None:
    """T13: the records are judged again when the second factor is there."""
    batch = desk.reviewed()
    prepared = release.prepare_decision(actor=desk.qp, batch_id=batch.id, decision=Decision.CERTIFY, why="fine")
    desk.fail()
    proof = desk.floor.device(desk.qp).sign(prepared.envelope.digest)
    with pytest.raises(Refused) as refused:
        release.certify(actor=desk.qp, batch_id=batch.id, prepared_id=prepared.id, proof=proof)
    assert [each.code for each in refused.value.problems] == [FAILING.code]


def test_somebody_who_was_not_trained_that_day_is_found_afterwards(desk: Desk) -> None:
    """T2, P11-4: a withdrawal counts from its own day; a grant that never covered the day counts nothing."""
    batch = desk.reviewed()
    assert standings(batch)[Line.TRAINING] is Standing.OK
    Qualification.objects.filter(person_id=desk.floor.one.person_id, subject="SMALL-1").update(
        valid_from=date(2030, 1, 1)
    )
    assert set(why(batch, Line.TRAINING)) == {"release.training.missing"}


def test_equipment_that_was_out_of_service_when_it_was_taken_is_found_afterwards(desk: Desk) -> None:
    """T3, 211-3c: as the log of the device says, at the time of use."""
    batch = desk.reviewed()
    assert standings(batch)[Line.EQUIPMENT] is Standing.OK
    change_service(
        actor=acting(person("x@floor.example.org", Role.QUALITY_HEAD, within=desk.floor.store.organisation)),
        equipment_id=desk.floor.incubator.id,
        verb="take_out",
        reason="found cracked",
    )
    assert standings(batch)[Line.EQUIPMENT] is Standing.OK
    LogEntry.objects.filter(activity="qualification").update(valid_until=batch.started_at - timedelta(days=1))
    assert why(batch, Line.EQUIPMENT) == ["release.equipment.unqualified"]


def test_the_checklist_asks_the_database_a_bounded_number_of_times(desk: Desk) -> None:
    batch = desk.reviewed()
    release.checklist(batch.id)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        release.checklist(batch.id)
    assert len(counted) <= QUERIES_MAX
