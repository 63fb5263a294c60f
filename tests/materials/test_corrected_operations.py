"""What was recorded wrongly is corrected by an operation that stands for it: balances, clocks and traces follow."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from cellpark.genealogy.public import NodeKind, forward
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.plain import instant_text
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.materials.public import (
    Amended,
    ClockKind,
    ClockLimit,
    Consumed,
    Container,
    CustodyAct,
    Into,
    Loss,
    Material,
    MaterialKind,
    Movement,
    Operation,
    OperationKind,
    Produced,
    StorageCondition,
    correct_operation,
    correct_outside,
    describe_material,
    hold_container,
    move_container,
    operate,
    operations_of,
)
from tests.materials.plant import Plant, q
from tests.materials.test_operations import codes


def used(plant: Plant, bottle: Container, bag: Container, amount: str) -> Operation:
    return operate(
        actor=plant.operator,
        kind=OperationKind.USE,
        consumed=[Consumed(container=bottle.id, quantity=q(amount))],
        produced=[Into(container=bag.id)],
    )


def corrected(plant: Plant, operation: Operation, container: UUID, amount: str, **more: Any) -> Operation:
    changes = [Amended(container=container, quantity=q(amount), **more)]
    return correct_operation(actor=plant.quality, operation_id=operation.id, changes=changes, reason="misread")


def vector_of(plant: Plant) -> Material:
    limit = ClockLimit(kind=ClockKind.OUT_OF_FREEZER, limit=q("2 h"))
    return describe_material(
        actor=plant.planner,
        organisation_id=plant.organisation.id,
        code="RM-0501",
        name_en="Vector",
        kind=MaterialKind.VECTOR,
        unit="mL",
        storage=StorageCondition.CRYOGENIC,
        clocks=[limit],
    )


def stored(plant: Plant, container: Container, *, cold: bool = False) -> Container:
    moved = move_container(
        actor=plant.operator,
        container_id=container.id,
        raw=container.code,
        movement=Movement(
            act=CustodyAct.STORED,
            place="FRIDGE-1/A1",
            condition=StorageCondition.CRYOGENIC if cold else StorageCondition.REFRIGERATED,
            verifier=plant.second.person_id,
        ),
    )
    assert moved.ok, moved.problems
    return Container.objects.get(id=container.id)


def amounts(*containers: Container) -> list[str]:
    return [
        f"{Container.objects.get(id=each.id).quantity} {Container.objects.get(id=each.id).state}" for each in containers
    ]


def test_T11_another_bottle_was_used_than_was_recorded(plant: Plant, clock: FixedClock) -> None:
    """T11, T16, 211-1b: the balance of both bottles and both lots' traces follow; as known before, the old one."""
    bag = plant.patient_bag()
    wrong, right = plant.stock(plant.lot(number="L1")), plant.stock(plant.lot(number="L2"))
    done = used(plant, wrong, bag, "100 mL")
    clock.advance(timedelta(hours=1))
    before = clock.now()
    clock.advance(timedelta(hours=1))
    made = corrected(plant, done, wrong.id, "90 mL", instead=right.id)
    assert amounts(wrong, right) == ["100 mL available", "10 mL in_use"]
    lots = {each.number: each.id for each in (wrong.lot, right.lot) if each}
    touched = {name: (NodeKind.CONTAINER, bag.id) in forward(NodeKind.LOT, lots[name]) for name in lots}
    assert touched == {"L1": False, "L2": True}
    assert (NodeKind.CONTAINER, bag.id) in forward(NodeKind.LOT, lots["L1"], as_of=before)
    assert (made.corrects, made.done_at, made.performers) == (done.id, done.done_at, done.performers)
    assert [each.id for each in Operation.objects.all()] == [made.id]
    assert Operation.ever.count() == 2
    with pytest.raises(Refused) as refused:
        corrected(plant, done, wrong.id, "80 mL")
    assert codes(refused) == ["materials.correction.twice"]


def split(plant: Plant, bag: Container, *volumes: str) -> tuple[Operation, list[Container]]:
    parts = [Produced(quantity=q(each)) for each in volumes]
    taken = q(volumes[0]) - q(volumes[0])
    for each in volumes:
        taken = taken + q(each)
    done = operate(
        actor=plant.operator,
        kind=OperationKind.SPLIT,
        consumed=[Consumed(container=bag.id, quantity=taken)],
        produced=parts,
    )
    return done, [Container.objects.get(id=each["container"]) for each in done.produced]


