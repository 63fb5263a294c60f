"""A release in two stages, and what happens when a result that comes late fails."""

from datetime import timedelta

import pytest

from cellpark.kernel.problem import Refused
from cellpark.ledger.public import events_of
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
    assert refusals(desk, batch, Decision.CERTIFY) == [FAILING.code]
    assert release.recall_batch(actor=desk.head, batch_id=batch.id, reason="sterility failed").state == "recalled"
    done = release.destroy_batch(actor=desk.head, batch_id=batch.id, how="Autoclaved, two people present.")
    assert done.state == "destroyed"
