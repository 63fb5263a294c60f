"""A value out of a stream of readings: the newest of the step, from a registered device, by page and program."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentKind
from cellpark.instruments.public import Heard, StreamNode, keep_block, open_stream
from cellpark.kernel.problem import Refused
from tests.batches.floor import SMALL, Floor, far
from tests.batches.test_gates import codes
from tests.people import HOUSE

STREAMED = SMALL.replace("range 1e8..5e10; else stop", "range 1e8..5e10; entry stream counter; else stop")


@pytest.fixture
def counter(floor: Floor, follows: Callable[[str], Floor]) -> plant.Equipment:
    """A recipe whose first value is streamed, and a registered device."""
    follows(STREAMED)
    made = plant.register_equipment(
        actor=HOUSE,
        kind=EquipmentKind.CELL_COUNTER,
        code="CNT-1",
        scan_code="SCAN-CNT-1",
        name_en="x",
        room_id=floor.room.id,
    )
    plant.qualify_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    plant.calibrate_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    return plant.register_device(actor=HOUSE, equipment_id=made.id, reason="test")


def test_P11_7_a_streamed_value_is_taken_out_of_the_block_and_never_typed(
    floor: Floor, counter: plant.Equipment, browser: Callable[[Actor], Client]
) -> None:
    """P11-7: not of before the step, not of another device, not one that the device doubts; then with its digest."""
    stream = open_stream(
        actor=HOUSE,
        title="Counter",
        device=counter.code,
        endpoint="opc.tcp://cnt:4840",
        nodes=[StreamNode(name="tnc", unit="cell", node="ns=2;s=T")],
        reason="installed",
        organisation_id=floor.store.organisation.id,
    )

    def heard(value: str | None) -> str:
        block = keep_block(actor=HOUSE, stream_id=stream.id, heard=[Heard(now(), "tnc", value, "" if value else "Bad")])
        return str(block.sha256)

    heard("9e9")
    floor.clock.advance(timedelta(minutes=1))
    batch = floor.started()
    floor.begun(batch, "U1.1")
    client = browser(floor.one)

    def read(**more: str) -> list[str]:
        with pytest.raises(Refused) as refused:
            batches.read_stream(
                actor=floor.one, batch_id=batch.id, step="U1.1", field="tnc", **{"device": counter.scan_code, **more}
            )
        return codes(refused)

    assert read() == ["batches.stream.silent"]
    heard(None)
    assert read() == ["batches.stream.silent"]
    assert read(reading="glucose") == ["batches.stream.no_such_value"]
    assert read(device="SCAN-INC-1") == ["equipment.device.not_registered"]
    floor.clock.advance(timedelta(minutes=1))
    digest = heard("2e9")
    floor.cleared()
    bag = floor.store.patient_bag()
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    page = client.get(f"/batches/{batch.id}/work").content.decode()
    assert 'value="stream"' in page
    assert 'name="file"' not in page
    sent = {"verb": "stream", "step": "U1.1", "field": "tnc", "device": counter.scan_code}
    answer = client.post(
        f"/batches/{batch.id}/act",
        {**sent, "idempotency_key": str(uuid4())},
        headers={"Accept": "application/json"},
    )
    assert answer.json()["ok"], answer.json()
    entry = floor.view(batch).state.steps["U1.1"].entry("tnc")
    assert entry is not None
    assert (str(entry.value), entry.device, entry.how) == ("2E+9 cell", "CNT-1", "stream")
    kept = next(each for _, each in batches.batch_history(batch.id) if each.id == entry.id)
    assert getattr(kept.data, "digest", "") == digest
