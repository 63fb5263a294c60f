"""A batch leaves its room while the worker ends the stays of what is empty."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.batches.gates import places
from cellpark.equipment import public as plant
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import lock_stream
from cellpark.materials import public as materials
from cellpark.materials.public import Consumed, OperationKind
from tests.batches.floor import make_floor
from tests.equipment.test_where_containers_are import here, told


@pytest.mark.django_db
@pytest.mark.parametrize("inside", [False, True])
def test_T16_what_the_worker_took_out_first_stops_nobody(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch, *, inside: bool
) -> None:
    """T6, T16: the room is looked at once nobody else changes it; the operator is not told that a bag is not here."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        bag = floor.store.patient_bag()
        device = floor.incubator.id if inside else None
        plant.place_container(
            actor=floor.one, room_id=floor.room.id, facts=plant.facts_of(bag), batch="B-1", equipment_id=device
        )
        clock.advance(timedelta(minutes=1))
        materials.operate(
            actor=floor.one,
            kind=OperationKind.DESTROY,
            consumed=[Consumed(container=bag.id)],
            produced=[],
            reason="waste",
        )

        def waits(stream: str) -> None:
            told(f"container/{bag.id}", "materials.container.destroyed")
            lock_stream(stream)

        monkeypatch.setattr(places, "lock_stream", waits)
        desk = SimpleNamespace(actor=floor.one, at=clock.now(), batch=SimpleNamespace(number="B-1"))
        if inside:
            places.take_out_empty(desk, [bag.id])  # type: ignore[arg-type]
        else:
            places.leave(desk, floor.room.id, stays_open=False)  # type: ignore[arg-type]
        assert here(floor) == []
