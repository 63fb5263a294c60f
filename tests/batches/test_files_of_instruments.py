"""A value out of an instrument's file is of this batch and this step, as the file itself says (P11-7)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.actions import attach_file as act
from cellpark.batches.public import Batch
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentKind
from cellpark.instruments.public import Reading
from cellpark.kernel.problem import Refused
from cellpark.plays.files import file_for
from tests.batches.floor import SMALL, Floor, far
from tests.batches.test_exceptions import found
from tests.batches.test_gates import codes
from tests.materials.plant import q
from tests.people import HOUSE

FILED = SMALL.replace("range 1e8..5e10; else stop", "range 1e8..5e10; entry file flex2; else stop")


def reading(sample: str, at: datetime, flag: str = "") -> Reading:
    return Reading(
        sample=sample,
        name="tnc",
        detail="",
        quantity=q("2e9 cells"),
        as_written=True,
        measured_at=at,
        device="S/N 1",
        flag=flag,
    )


def counter(floor: Floor, code: str, serial: str = "") -> plant.Equipment:
    """A cell counter whose data are accepted."""
    made = plant.register_equipment(
        actor=HOUSE,
        kind=EquipmentKind.CELL_COUNTER,
        code=code,
        scan_code=f"SCAN-{code}",
        name_en="x",
        room_id=floor.room.id,
        serial=serial,
    )
    plant.qualify_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    plant.clean_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    plant.calibrate_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    return plant.register_device(actor=HOUSE, equipment_id=made.id, reason="test")


@pytest.fixture
def begun(floor: Floor, follows: Callable[[str], Floor]) -> Batch:
    """A step whose value is read from a file, an hour after it began, and a registered counter."""
    follows(FILED)
    counter(floor, "CNT-1")
    batch = floor.started()
    floor.begun(batch, "U1.1")
    floor.clock.advance(timedelta(hours=1))
    return batch


def test_P11_7_a_file_s_row_of_another_sample_or_time_is_refused_and_a_flag_is_judged(
    floor: Floor, begun: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P11-7, 211-1c: another patient's row, yesterday's row, and a value that the instrument itself doubts."""
    attach = partial(
        batches.attach_file,
        actor=floor.one,
        batch_id=begun.id,
        step="U1.1",
        name="f.csv",
        readings={"tnc": "tnc"},
        device="SCAN-CNT-1",
    )
    rows = (
        reading("B0002U11", now()),
        reading("B0001U11", now() - timedelta(days=1)),
        reading("B-0001 U1.1", now() - timedelta(minutes=30), flag="clumps"),
    )
    monkeypatch.setattr(act, "read_values", lambda *_parts, **_more: rows)
    monkeypatch.setattr(act, "choose_reading", lambda read, **said: read[int(said["sample"])])
    for number, code in ((0, "batches.file.other_sample"), (1, "batches.file.other_time")):
        with pytest.raises(Refused) as refused:
            attach(content=b"x", sample=str(number))
        assert codes(refused) == [code]
    attach(content=b"x", sample="2")
    entry = floor.view(begun).state.steps["U1.1"].entry("tnc")
    assert entry is not None
    assert (str(entry.value), entry.device, len(entry.file)) == ("2E+9 cell", "CNT-1", 64)
    assert found(begun) == [("B-0001-E01", "flag", "U1.1", "tnc", "deviation minor")]


def test_P11_7_a_value_of_another_device_than_the_step_works_with_is_refused(
    floor: Floor, follows: Callable[[str], Floor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """P11-7: the counter of the next room, and a file in which another counter of the house names itself."""
    text = FILED.replace("- sign done", "- equip counter: class cell-counter; state qualified\n- sign done", 1)
    follows(
        text.replace("{tnc}\u3002", "{tnc}\u3001{counter}\u3002", 1).replace(
            "enter {tnc}.", "enter {tnc} by {counter}.", 1
        )
    )
    for code in ("CNT-1", "CNT-2"):
        counter(floor, code)
    batch = floor.started()
    floor.begun(batch, "U1.1")
    attach = partial(
        batches.attach_file,
        actor=floor.one,
        batch_id=batch.id,
        step="U1.1",
        name="f.csv",
        content=b"x",
        readings={"tnc": "tnc"},
    )
    rows = (
        reading("B-0001 U1.1", now()),
        replace(reading("B-0001 U1.1", now()), device="SCAN-CNT-2"),
    )
    monkeypatch.setattr(act, "read_values", lambda *_parts, **_more: rows)
    monkeypatch.setattr(act, "choose_reading", lambda read, **said: read[int(said["sample"])])
    with pytest.raises(Refused) as refused:
        attach(device="SCAN-CNT-1", sample="0")
    assert codes(refused) == ["batches.value.other_device"]
    batches.take_equipment(actor=floor.one, batch_id=batch.id, step="U1.1", field="counter", code="SCAN-CNT-1")
    for device, sample in (("SCAN-CNT-2", "0"), ("SCAN-CNT-1", "1")):
        with pytest.raises(Refused) as refused:
            attach(device=device, sample=sample)
        assert codes(refused) == ["batches.value.other_device"]
    attach(device="SCAN-CNT-1", sample="0")


DENSITY = "- record dens: number cell/mL; entry file cedex-hires; as \u5bc6\u5ea6 | density\n- record tnc"
BY_FILE = SMALL.replace("- record tnc", DENSITY, 1).replace("{tnc}\u3002", "{tnc}\u3001{dens}\u3002", 1)
BY_FILE = BY_FILE.replace("enter {tnc}.", "enter {tnc} and {dens}.", 1)


def test_P11_7_a_file_of_an_instrument_with_another_serial_number_is_refused(
    floor: Floor, follows: Callable[[str], Floor]
) -> None:
    """P11-7, 211-1c: the instrument names itself in its own file; spellings differ, and silence says nothing."""
    follows(BY_FILE)
    unknown, known = counter(floor, "CNT-1"), counter(floor, "CNT-2", "EX-2")
    batch = floor.started()
    floor.begun(batch, "U1.1")

    def attach(device: plant.Equipment, serial: str) -> list[str]:
        made = file_for("cedex-hires", sample="B0001U11", values={"vcd": q("1e6 cell/mL")}, at=now(), serial=serial)
        made["readings"] = {"dens": "viable_cell_density"}
        try:
            batches.attach_file(actor=floor.one, batch_id=batch.id, step="U1.1", device=device.scan_code, **made)
        except Refused as refused:
            return [each.code for each in refused.problems]
        return []

    assert attach(known, "EX3") == ["batches.value.other_serial"]
    assert attach(unknown, "EX2") == ["batches.value.other_device"]
    assert attach(known, "EX2") == []
    plant.note_serial(actor=HOUSE, equipment_id=known.id, serial="", reason="plate changed")
    plant.note_serial(actor=HOUSE, equipment_id=unknown.id, serial="EX-3", reason="plate read")
    assert attach(known, "EX3") == ["batches.value.other_device"]
    assert attach(known, "EX4") == ["batches.field.filled"]
