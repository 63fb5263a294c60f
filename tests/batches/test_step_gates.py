"""What holds as long as a step lasts: who works in it, from which container, how long that was open or out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cellpark.base.actor import Actor
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, BatchException
from cellpark.equipment import public as plant
from cellpark.genealogy import public as genealogy
from cellpark.kernel.problem import Refused
from cellpark.materials import public as materials
from cellpark.materials.public import StorageCondition
from tests.batches.floor import SMALL, Floor, far
from tests.batches.test_gates import at_second_step, codes
from tests.materials.plant import q
from tests.people import HOUSE

UNTRAINED = ["batches.operator.not_qualified", "batches.operator.not_gowned"]


def test_T2_nobody_works_in_a_begun_step_untrained_or_not_current_in_gowning(floor: Floor) -> None:
    """T2, P11-4, A1-1b: whoever began it has no training to lend."""
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    scan: dict[str, Any] = {"batch_id": batch.id, "step": "U1.1", "field": "aph", "code": bag.code}
    for act in (
        lambda: batches.enter_place(actor=floor.lead, batch_id=batch.id, step="U1.1", code=floor.room.scan_code),
        lambda: batches.scan_in(actor=floor.lead, **scan),
        lambda: floor.record(batch, "U1.1", "tnc", "2e9 cells", by=floor.lead),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == UNTRAINED
    floor.qualify(floor.lead, "gowning-grade-b")
    with pytest.raises(Refused) as refused:
        batches.scan_in(actor=floor.lead, **scan)
    assert codes(refused) == UNTRAINED[:1]
    floor.qualify(floor.lead, "SMALL-1/U1")
    batches.enter_place(actor=floor.lead, batch_id=batch.id, step="U1.1", code=floor.room.scan_code)
    batches.scan_in(actor=floor.lead, **scan)


def test_T2_T5_who_checks_is_trained_for_what_they_check_or_of_the_quality_unit(floor: Floor) -> None:
    """T2, T5, P11-4: an operator verifies and confirms what they could do; no gown is needed for it."""
    bottle = floor.beads()
    batch = at_second_step(floor)
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    batches.use_material(actor=floor.one, batch_id=batch.id, step="U1.2", field="beads", code=bottle.code)
    batches.take_equipment(actor=floor.one, batch_id=batch.id, step="U1.2", field="inc", code="SCAN-INC-1")
    floor.clock.advance(timedelta(hours=24))
    batches.stop_time(actor=floor.one, batch_id=batch.id, step="U1.2", field="hold")
    floor.sign(batch, "U1.2")
    with pytest.raises(Refused) as refused:
        floor.sign(batch, "U1.2", "check", by=floor.lead)
    assert codes(refused) == UNTRAINED[:1]
    floor.qualify(floor.lead, "SMALL-1")
    floor.sign(batch, "U1.2", "check", by=floor.lead)
    floor.begun(batch, "U2.1#1")
    entry = floor.record(batch, "U2.1#1", "tvc", "3e9 cells")
    third = untrained(floor)
    with pytest.raises(Refused) as refused:
        batches.confirm_value(
            actor=third, batch_id=batch.id, step="U2.1#1", field="tvc", entry=entry.id, value=q("3e9 cells")
        )
    assert codes(refused) == UNTRAINED[:1]


def test_T5_a_verifier_who_signs_alone_is_not_who_did_the_work(follows: Callable[[str], Floor]) -> None:
    """T5, 211-2a: the word says it, with or without ``not operator``."""
    floor = follows(SMALL.replace("- sign done: operator", "- sign done: verifier", 1))
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    with pytest.raises(Refused) as refused:
        floor.sign(batch, "U1.1")
    assert codes(refused) == ["batches.verifier.performed"]
    floor.sign(batch, "U1.1", by=floor.two)


def test_T4_T16_a_lot_label_draws_from_the_one_container_that_it_can_mean(floor: Floor) -> None:
    """T4, T16, 211-1b: what is used is drawn from somewhere, and a recall of the lot finds the patient's cells."""
    bottle = floor.beads()
    other = floor.store.stock(bottle.lot)
    batch = at_second_step(floor)
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    use: dict[str, Any] = {"actor": floor.one, "batch_id": batch.id, "step": "U1.2", "field": "beads"}
    for label in ("L1", "RM-0312"):
        with pytest.raises(Refused) as refused:
            batches.use_material(code=label, **use)
        assert codes(refused) == ["batches.scan.which_container"]
    materials.hold_container(actor=floor.quality, container_id=other.id, reason="label is torn")
    batches.use_material(code="L1", **use)
    used = floor.view(batch).state.steps["U1.2"].entries["beads"][0]
    assert (used.thing, used.code) == (bottle.id, bottle.code)
    after = materials.Container.objects.get(id=bottle.id)
    assert after.quantity < bottle.quantity
    assert after.opened_at == floor.clock.now()
    cells = floor.view(batch).state.process[0]
    assert cells in {each.id for each in genealogy.forward(genealogy.NodeKind.LOT, bottle.lot_id)}