def test_T11_less_was_filled_and_the_rest_is_where_it_came_from(plant: Plant, clock: FixedClock) -> None:
    """T11, T10, 211-1b: the source holds what did not leave it, and its hold clock runs on as if it never stood."""
    bag = plant.patient_bag(collected_at=clock.now() - timedelta(hours=3))
    [running] = Container.objects.get(id=bag.id).clocks
    done, [first, second] = split(plant, bag, "58 mL", "40 mL")
    clock.advance(timedelta(hours=1))
    all_of_it = corrected(plant, done, first.id, "60 mL")
    assert amounts(bag) == ["0 mL empty"]
    corrected(plant, all_of_it, first.id, "57 mL")
    assert amounts(bag, first, second) == ["3 mL in_use", "57 mL available", "40 mL available"]
    row = Container.objects.get(id=bag.id)
    assert row.clocks == [running]
    assert row.clock_due_at is not None
    with pytest.raises(Refused) as refused:
        corrected(plant, Operation.objects.get(corrects=all_of_it.id), first.id, "61 mL")
    assert codes(refused) == ["materials.operation.too_much"]


def test_T11_what_an_emptied_bag_gave_less_than_was_recorded_is_lost(plant: Plant) -> None:
    """T11, 211-1b: nothing comes back into a bag that was thrown away; another correction counts the loss anew."""
    bag = plant.patient_bag()
    done, [first, second] = split(plant, bag, "60 mL", "40 mL")
    assert amounts(bag) == ["0 mL empty"]
    made = corrected(plant, done, first.id, "58 mL")
    assert made.losses == [{"quantity": q("2 mL").plain(), "why": "misread"}]
    assert amounts(bag, first, second) == ["0 mL empty", "58 mL available", "40 mL available"]
    made = corrected(plant, made, second.id, "42 mL")
    assert (made.losses, amounts(bag, second)) == ([], ["0 mL empty", "42 mL available"])


def test_T11_a_pool_that_was_corrected_downwards_is_corrected_upwards_again(plant: Plant) -> None:
    """T11, 211-1b: what an earlier correction declared as lost is not lost twice."""
    bags = [plant.patient_bag(code=code) for code in ("BAG-1", "BAG-2")]
    pooled = operate(
        actor=plant.operator,
        kind=OperationKind.POOL,
        consumed=[Consumed(container=each.id) for each in bags],
        produced=[Produced(quantity=q("195 mL")), Loss(quantity=q("5 mL"), why="tube")],
    )
    source = UUID(pooled.produced[0]["container"])
    made = corrected(plant, pooled, source, "190 mL")
    assert [each["quantity"]["value"] for each in made.losses] == ["5", "5"]
    made = corrected(plant, made, source, "194 mL")
    assert [(each["quantity"]["value"], each["why"]) for each in made.losses] == [("5", "tube"), ("1", "misread")]


def test_CN4c_a_held_container_that_was_emptied_by_mistake_is_held_again(plant: Plant) -> None:
    """CN-4c, T11: only who decides about a hold lifts it; a correction to nothing and back does not."""
    bag = plant.patient_bag()
    hold_container(actor=plant.operator, container_id=bag.id, reason="leak")
    taken = operate(
        actor=plant.operator,
        kind=OperationKind.SAMPLE,
        consumed=[Consumed(container=bag.id, quantity=q("60 mL"))],
        produced=[Produced(quantity=q("60 mL"))],
    )
    sample = UUID(taken.produced[0]["container"])
    assert amounts(bag) == ["40 mL quarantined"]
    all_of_it = corrected(plant, taken, sample, "100 mL")
    assert amounts(bag) == ["0 mL empty"]
    corrected(plant, all_of_it, sample, "2 mL")
    assert amounts(bag) == ["98 mL quarantined"]


def test_T11_a_stored_container_that_was_emptied_by_mistake_is_in_its_store_again(plant: Plant) -> None:
    """T11, T10: it never left its place."""
    bag = plant.patient_bag()
    bottle = plant.stock(plant.lot())
    done = used(plant, bottle, bag, "10 mL")
    stored(plant, bottle)
    all_of_it = corrected(plant, done, bottle.id, "100 mL")
    assert amounts(bottle) == ["0 mL empty"]
    corrected(plant, all_of_it, bottle.id, "12 mL")
    assert amounts(bottle) == ["88 mL stored"]
    assert Container.objects.get(id=bottle.id).place == "FRIDGE-1/A1"


