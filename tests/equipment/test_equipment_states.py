"""Equipment: its states, its log, its reservations, its data (T3, 211-3c, P11-7)."""

from datetime import timedelta

import pytest

from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import EquipmentKind, LogEntry
from cellpark.genealogy.public import NodeKind, backward
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import envelope, events_of
from tests.equipment.plant import FAR, Plant, bag, cleared, make_equipment, make_plant, someone_in
from tests.people import HOUSE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything", "clock")]


@pytest.fixture
def here() -> Plant:
    return make_plant()


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code.removeprefix("equipment.") for problem in refused.value.problems]


def problems(found: plant.Equipment, batch: str = "P-1", *wanted: str) -> list[str]:
    said = plant.equipment_problems(equipment=plant.equipment(found.id), wanted=wanted, at=now(), batch=batch)
    return [problem.code.removeprefix("equipment.equipment.") for problem in said]


def test_t3_expired_uncalibrated_or_unclean_equipment_is_blocked(here: Plant, clock: FixedClock) -> None:
    """T3, 211-3c: the expiry of each state to the instant, each with its rule."""
    scale = plant.register_equipment(
        actor=HOUSE, kind=EquipmentKind.BALANCE, code="BAL-1", scan_code="S-BAL-1", name_en="Scale",
        room_id=here.clean.id, needs_calibration=True,
    )  # fmt: skip
    assert problems(scale) == ["not_qualified", "not_calibrated", "not_clean"]
    with pytest.raises(Refused) as refused:
        plant.start_use(actor=here.operator, equipment_id=scale.id, batch="P-1", product="CAR-T")
    assert codes(refused) == ["equipment.not_qualified", "equipment.not_calibrated", "equipment.not_clean"]
    until = now() + timedelta(days=1)
    plant.qualify_equipment(actor=here.quality, equipment_id=scale.id, valid_until=until + timedelta(hours=2))
    plant.calibrate_equipment(actor=here.quality, equipment_id=scale.id, valid_until=until + timedelta(hours=1))
    plant.clean_equipment(actor=here.operator, equipment_id=scale.id, valid_until=until)
    clock.advance(timedelta(days=1) - timedelta(microseconds=1))
    assert problems(scale) == []
    clock.advance(timedelta(microseconds=1))
    assert problems(scale) == ["not_clean"]
    clock.advance(timedelta(hours=1))
    assert problems(scale) == ["not_calibrated", "not_clean"]
    clock.advance(timedelta(hours=1))
    assert problems(scale) == ["not_qualified", "not_calibrated", "not_clean"]


def test_t3_what_another_batch_uses_or_soiled_is_not_free(here: Plant) -> None:
    """T3, 211-3d: a batch goes on with what it soiled itself; a step may still ask for clean."""
    plant.start_use(actor=here.operator, equipment_id=here.incubator.id, batch="P-1", product="CAR-T")
    assert (problems(here.incubator), problems(here.incubator, "P-2")) == ([], ["in_use"])
    with pytest.raises(Refused) as cleaning:
        plant.clean_equipment(actor=here.operator, equipment_id=here.incubator.id, valid_until=FAR)
    assert codes(cleaning) == ["equipment.in_use"]
    plant.finish_use(actor=here.operator, equipment_id=here.incubator.id, batch="P-1")
    assert problems(here.incubator) == []
    assert problems(here.incubator, "P-1", "clean") == ["not_clean"]
    assert problems(here.incubator, "P-2") == ["not_clean"]
    plant.clean_equipment(actor=here.operator, equipment_id=here.incubator.id, valid_until=FAR)
    assert problems(here.incubator, "P-2", "clean", "qualified") == []


def test_t3_equipment_out_of_service_is_blocked_and_its_return_is_not_for_everybody(here: Plant) -> None:
    """T3."""
    plant.change_service(actor=here.operator, equipment_id=here.cabinet.id, verb="take_out", reason="alarm")
    assert problems(here.cabinet) == ["out_of_service"]
    with pytest.raises(Refused) as twice:
        plant.change_service(actor=here.operator, equipment_id=here.cabinet.id, verb="take_out", reason="alarm")
    assert [problem.code for problem in twice.value.problems] == ["lifecycle.step"]
    plant.change_service(actor=here.quality, equipment_id=here.cabinet.id, verb="bring_back", reason="repaired")
    assert problems(here.cabinet) == []


