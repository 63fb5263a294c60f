"""A release in two stages, and what happens when a result that comes late fails."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cellpark.base.fields import new_id
from cellpark.batches import public as batches
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import envelope, events_of
from cellpark.materials import public as materials
from cellpark.release import public as release
from cellpark.release.public import Decision, Stage
from tests.release.desk import FAILING, STERILITY, Desk

PLAN = "The laboratory calls the ward at once; the physician decides on antibiotics."


def refusals(desk: Desk, batch: object, decision: Decision) -> list[str]:
    with pytest.raises(Refused) as refused:
        desk.decide(batch, decision)  # type: ignore[arg-type]
    return [each.code for each in refused.value.problems]


def test_ATMP_2a_the_first_stage_needs_results_that_may_come_late(desk: Desk) -> None:
    """ATMP-2a: without any, there is one certificate and no first stage."""
    batch = desk.reviewed()
    release.record_plan(actor=desk.head, batch_id=batch.id, plan=PLAN)
    assert refusals(desk, batch, Decision.CERTIFY_STAGE_ONE) == ["release.stage_one.nothing_late"]


def test_ATMP_2b_the_first_stage_needs_a_plan_made_beforehand(desk: Desk) -> None:
    """ATMP-2b, CN-4j."""
    batch = desk.reviewed()
    desk.outstanding[Stage.FULL] = (STERILITY,)
    assert refusals(desk, batch, Decision.CERTIFY_STAGE_ONE) == ["release.stage_one.no_plan"]
    release.record_plan(actor=desk.head, batch_id=batch.id, plan=PLAN)
    assert desk.decide(batch, Decision.CERTIFY_STAGE_ONE).state == "stage_one"
    with pytest.raises(Refused) as refused:
        release.record_plan(actor=desk.head, batch_id=batch.id, plan="Another one.")
    assert [each.code for each in refused.value.problems] == ["release.plan.decided"]


def test_ATMP_2a_the_second_stage_follows_when_every_result_is_there(desk: Desk) -> None:
    """ATMP-2a: what is due at release may not be late, what may come late is waited for."""
    batch = desk.reviewed()
    release.record_plan(actor=desk.head, batch_id=batch.id, plan=PLAN)
    desk.outstanding = {Stage.ONE: (FAILING,), Stage.FULL: (FAILING, STERILITY)}
    assert refusals(desk, batch, Decision.CERTIFY_STAGE_ONE) == [FAILING.code]
    desk.outstanding = {Stage.FULL: (STERILITY,)}
    desk.decide(batch, Decision.CERTIFY_STAGE_ONE)
    assert [each.waits for each in release.release_queue()] == ["results"]
    assert refusals(desk, batch, Decision.CERTIFY) == [STERILITY.code]
    desk.outstanding = {}
    assert desk.decide(batch, Decision.CERTIFY).state == "certified"
    assert release.release_queue() == []


def test_ATMP_2b_a_late_result_that_fails_starts_the_clock_of_the_physician(desk: Desk) -> None:
    """ATMP-2b, CN-4j: the worker notices it once; the task stands until somebody records how the physician was told."""
    batch = desk.reviewed()
    release.record_plan(actor=desk.head, batch_id=batch.id, plan=PLAN)
    desk.outstanding = {Stage.FULL: (STERILITY,)}
    desk.decide(batch, Decision.CERTIFY_STAGE_ONE)
    assert release.notice_late_results() == 0
    with pytest.raises(Refused) as early:
        release.inform_physician(actor=desk.head, batch_id=batch.id, how="by telephone")
    assert [each.code for each in early.value.problems] == ["release.physician.nothing_to_tell"]
    desk.fail()
    assert (release.notice_late_results(), release.notice_late_results()) == (1, 0)
    (waiting,) = release.release_queue()
    assert (waiting.waits, waiting.due_at) == ("inform", desk.floor.clock.now() + timedelta(hours=24))
    release.inform_physician(actor=desk.head, batch_id=batch.id, how="by telephone")
    assert [each.waits for each in release.release_queue()] == ["results"]
    with pytest.raises(Refused) as twice:
        release.inform_physician(actor=desk.head, batch_id=batch.id, how="again")
    assert [each.code for each in twice.value.problems] == ["release.physician.told_already"]
    assert [event.type for event in events_of(f"release/{batch.id}")][-2:] == [
        "release.result.failed_late",
        "release.physician.informed",
    ]
    assert set(refusals(desk, batch, Decision.CERTIFY)) == {FAILING.code, "release.container.held"}
    assert release.recall_batch(actor=desk.head, batch_id=batch.id, reason="sterility failed").state == "recalled"


def test_T5_what_was_rejected_is_destroyed_by_two_people_container_by_container(desk: Desk) -> None:
    """T5, LBL-5: the record names containers, quantities and both; nothing is destroyed before the second confirms."""
    batch = desk.reviewed()
    assert desk.decide(batch, Decision.REJECT).state == "rejected"
    bags = desk.made(batch)
    with pytest.raises(NotAllowed):
        release.destroy_batch(actor=desk.reviewer, batch_id=batch.id, how="Autoclaved.")
    done = release.destroy_batch(actor=desk.head, batch_id=batch.id, how="Autoclaved.")
    assert (done.state, done.destroyed_by) == ("destroying", desk.head.person_id)
    with pytest.raises(Refused) as alone:
        release.witness_destruction(actor=desk.head, batch_id=batch.id)
    assert [each.code for each in alone.value.problems] == ["release.destruction.same_person"]
    assert desk.made(batch) == bags
    done = release.witness_destruction(actor=desk.reviewer, batch_id=batch.id)
    assert (done.state, done.witnessed_by) == ("destroyed", desk.reviewer.person_id)
    event = events_of(f"release/{batch.id}").last()
    assert event is not None
    named: list[dict[str, Any]] = envelope(event)["data"]["containers"]  # type: ignore[index,call-overload,assignment]
    said = [(each["code"], "{value} {unit}".format(**each["quantity"])) for each in named]
    assert said == sorted((bag.code, str(bag.quantity)) for bag in bags)
    gone = materials.Container.objects.filter(id__in=[bag.id for bag in bags])
    assert {row.state for row in gone} == {"destroyed"}
    (operation,) = materials.Operation.objects.filter(batch=batch.id, kind="destroy")
    assert set(operation.performers) == {str(desk.head.person_id), str(desk.reviewer.person_id)}


def test_T5_a_witness_confirms_what_was_recorded_to_the_last_quantity(desk: Desk) -> None:
    """T5, LBL-5: what was taken out in between was not destroyed with the rest; it is recorded again."""
    batch = desk.reviewed()
    desk.decide(batch, Decision.REJECT)
    release.destroy_batch(actor=desk.head, batch_id=batch.id, how="Autoclaved.")
    bag = desk.made(batch)[0]
    materials.Container.objects.filter(id=bag.id).update(quantity_value="1")
    said = {"actor": desk.reviewer, "batch_id": batch.id}
    with pytest.raises(Refused) as changed:
        release.witness_destruction(**said)  # type: ignore[arg-type]
    assert [each.code for each in changed.value.problems] == ["release.destruction.changed"]
    release.destroy_batch(actor=desk.head, batch_id=batch.id, how="Autoclaved.")
    assert release.witness_destruction(**said).state == "destroyed"  # type: ignore[arg-type]


def test_T5_nobody_destroys_a_batch_of_which_nothing_is_left(desk: Desk) -> None:
    """T5, LBL-5: a record of nothing would read as if something had been destroyed."""
    batch = desk.reviewed()
    desk.decide(batch, Decision.REJECT)
    materials.Container.objects.filter(coi=batch.coi, state="quarantined").update(state="destroyed")
    with pytest.raises(Refused) as nothing:
        release.destroy_batch(actor=desk.head, batch_id=batch.id, how="Autoclaved.")
    assert [each.code for each in nothing.value.problems] == ["release.destruction.nothing_left"]
    file = release.disposition_of(batch.id)
    assert file is not None
    assert file.state == "rejected"


def test_ATMP_2b_every_late_failure_is_noticed_and_stops_what_is_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ATMP-2b, CN-4c: also after the full certificate, also a second one; and the queue never cuts it off."""
    batch = desk.reviewed()
    assert desk.decide(batch, Decision.CERTIFY).state == "certified"
    assert desk.made(batch) == []
    desk.outstanding = {Stage.FULL: (FAILING,)}
    assert release.notice_late_results() == 1
    assert desk.made(batch) != []
    release.inform_physician(actor=desk.head, batch_id=batch.id, how="by telephone")
    desk.outstanding = {Stage.FULL: (FAILING, replace(STERILITY, code=FAILING.code))}
    assert (release.notice_late_results(), release.notice_late_results()) == (1, 0)
    file = release.disposition_of(batch.id)
    assert file is not None
    assert (file.late_seen, file.informed_at) == ("VIAB \u00b7 S1: 61 %\nSTER \u00b7 S1: ", None)
    older = batches.batch(batch.id)
    older.id, older.number, older.ended_at = new_id(), "B-0000", older.ended_at - timedelta(days=9)  # type: ignore[operator]
    older.save(force_insert=True)
    monkeypatch.setattr("cellpark.release.queries.QUEUE_MAX", 1)
    assert [(each.batch.number, each.waits) for each in release.release_queue()] == [
        ("B-0001", "inform"),
        ("B-0000", "review"),
    ]