def test_T11_T10_the_bottle_that_was_used_left_its_store_and_the_other_one_never_did(
    plant: Plant, clock: FixedClock
) -> None:
    """T11, T10: the clock of what was taken out runs from the use; what nobody touched is closed and in its place."""
    bag, thawed = plant.patient_bag(), "out_of_freezer"
    frozen = {"condition": StorageCondition.CRYOGENIC}
    vector = vector_of(plant)
    wrong, right = (stored(plant, plant.stock(plant.lot(vector, name), **frozen), cold=True) for name in ("V1", "V2"))
    clock.advance(timedelta(hours=1))
    done = used(plant, wrong, bag, "40 mL")
    at = clock.now()
    untouched = [wrong.place, wrong.condition, wrong.room, wrong.opened_at, wrong.clocks]
    clock.advance(timedelta(minutes=30))
    corrected(plant, done, wrong.id, "40 mL", instead=right.id)
    assert amounts(wrong, right) == ["100 mL stored", "60 mL in_use"]
    row = Container.objects.get(id=wrong.id)
    assert [row.place, row.condition, row.room, row.opened_at, row.clocks] == untouched
    row = Container.objects.get(id=right.id)
    assert {each["kind"]: each["since"] for each in row.clocks}[thawed] == instant_text(at)
    again = Operation.objects.get(corrects=done.id)
    corrected(plant, again, right.id, "40 mL", instead=wrong.id)
    assert amounts(wrong, right) == ["60 mL in_use", "100 mL stored"]


def test_T11_a_bottle_that_others_worked_with_keeps_what_they_found(plant: Plant, clock: FixedClock) -> None:
    """T11, T4: it is open since its first use; a use that was another bottle's does not close it again."""
    bag = plant.patient_bag()
    wrong, right = plant.stock(plant.lot(number="L1")), plant.stock(plant.lot(number="L2"))
    done = used(plant, wrong, bag, "10 mL")
    opened = Container.objects.get(id=wrong.id).opened_at
    clock.advance(timedelta(hours=1))
    used(plant, wrong, bag, "10 mL")
    corrected(plant, done, wrong.id, "10 mL", instead=right.id)
    assert amounts(wrong, right) == ["90 mL in_use", "90 mL in_use"]
    assert Container.objects.get(id=wrong.id).opened_at == opened is not None


def test_T11_what_later_operations_rest_on_is_not_corrected_under_them(plant: Plant) -> None:
    """T11, 211-1b: refused with what to do; pooled amounts that were never there are declared as lost."""
    one, two = plant.patient_bag(code="BAG-1"), plant.patient_bag(code="BAG-2")
    pooled = operate(
        actor=plant.operator,
        kind=OperationKind.POOL,
        consumed=[Consumed(container=one.id), Consumed(container=two.id)],
        produced=[Produced(quantity=q("200 mL"))],
    )
    [line] = pooled.produced
    made = corrected(plant, pooled, UUID(line["container"]), "190 mL")
    assert made.losses == [{"quantity": q("10 mL").plain(), "why": "misread"}]
    assert amounts(one, two) == ["0 mL empty"] * 2
    source = UUID(line["container"])
    operate(
        actor=plant.operator,
        kind=OperationKind.TRANSFER,
        consumed=[Consumed(container=source)],
        produced=[Produced(quantity=q("190 mL"))],
    )
    with pytest.raises(Refused) as refused:
        corrected(plant, made, source, "180 mL")
    assert codes(refused) == ["materials.correction.stands_on"]
    with pytest.raises(Refused) as refused:
        corrected(plant, made, source, "190 mL")
    assert codes(refused) == ["materials.correction.nothing"]
    with pytest.raises(NotAllowed):
        correct_operation(actor=plant.planner, operation_id=made.id, changes=[], reason="misread")


def test_T11_what_a_batch_did_or_quality_has_stopped_is_not_corrected_at_the_container(plant: Plant) -> None:
    """T11, CN-4c: signatures of a batch rest on what it did; what is on hold is quality's to correct."""
    bag, bottle = plant.patient_bag(), plant.stock(plant.lot())
    done = used(plant, bottle, bag, "30 mL")
    within = operate(
        actor=plant.operator,
        kind=OperationKind.USE,
        consumed=[Consumed(container=bottle.id, quantity=q("10 mL"))],
        produced=[Into(container=bag.id)],
        batch=bag.id,
        step="U1.1",
    )

    def refused(operation: Operation, container: Container, **more: Any) -> list[str]:
        change = Amended(container=container.id, quantity=q("20 mL"), **more)
        with pytest.raises(Refused) as caught:
            correct_outside(actor=plant.operator, operation_id=operation.id, change=change, reason="misread")
        return codes(caught)

    assert refused(within, bottle) == ["materials.correction.in_batch"]
    assert refused(done, bag) == ["materials.correction.not_there"]  # what went into it was never measured
    hold_container(actor=plant.operator, container_id=bottle.id, reason="label torn")
    assert refused(done, bottle) == ["materials.correction.held"]
    change = Amended(container=bottle.id, quantity=q("20 mL"))
    made = correct_outside(actor=plant.quality, operation_id=done.id, change=change, reason="misread")
    assert amounts(bottle) == ["70 mL quarantined"]
    assert {each.id for each in operations_of(bottle.id)} == {made.id, within.id}