def test_the_log_is_one_line_after_another_with_batch_and_product(here: Plant, clock: FixedClock) -> None:
    """211-3c: in the order of time, numbered without a gap, nothing is deleted."""
    for batch in ("P-1", "P-2"):
        clock.advance(timedelta(hours=1))
        plant.start_use(actor=here.operator, equipment_id=here.incubator.id, batch=batch, product="CAR-T")
        clock.advance(timedelta(hours=1))
        plant.finish_use(actor=here.operator, equipment_id=here.incubator.id, batch=batch)
        plant.clean_equipment(actor=here.operator, equipment_id=here.incubator.id, valid_until=FAR, note="70 % ethanol")
    with pytest.raises(Refused) as early:
        plant.clean_equipment(
            actor=here.operator, equipment_id=here.incubator.id, valid_until=FAR, at=now() - timedelta(hours=1)
        )
    assert codes(early) == ["log.before_last"]
    rows = [(row.number, row.activity, row.batch, row.product) for row in plant.log_of(here.incubator)]
    assert rows == [
        (1, "qualification", "", ""),
        (2, "cleaning", "", ""),
        (3, "use", "P-1", "CAR-T"),
        (4, "cleaning", "", ""),
        (5, "use", "P-2", "CAR-T"),
        (6, "cleaning", "", ""),
    ]
    with pytest.raises(Refused) as later:
        plant.clean_equipment(
            actor=here.operator, equipment_id=here.incubator.id, valid_until=FAR, at=now() + timedelta(seconds=1)
        )
    assert codes(later) == ["time.future"]
    assert LogEntry.objects.filter(equipment=here.incubator, ended_at=None).count() == 0


def test_only_a_registered_device_is_accepted_as_a_source(here: Plant, clock: FixedClock) -> None:
    """P11-7."""
    device = make_equipment(EquipmentKind.TERMINAL, "TAB-1", here.clean, ready=False)
    with pytest.raises(Refused) as unregistered:
        plant.registered_device("SCAN-TAB-1", at=now())
    assert codes(unregistered) == ["device.not_registered"]
    plant.register_device(actor=here.quality, equipment_id=device.id, reason="validated")
    with pytest.raises(Refused) as unqualified:
        plant.registered_device("TAB-1", at=now())
    assert codes(unqualified) == ["equipment.not_qualified"]
    plant.qualify_equipment(actor=here.quality, equipment_id=device.id, valid_until=now() + timedelta(days=1))
    assert plant.registered_device(" tab-1 ", at=now()).id == device.id
    clock.advance(timedelta(days=1))
    with pytest.raises(Refused):
        plant.registered_device("TAB-1", at=now())
    with pytest.raises(Refused) as nobody:
        plant.registered_device("TAB-\x00", at=now())
    assert codes(nobody) == ["equipment.unknown"]
    with pytest.raises(Refused) as never:
        plant.register_device(actor=here.quality, equipment_id=here.cabinet.id, reason="no")
    assert codes(never) == ["device.not_a_source"]


def test_a_scan_finds_what_the_label_says(here: Plant) -> None:
    giai = plant.register_equipment(
        actor=HOUSE, kind=EquipmentKind.BALANCE,
        code="BAL-9", scan_code="8004697012345BAL9", name_en="Scale", room_id=here.clean.id,
    )  # fmt: skip
    for raw in ("(8004)697012345BAL9", "]C18004697012345BAL9", "bal-9", " BAL-9 "):
        assert plant.find_equipment(raw).id == giai.id
    assert plant.find_room("RM-B-101").id == here.clean.id
    with pytest.raises(Refused) as unknown:
        plant.find_room("RM-B-102")
    assert codes(unknown) == ["room.unknown"]


