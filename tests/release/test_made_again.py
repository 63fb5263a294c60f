"""The tables of release follow from the ledger: made again from events they are the same (P11-5a)."""

from datetime import UTC, datetime

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import use_clock
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild
from cellpark.release import public as release
from cellpark.release.projections import PROJECTIONS
from cellpark.release.public import Decision, Stage, Told
from tests.batches.in_force import floor_in_force
from tests.release.desk import STERILITY, make_desk, stub
from tests.release.test_supply import accepted


def test_the_tables_are_made_again_from_the_ledger(durable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
    with use_scope(EVERYTHING), use_clock(clock):
        desk = make_desk(floor_in_force(clock))
        stub(desk, monkeypatch)
        batch = desk.reviewed()
        release.record_plan(actor=desk.head, batch_id=batch.id, plan="Call the ward.")
        desk.outstanding = {Stage.FULL: (STERILITY,)}
        desk.decide(batch, Decision.CERTIFY_STAGE_ONE)
        desk.fail()
        release.notice_late_results()
        release.inform_physician(actor=desk.head, batch_id=batch.id, how="by telephone")
        recall = {"kind": "batch", "thing": batch.id, "reason": "sterility"}
        release.order_recall(actor=desk.head, batches=[batch.id], **recall)
        desk.decide(batch, Decision.LIFT, by=desk.head)
        for row in desk.made(batch):
            desk.let_go(row)
        case, _physician = accepted(desk, batch)
        desk.decide(batch, Decision.SUPPLY)
        release.tell_of_supply(actor=desk.reviewer, supply_id=case.id, told=Told.SPONSOR, how="e-mail")
        release.tell_of_supply(actor=desk.reviewer, supply_id=case.id, told=Told.AUTHORITY, how="portal")
        release.recall_batch(actor=desk.head, batch_id=batch.id, reason="sterility")
        release.destroy_batch(actor=desk.head, batch_id=batch.id, how="Autoclaved.")
        release.witness_destruction(actor=desk.reviewer, batch_id=batch.id)
        rebuilt = check_rebuild(of=PROJECTIONS)
    assert rebuilt.differences == ()
    assert rebuilt.rows == {"release_batchdisposition": 1, "release_supply": 1, "release_recallorder": 1}
