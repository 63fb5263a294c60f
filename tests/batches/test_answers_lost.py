"""An act was done and its answer got lost: sent again, it is answered as before, done once and refused to nobody."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from cellpark.batches import public as batches
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import events_of
from tests.batches.floor import Floor


def test_an_act_whose_answer_was_lost_is_sent_again_with_its_time_and_is_done_once(floor: Floor) -> None:
    """At first it was sent without a time; what waits carries the plant's. It is the same input (A11-2f)."""
    batch, key = floor.started(), uuid4()
    first = batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.1", key=key)
    sent_at = floor.clock.now()
    floor.clock.advance(timedelta(minutes=1))
    again = batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.1", at=sent_at, key=key)
    assert first == again
    assert batches.batch_view(batch.id).state.refusals == ()


def test_a_scan_whose_answer_was_lost_finds_the_field_that_it_was_taken_for(floor: Floor) -> None:
    """The step no longer lacks it; a reagent, a device and a patient's bag are taken once all the same (A11-2f, T1)."""
    bag, bottle = floor.store.patient_bag(), floor.beads()
    floor.cleared()
    batch = floor.started()

    def twice(code: str, *, other: str) -> batches.Scan:
        said: dict[str, Any] = {"actor": floor.one, "batch_id": batch.id, "key": uuid4()}
        first = batches.scan(code=code, **said)
        assert batches.scan(code=code, at=floor.clock.now(), **said) == first
        with pytest.raises(Refused) as refused:
            batches.scan(code=other, **said)
        assert [each.code for each in refused.value.problems] == ["base.idempotency.reused"]
        return first

    floor.begun(batch, "U1.1", enter=False)
    taken = [twice(floor.room.scan_code, other=bag.code), twice(bag.code, other=bottle.code)]
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    floor.sign(batch, "U1.1")
    floor.begun(batch, "U1.2")
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    taken += [twice(bottle.code, other=bag.code), twice(floor.incubator.scan_code, other=bag.code)]
    assert [each.field for each in taken] == ["", "aph", "beads", "inc"]
    kinds = [event.type for event in events_of(f"batch/{batch.id}")]
    taken_once = ("batches.place.entered", "batches.material.in", "batches.material.used", "batches.equipment.taken")
    assert [kinds.count(each) for each in taken_once] == [1, 1, 1, 1]