def test_T4_what_a_batch_leaves_of_a_reagent_expires_from_its_first_use(floor: Floor) -> None:
    """T4, 211-1b: nobody presses "open" at the bench."""
    bottle = floor.beads()
    batch = at_second_step(floor)
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    use: dict[str, Any] = {"actor": floor.one, "batch_id": batch.id, "step": "U1.2", "field": "beads"}
    with pytest.raises(Refused) as refused:
        batches.use_material(code=bottle.code, last=False, **use)
    assert codes(refused) == ["batches.use.how_much"]
    batches.use_material(code=bottle.code, quantity=q("10 mL"), last=False, **use)
    with pytest.raises(Refused) as refused:
        batches.use_material(code=bottle.code, **use)
    assert codes(refused) == ["batches.use.how_much"]
    floor.clock.advance(timedelta(days=27))
    batches.use_material(code=bottle.code, quantity=q("1 mL"), last=False, **use)
    floor.clock.advance(timedelta(days=1))
    with pytest.raises(Refused) as refused:
        batches.use_material(code=bottle.code, quantity=q("1 mL"), **use)
    assert codes(refused) == ["materials.container.open_too_long"]


def test_T10_a_bag_whose_fresh_window_broke_before_it_came_in_opens_its_exception_once(floor: Floor) -> None:
    """T10: the breach was noticed while no batch held the bag."""
    bag = floor.store.patient_bag(collected_at=floor.clock.now())
    floor.clock.advance(timedelta(hours=73))
    materials.notice_breaches(actor=floor.lead)
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    assert clocks(batch) == [("U1.1", "aph", "deviation major", f"{bag.code} fresh > 72 h")]
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    assert len(clocks(batch)) == 1


def test_T10_a_reagent_that_was_out_of_its_freezer_too_long_opens_an_exception(follows: Callable[[str], Floor]) -> None:
    """T10: what is used is never in process; its clock is read with the scan."""
    floor = follows(SMALL.replace("RM-0312", "RM-0501"))
    vector = materials.describe_material(
        actor=floor.store.planner,
        organisation_id=floor.store.organisation.id,
        code="RM-0501",
        name_en="Vector",
        name_zh="",
        kind=materials.MaterialKind.VECTOR,
        unit="mL",
        storage=StorageCondition.DEEP_FROZEN,
        donor_use=materials.DonorUse.NONE,
        clocks=[materials.ClockLimit(kind=materials.ClockKind.OUT_OF_FREEZER, limit=q("60 min"))],
    )
    floor.store = replace(floor.store, reagent=vector)
    vial = floor.beads()
    out = materials.Movement(act=materials.CustodyAct.CRYO_OUT, place="Bench", condition=StorageCondition.AMBIENT)
    materials.move_container(actor=floor.one, container_id=vial.id, raw=vial.code, movement=out)
    batch = at_second_step(floor)
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    floor.clock.advance(timedelta(minutes=61))
    use: dict[str, Any] = {"actor": floor.one, "batch_id": batch.id, "step": "U1.2", "field": "beads"}
    batches.use_material(code=vial.code, quantity=q("10 mL"), last=False, **use)
    batches.use_material(code=vial.code, quantity=q("1 mL"), last=False, **use)
    assert clocks(batch) == [("U1.2", "beads", "deviation major", f"{vial.code} out_of_freezer > 1 h")]


def clocks(batch: Batch) -> list[tuple[str, str, str, str]]:
    rows = BatchException.objects.filter(batch=batch, cause="clock").order_by("number")
    return [(row.step, row.field, row.reaction, row.seen) for row in rows]


def untrained(floor: Floor) -> Actor:
    from cellpark.identity.public import Role
    from tests.people import acting, person

    home = floor.store.organisation
    return acting(person("third@floor.example.org", Role.PRODUCTION_OPERATOR, within=home), home)


def test_T7_an_incubator_of_a_clean_suite_takes_no_infectious_cells(floor: Floor) -> None:
    """T7, ATMP-3b, CN-4d: the device stands in a suite, and the suite is the step's."""
    elsewhere, here = incubator(floor, "C"), incubator(floor, "B")
    batch = at_second_step(floor)
    take: dict[str, Any] = {"actor": floor.one, "batch_id": batch.id, "step": "U1.2", "field": "inc"}
    with pytest.raises(Refused) as refused:
        batches.take_equipment(code=elsewhere, **take)
    assert codes(refused) == ["batches.equipment.other_suite"]
    room = plant.Room.objects.filter(code="B-900")
    room.update(accepts_unknown=False)
    with pytest.raises(Refused) as refused:
        batches.take_equipment(code=here, **take)
    assert codes(refused) == ["equipment.opening.infection_unknown"]
    room.update(accepts_unknown=True)
    batches.take_equipment(code=here, **take)


