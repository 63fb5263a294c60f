"""The tables of the laboratory are folds of their streams."""

import pytest

from cellpark.assays.flow.gatingml_write import write_strategy
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.instruments.public import keep_file
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild
from cellpark.quality import public as quality
from cellpark.quality.public import EnvironmentResult, Investigation, Outcome, Result, Test
from tests.assays.flow.made import one_gate
from tests.batches.in_force import floor_in_force
from tests.quality.laboratory import Laboratory, make_laboratory


@pytest.fixture
def whole(durable: str, clock: FixedClock) -> Laboratory:
    with use_scope(EVERYTHING):
        return make_laboratory(floor_in_force(clock))


def test_P11_5a_the_tables_are_folds_of_their_streams(whole: Laboratory) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    with use_scope(EVERYTHING):
        worked(whole)
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table.startswith("quality_")] == []
        assert {name: count for name, count in rebuilt.rows.items() if name.startswith("quality_")} == {
            "quality_gating_strategy": 1,
            "quality_specification": 1,
            "quality_qualitysample": 1,
            "quality_test": 3,
            "quality_result": 2,
            "quality_investigation": 1,
            "quality_environmentresult": 1,
            "quality_tuberun": 1,
        }
        Result.objects.filter(number=1).update(value="99 %")
        Test.objects.update(verdict="pass")
        EnvironmentResult.objects.update(passes=False)
        changed = {each.table for each in check_rebuild().differences}
        assert changed >= {"quality_result", "quality_test", "quality_environmentresult"}


def worked(lab: Laboratory) -> None:
    document = write_strategy(one_gate())
    strategy = quality.keep_strategy(actor=lab.quality, code="FC-1", content=document, name="strategy.xml")
    tube = keep_file(actor=lab.one, content=b"FCS3.1 cut off", name="cut.fcs")
    run = quality.queue_tubes(actor=lab.one, files=[tube.id], strategy_id=strategy.id)[0]
    assert quality.analyse_tube(actor=Actor.system("quality"), run_id=run.id).state == "refused"
    lab.approved()
    batch = lab.running()
    sample = lab.received(batch)
    first = lab.measured(lab.ordered_test(sample, "car_pos"), "7.5")
    lab.measured(lab.ordered_test(sample, "sterility"), "no growth")
    row = Investigation.objects.get()
    quality.investigate(actor=lab.quality, investigation_id=row.id, hypothesis="compensation")
    again = quality.retest(actor=lab.quality, test_id=first.id, reason="compensation was wrong")
    quality.conclude_investigation(
        actor=lab.head, investigation_id=row.id, outcome=Outcome.INVALIDATED, finding="beads", cause="expired beads"
    )
    quality.close_investigation(actor=lab.head, investigation_id=row.id, reason="done")
    quality.retract_result(actor=lab.quality, test_id=first.id, reason="void")
    quality.cancel_test(actor=lab.quality, test_id=again.id, reason="the first test goes on")
    quality.end_sample(actor=lab.one, sample_id=sample.id, verb="retain", place="Freezer 2")
    reading = quality.record_environment(
        actor=lab.one, room="B-101", location="bench", method=quality.Monitoring.CONTACT, value="1"
    )
    quality.verify_environment(actor=lab.two, reading_id=reading.id)
    quality.retract_environment(actor=lab.quality, reading_id=reading.id, reason="wrong room")
