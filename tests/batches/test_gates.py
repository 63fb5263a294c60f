"""What stands at the door of a step: order, people, places, devices, material, time. Refused acts are on record."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from cellpark.batches import public as batches
from cellpark.batches.public import Batch
from cellpark.equipment import public as plant
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.ledger.public import events_of
from cellpark.materials import public as materials
from tests.batches.floor import OTHER_COI, Floor
from tests.materials.plant import q


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def rules(refused: pytest.ExceptionInfo[Refused]) -> list[str | None]:
    return [problem.rule for problem in refused.value.problems]


def refusals(batch: Batch) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.step, each.verb, each.codes) for each in batches.batch_view(batch.id).state.refusals]


def test_P11_6_no_step_begins_before_the_one_before_it_is_signed(floor: Floor) -> None:
    """P11-6, and the attempt is on record."""
    batch = floor.started()
    with pytest.raises(Refused) as refused:
        batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.2")
    assert refused.value.problems == (
        Problem("batches.step.order", {"step": "U1.2", "first": "U1.1"}, field="step", rule="P11-6"),
    )
    assert refusals(batch) == [("U1.2", "begin_step", ("batches.step.order",))]
    assert events_of(f"batch/{batch.id}").last().type == "batches.step.refused"  # type: ignore[union-attr]


@pytest.mark.parametrize("step", ["U9.9", "U1.1#1", "U2.1", "U2.1#0", "U2.1#x", "", "#", "U2.1#1#1"])
def test_a_step_that_the_recipe_does_not_have_is_refused_in_words(floor: Floor, step: str) -> None:
    batch = floor.started()
    with pytest.raises(Refused) as refused:
        batches.begin_step(actor=floor.one, batch_id=batch.id, step=step)
    assert codes(refused) == ["batches.step.unknown"]


def test_T2_nobody_begins_a_step_untrained_or_not_current_in_gowning(floor: Floor) -> None:
    """T2, A1-1b, P11-4."""
    batch = floor.started()
    floor.qualify(floor.lead, "gowning-grade-b", until=date(2026, 11, 22))
    with pytest.raises(Refused) as refused:
        batches.begin_step(actor=floor.lead, batch_id=batch.id, step="U1.1")
    assert codes(refused) == ["batches.operator.not_qualified", "batches.operator.not_gowned"]
    assert rules(refused) == ["P11-4", "A1-1b"]
    floor.qualify(floor.lead, "SMALL-1/U1", "gowning-grade-a")
    batches.begin_step(actor=floor.lead, batch_id=batch.id, step="U1.1")
    with pytest.raises(NotAllowed):
        batches.begin_step(actor=floor.quality, batch_id=batch.id, step="U1.1")


def test_T1_the_wrong_bag_is_a_hard_stop_and_a_near_miss(floor: Floor) -> None:
    """T1, LBL-5: the act does not happen, the near miss stays."""
    right, wrong = floor.store.patient_bag(), floor.store.patient_bag(OTHER_COI)
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    for code in (wrong.code, "NOBODY-KNOWS"):
        with pytest.raises(Refused):
            batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=code)
    assert sorted(each.kind for each in materials.NearMiss.objects.all()) == ["unreadable", "wrong_identity"]
    assert refusals(batch) == [
        ("U1.1", "scan_in", ("materials.scan.wrong_identity",)),
        ("U1.1", "scan_in", ("identifiers.unknown",)),
    ]
    assert floor.view(batch).state.steps["U1.1"].entries == {}
    batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=right.code)


def test_T3_a_device_that_is_soiled_or_of_another_class_is_blocked(floor: Floor) -> None:
    """T3, 211-3c."""
    batch = at_second_step(floor)
    plant.start_use(actor=floor.one, equipment_id=floor.incubator.id, batch="OTHER", product="X")
    plant.finish_use(actor=floor.one, equipment_id=floor.incubator.id, batch="OTHER")
    take = {"actor": floor.one, "batch_id": batch.id, "step": "U1.2", "field": "inc"}
    with pytest.raises(Refused) as refused:
        batches.take_equipment(**take, code="SCAN-INC-1")  # type: ignore[arg-type]
    assert codes(refused) == ["equipment.equipment.not_clean"]
    with pytest.raises(Refused) as refused:
        batches.take_equipment(**take, code="SCAN-BSC-1")  # type: ignore[arg-type]
    assert codes(refused) == ["batches.equipment.other_class"]
    plant.clean_equipment(
        actor=floor.one, equipment_id=floor.incubator.id, valid_until=floor.clock.now() + timedelta(days=1)
    )
    batches.take_equipment(**take, code="SCAN-INC-1")  # type: ignore[arg-type]


def test_T4_expired_or_quarantined_material_is_blocked(floor: Floor) -> None:
    """T4, 211-1b, CN-4c."""
    old = floor.beads("OLD", expires_at=floor.clock.now() + timedelta(hours=1))
    waiting = floor.store.stock(floor.store.lot(floor.store.reagent, "NEW", released=False))
    other = floor.store.stock(floor.store.lot(floor.store.medium, "M1"))
    batch = at_second_step(floor)
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    floor.clock.advance(timedelta(hours=2))
    found = []
    for bottle in (old, waiting, other):
        with pytest.raises(Refused) as refused:
            batches.use_material(actor=floor.one, batch_id=batch.id, step="U1.2", field="beads", code=bottle.code)
        found += codes(refused)
    assert found == ["materials.lot.expired", "materials.lot.in_quarantine", "materials.scan.wrong_material"]


def test_T5_the_performer_does_not_verify_and_does_not_confirm(floor: Floor) -> None:
    """T5, 211-2a, A11-1a, CN-1b."""
    bottle = floor.beads()
    batch = at_second_step(floor)
    floor.record(batch, "U1.2", "ratio", "3 bead/cell")
    batches.use_material(actor=floor.two, batch_id=batch.id, step="U1.2", field="beads", code=bottle.code)
    batches.take_equipment(actor=floor.one, batch_id=batch.id, step="U1.2", field="inc", code="SCAN-INC-1")
    floor.clock.advance(timedelta(hours=24))
    batches.stop_time(actor=floor.one, batch_id=batch.id, step="U1.2", field="hold")
    floor.sign(batch, "U1.2")
    for actor in (floor.one, floor.two):
        with pytest.raises(Refused) as refused:
            floor.sign(batch, "U1.2", "check", by=actor)
        assert codes(refused) == ["batches.verifier.performed"]
    floor.sign(batch, "U1.2", "check", by=floor.quality)
    floor.begun(batch, "U2.1#1")
    batches.take_sample(actor=floor.one, batch_id=batch.id, step="U2.1#1", field="ipc", code="S-1")
    entry = floor.record(batch, "U2.1#1", "tvc", "3e9 cells")
    confirm = {"batch_id": batch.id, "step": "U2.1#1", "field": "tvc", "entry": entry.id}
    with pytest.raises(Refused) as refused:
        batches.confirm_value(actor=floor.one, value=q("3e9 cells"), **confirm)  # type: ignore[arg-type]
    assert codes(refused) == ["batches.verifier.performed"]
    with pytest.raises(Refused) as refused:
        batches.confirm_value(actor=floor.two, value=q("4e9 cells"), **confirm)  # type: ignore[arg-type]
    assert codes(refused) == ["batches.value.confirmed_otherwise"]
    batches.confirm_value(actor=floor.two, value=q("3e9 cells"), **confirm)  # type: ignore[arg-type]


def test_T6_a_second_donor_is_not_opened_in_the_room(floor: Floor) -> None:
    """T6, ATMP-3a, CN-4e."""
    first, second = floor.store.patient_bag(), floor.store.patient_bag(OTHER_COI)
    one, two = floor.started(), floor.started("B-0002", OTHER_COI)
    floor.cleared()
    floor.begun(one, "U1.1")
    batches.scan_in(actor=floor.one, batch_id=one.id, step="U1.1", field="aph", code=first.code)
    floor.begun(two, "U1.1", by=floor.two)
    with pytest.raises(Refused) as refused:
        batches.scan_in(actor=floor.two, batch_id=two.id, step="U1.1", field="aph", code=second.code)
    assert "equipment.opening.second_donor" in codes(refused)


def test_T7_infectious_material_goes_to_the_designated_suite_alone(floor: Floor) -> None:
    """T7, ATMP-3b, CN-4d: unknown counts as infectious where quality has not accepted it."""
    plant.Room.objects.filter(id=floor.room.id).update(accepts_unknown=False)
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1")
    with pytest.raises(Refused) as refused:
        batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    assert (codes(refused), rules(refused)) == (["equipment.opening.infection_unknown"], ["ATMP-3b"])


def test_T8_nothing_is_opened_without_a_line_clearance_in_time(floor: Floor) -> None:
    """T8, 211-3b, CN-4e."""
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.begun(batch, "U1.1")
    scan = {"actor": floor.one, "batch_id": batch.id, "step": "U1.1", "field": "aph", "code": bag.code}
    with pytest.raises(Refused) as refused:
        batches.scan_in(**scan)  # type: ignore[arg-type]
    assert codes(refused) == ["equipment.opening.line_not_cleared"]
    floor.cleared()
    floor.clock.advance(timedelta(days=2))
    with pytest.raises(Refused) as refused:
        batches.scan_in(**scan)  # type: ignore[arg-type]
    assert "equipment.opening.clearance_expired" in codes(refused)


def test_T8_nothing_is_handled_before_a_room_is_entered(floor: Floor) -> None:
    """T6, T7, T8 are questions to a room: without one the answer is no."""
    bag = floor.store.patient_bag()
    batch = floor.started()
    floor.cleared()
    floor.begun(batch, "U1.1", enter=False)
    with pytest.raises(Refused) as refused:
        batches.scan_in(actor=floor.one, batch_id=batch.id, step="U1.1", field="aph", code=bag.code)
    assert (codes(refused), rules(refused)) == (["batches.place.missing"], ["CN-4e"])


def test_P11_7_a_value_comes_from_a_registered_device_alone(floor: Floor) -> None:
    """P11-7."""
    batch = floor.started()
    floor.begun(batch, "U1.1", enter=False)
    with pytest.raises(Refused) as refused:
        floor.record(batch, "U1.1", "tnc", "2e9 cells", device="SCAN-BSC-1")
    assert codes(refused) == ["equipment.device.not_registered"]


def test_an_act_sent_twice_is_done_once_and_its_own_time_is_kept(floor: Floor) -> None:
    """A queue that lost its answer sends again; the plant's time stands beside the time of recording (A11-2f)."""
    batch = floor.started()
    key, at = uuid4(), floor.clock.now()
    floor.clock.advance(timedelta(hours=3))
    first = batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.1", at=at, key=key)
    again = batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.1", at=at, key=key)
    assert first == again
    event = events_of(f"batch/{batch.id}").last()
    assert event is not None
    assert (event.type, event.at, event.recorded_at) == ("batches.step.begun", at, floor.clock.now())
    with pytest.raises(Refused) as reused:
        batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.2", at=at, key=key)
    assert codes(reused) == ["base.idempotency.reused"]


def test_queued_acts_keep_their_order_and_are_neither_old_nor_ahead(floor: Floor) -> None:
    batch = floor.started()
    start = floor.clock.now()
    floor.clock.advance(timedelta(hours=2))
    batches.begin_step(actor=floor.one, batch_id=batch.id, step="U1.1", at=start + timedelta(hours=1))
    found = []
    for at in (start, start - timedelta(days=3), start + timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            floor.record(batch, "U1.1", "tnc", "2e9 cells", at=at)
        found += codes(refused)
    assert found == ["batches.time.before", "batches.time.too_old", "batches.time.future"]


def test_a_batch_of_another_organisation_is_not_there(floor: Floor) -> None:
    """T19."""
    from cellpark.base.scope import use_scope
    from tests.people import acting, organisation, person

    batch = floor.started()
    other = organisation("Elsewhere")
    stranger = acting(person("x@example.org", within=other), other)
    with use_scope(stranger.scope), pytest.raises(Batch.DoesNotExist):
        batches.batch_view(batch.id)


def at_second_step(floor: Floor) -> Batch:
    batch = floor.started()
    floor.cleared()
    floor.counted(batch, floor.store.patient_bag())
    floor.begun(batch, "U1.2")
    return batch