def incubator(floor: Floor, suite: str) -> str:
    """An incubator in good order in another room of a suite."""
    home = floor.store.organisation.id
    found = plant.Suite.objects.filter(code=suite, organisation_id=home).first()
    found = found or plant.register_suite(actor=HOUSE, code=suite, name_en=suite, organisation=home)
    room = plant.register_room(
        actor=HOUSE,
        suite_id=found.id,
        code=f"{suite}-900",
        scan_code=f"RM-{suite}-900",
        name_en=suite,
        grade=plant.Grade.B,
        uses=(plant.RoomUse.CELLS,),
        pressure=plant.Pressure.POSITIVE,
        air_unit="AHU-9",
        plan=(20, 20, 10, 8),
        accepts_unknown=True,
    )
    code = f"SCAN-INC-{suite}9"
    made = plant.register_equipment(
        actor=HOUSE,
        kind=plant.EquipmentKind.INCUBATOR,
        code=f"INC-{suite}9",
        scan_code=code,
        name_en=suite,
        room_id=room.id,
    )
    plant.qualify_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    plant.clean_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    return code


def test_T16_what_is_cultured_is_in_its_incubator_until_it_is_worked_with(floor: Floor) -> None:
    """T16, T6: where the containers of a recall are now; in culture nothing is open in the room."""
    bag, bottle = floor.store.patient_bag(), floor.beads()
    floor.cleared()
    batch = floor.started()
    floor.counted(batch, bag)
    assert plant.inside_of([bag.id]) == {}
    floor.activated(batch, bottle)
    assert plant.inside_of([bag.id, bottle.id]) == {bag.id: "INC-1 \u00b7 B-101"}
    [placed] = plant.Placement.objects.filter(container=bag.id, removed_at=None)
    assert placed.openness == "vented"
    floor.controlled(batch, 1)
    floor.begun(batch, "U3.1")
    rest = materials.Container.objects.get(id=bag.id).quantity - q("30 mL")
    parts = [batches.Part(code="B-1", quantity=q("30 mL")), batches.Part(code="B-2", quantity=rest)]
    batches.produce(actor=floor.one, batch_id=batch.id, step="U3.1", field="bags", parts=parts)
    assert plant.inside_of([bag.id]) == {}


STORE = "- equip store: class ln2-storage; state qualified; holds aph; as \u6db2\u6c2e\u7f50 | store\n"
SCAN = "- in aph: apheresis bag; qty 1 bag; match patient; as \u5355\u91c7\u7269\u888b | apheresis bag\n"
STORED = SMALL.replace("{aph}", "{aph} {store}").replace(SCAN, SCAN + STORE)


def store_of(floor: Floor) -> plant.Equipment:
    """A nitrogen store in a room of its own suite."""
    home = floor.store.organisation.id
    suite = plant.register_suite(actor=HOUSE, code="R", name_en="R", organisation=home)
    room = plant.register_room(
        actor=HOUSE,
        suite_id=suite.id,
        code="R-102",
        scan_code="RM-R-102",
        name_en="Cryostorage",
        grade=plant.Grade.D,
        uses=(plant.RoomUse.STORAGE,),
        pressure=plant.Pressure.NEUTRAL,
        air_unit="AHU-R",
        plan=(20, 20, 10, 8),
        accepts_unknown=True,
    )
    made = plant.register_equipment(
        actor=HOUSE,
        kind=plant.EquipmentKind.LN2_STORAGE,
        code="LN2-1",
        scan_code="SCAN-LN2-1",
        name_en="Store",
        room_id=room.id,
        needs_cleaning=False,
    )
    plant.qualify_equipment(actor=HOUSE, equipment_id=made.id, valid_until=far())
    return made


@pytest.mark.parametrize("first", ["scan", "device"])
def test_T16_what_a_step_puts_into_a_store_stands_there_until_it_is_worked_with(
    follows: Callable[[str], Floor], first: str
) -> None:
    """T16: whether the bag or the store is scanned first, a recall finds the bag in the store; its room is left."""
    floor = follows(STORED)
    bag, store = floor.store.patient_bag(), store_of(floor)
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    said: dict[str, Any] = {"actor": floor.one, "batch_id": batch.id, "step": "U1.1"}
    acts = [
        lambda: batches.scan_in(**said, field="aph", code=bag.code),
        lambda: batches.take_equipment(**said, field="store", code=store.scan_code),
    ]
    for act in acts if first == "scan" else reversed(acts):
        assert plant.inside_of([bag.id]) == {}
        act()
    assert plant.inside_of([bag.id]) == {bag.id: "LN2-1 \u00b7 R-102"}
    [placed] = plant.Placement.objects.filter(container=bag.id, removed_at=None)
    assert (placed.openness, placed.room.code, placed.batch) == ("closed", "R-102", batch.number)
    floor.record(batch, "U1.1", "tnc", "2e9 cells")
    floor.sign(batch, "U1.1")
    assert plant.inside_of([bag.id]) == {bag.id: "LN2-1 \u00b7 R-102"}


def test_a_device_from_which_something_is_taken_holds_nothing_of_the_batch(follows: Callable[[str], Floor]) -> None:
    """T16: a freezer of a step whose recipe puts nothing into it."""
    floor = follows(STORED.replace("; holds aph", ""))
    bag, store = floor.store.patient_bag(), store_of(floor)
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    batches.take_equipment(actor=floor.one, batch_id=batch.id, step="U1.1", field="store", code=store.scan_code)
    assert plant.inside_of([bag.id]) == {}