def test_a_reservation_keeps_others_out_for_its_time(here: Plant, clock: FixedClock) -> None:
    start = now() + timedelta(hours=1)
    booked = plant.reserve(
        actor=here.operator, equipment_id=here.incubator.id, batch="P-1", starts_at=start,
        ends_at=start + timedelta(hours=2),
    )  # fmt: skip
    with pytest.raises(Refused) as clash:
        plant.reserve(
            actor=here.second, equipment_id=here.incubator.id, batch="P-2", starts_at=start + timedelta(hours=1),
            ends_at=start + timedelta(hours=3),
        )  # fmt: skip
    assert codes(clash) == ["reservation.clash"]
    touching = plant.reserve(
        actor=here.second, equipment_id=here.incubator.id, batch="P-2", starts_at=start + timedelta(hours=2),
        ends_at=start + timedelta(hours=3),
    )  # fmt: skip
    clock.advance(timedelta(hours=1))
    assert (problems(here.incubator), problems(here.incubator, "P-2")) == ([], ["booked"])
    plant.cancel_reservation(actor=here.operator, reservation_id=booked.id, reason="moved")
    assert problems(here.incubator, "P-2") == []
    assert [row.id for row in plant.reservations_of(here.incubator, since=now())] == [touching.id]


def test_what_touched_a_container_is_in_the_graph(here: Plant) -> None:
    """T16: room, equipment and person, from the same events."""
    cleared(here, here.clean)
    someone_in(here.clean, here.operator)
    facts = bag()
    plant.open_container(
        actor=here.operator, room_id=here.clean.id, facts=facts, batch="P-1", equipment_id=here.cabinet.id
    )
    plant.start_use(
        actor=here.operator, equipment_id=here.incubator.id, batch="P-1", product="", containers=[facts.container]
    )
    touched = {(node.kind, node.id) for node in backward(NodeKind.CONTAINER, facts.container)}
    assert touched == {
        (NodeKind.ROOM, here.clean.id),
        (NodeKind.EQUIPMENT, here.cabinet.id),
        (NodeKind.EQUIPMENT, here.incubator.id),
        (NodeKind.PERSON, here.operator.person_id),
    }


def test_due_names_what_lapses_soon(here: Plant) -> None:
    fine = {each.code for each in plant.due(at=now(), within=timedelta(days=30))}
    assert fine == set()
    plant.qualify_equipment(actor=here.quality, equipment_id=here.cabinet.id, valid_until=now() + timedelta(days=10))
    make_equipment(EquipmentKind.CENTRIFUGE, "CEN-1", here.clean, ready=False)
    soon = {each.code for each in plant.due(at=now(), within=timedelta(days=30))}
    assert soon == {"BSC-1", "CEN-1"}
    assert {each.code for each in plant.due(at=now(), within=timedelta(days=5))} == {"CEN-1"}


def test_P11_7_the_serial_number_of_a_device_is_noted_with_a_reason(here: Plant) -> None:
    """P11-7, CN-2f: what is compared with the files of the instrument; a change says why, and what it was."""
    made = plant.register_equipment(
        actor=here.quality,
        kind=EquipmentKind.CELL_COUNTER,
        code="CNT-7",
        scan_code="CNT-7",
        name_en="Counter",
        room_id=here.clean.id,
        serial=" NC-200/17 ",
    )
    assert (made.serial, made.version) == ("NC-200/17", 2)
    for serial, reason, code in (
        ("NC-200/17", "again", "equipment.serial.already"),
        ("two words", "typed", "equipment.serial.malformed"),
        ("NC-200/18", "", "base.reason_required"),
    ):
        with pytest.raises(Refused) as refused:
            plant.note_serial(actor=here.quality, equipment_id=made.id, serial=serial, reason=reason)
        assert [problem.code for problem in refused.value.problems] == [code]
    changed = plant.note_serial(actor=here.quality, equipment_id=made.id, serial="NC-200/18", reason="type plate read")
    assert (changed.serial, changed.version) == ("NC-200/18", 3)
    assert [each.code for each in plant.equipment_of_serial("nc20018")] == ["CNT-7"]
    assert plant.equipment_of_serial("") == []
    [last] = [each for each in events_of(f"equipment/{made.id}") if each.version == 3]
    assert envelope(last)["data"] == {"equipment": str(made.id), "serial": "NC-200/18", "was": "NC-200/17"}
