"""Operations consume and produce containers; quantities balance or nothing happens."""

import pytest

from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.materials.public import (
    Consumed,
    Container,
    Into,
    Loss,
    Operation,
    OperationKind,
    Produced,
    operate,
)
from tests.materials.plant import COI, OTHER_COI, Plant, q


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_split_gives_bags_of_the_same_patient_and_empties_the_parent(plant: Plant) -> None:
    bag = plant.patient_bag(amount="90 mL")
    done = operate(
        actor=plant.operator,
        kind=OperationKind.SPLIT,
        consumed=[Consumed(container=bag.id)],
        produced=[Produced(quantity=q("30 mL")), Produced(quantity=q("60 mL"))],
    )
    bag.refresh_from_db()
    made = Container.objects.filter(id__in=[line["container"] for line in done.produced]).order_by("made_at", "id")
    assert bag.state == "empty"
    assert [(each.coi, each.state, str(each.material_id)) for each in made] == [
        (COI, "available", str(plant.bag.id))
    ] * 2
    assert sum((each.quantity for each in made), start=q("0 mL")) == q("90 mL")


def test_what_does_not_balance_is_refused_unless_the_loss_is_declared(plant: Plant) -> None:
    bag = plant.patient_bag(amount="90 mL")
    take = [Consumed(container=bag.id)]
    for produced, code in (
        ([Produced(quantity=q("80 mL"))], "materials.operation.unbalanced"),
        ([Produced(quantity=q("91 mL"))], "materials.operation.unbalanced"),
        ([Produced(quantity=q("80 mL")), Loss(quantity=q("10 mL"), why=" ")], "materials.operation.loss_unexplained"),
        ([Produced(quantity=q("90 cell"))], "materials.operation.unbalanced"),
        ([Produced(quantity=q("-90 mL"))], "materials.operation.nothing_out"),
    ):
        with pytest.raises(Refused) as refused:
            operate(actor=plant.operator, kind=OperationKind.TRANSFER, consumed=take, produced=produced)
        assert codes(refused) == [code]
    bag.refresh_from_db()
    assert (bag.quantity, bag.state, Operation.objects.count()) == (q("90 mL"), "available", 0)
    done = operate(
        actor=plant.operator,
        kind=OperationKind.TRANSFER,
        consumed=take,
        produced=[Produced(quantity=q("0.08 L")), Loss(quantity=q("10 mL"), why="left in the tubing")],
    )
    assert done.losses == [{"quantity": {"unit": "mL", "value": "10"}, "why": "left in the tubing"}]


def test_nobody_takes_out_more_than_is_in_it(plant: Plant) -> None:
    bag = plant.patient_bag(amount="90 mL")
    with pytest.raises(Refused) as refused:
        operate(
            actor=plant.operator,
            kind=OperationKind.USE,
            consumed=[Consumed(container=bag.id, quantity=q("0.0901 L"))],
        )
    assert codes(refused) == ["materials.operation.too_much"]


def test_cells_of_two_patients_never_meet(plant: Plant) -> None:
    """LBL-5: pooling or using two chains of identity in one operation is refused."""
    one, other = plant.patient_bag(COI), plant.patient_bag(OTHER_COI)
    both = [Consumed(container=one.id), Consumed(container=other.id)]
    for kind, produced in (
        (OperationKind.POOL, [Produced(quantity=q("200 mL"))]),
        (OperationKind.DERIVE, [Produced(quantity=q("150 mL"), material=plant.cells.id)]),
    ):
        with pytest.raises(Refused) as refused:
            operate(actor=plant.operator, kind=kind, consumed=both, produced=produced)
        assert codes(refused) == ["materials.operation.two_identities"]


def test_two_bags_of_one_patient_are_pooled(plant: Plant) -> None:
    bags = [plant.patient_bag(amount="40 mL"), plant.patient_bag(amount="50 mL")]
    done = operate(
        actor=plant.operator,
        kind=OperationKind.POOL,
        consumed=[Consumed(container=each.id) for each in bags],
        produced=[Produced(quantity=q("90 mL"), code="CT-POOL")],
    )
    pool = Container.objects.get(id=done.produced[0]["container"])
    assert (pool.coi, pool.code, pool.quantity) == (COI, "CT-POOL", q("90 mL"))


def test_a_sample_is_a_leaf(plant: Plant) -> None:
    bag = plant.patient_bag(amount="90 mL")
    done = operate(
        actor=plant.operator,
        kind=OperationKind.SAMPLE,
        consumed=[Consumed(container=bag.id, quantity=q("1 mL"))],
        produced=[Produced(quantity=q("1 mL"))],
    )
    sample = Container.objects.get(id=done.produced[0]["container"])
    assert (sample.sample, sample.code[:3], sample.coi) == (True, "SA-", COI)
    with pytest.raises(Refused) as refused:
        operate(
            actor=plant.operator,
            kind=OperationKind.TRANSFER,
            consumed=[Consumed(container=sample.id)],
            produced=[Produced(quantity=q("1 mL"))],
        )
    assert codes(refused) == ["materials.operation.sample_is_leaf"]
    operate(actor=plant.operator, kind=OperationKind.USE, consumed=[Consumed(container=sample.id)])


def test_a_reagent_goes_into_a_bag_and_the_bag_grows(plant: Plant) -> None:
    bag = plant.patient_bag(amount="90 mL")
    bottle = plant.stock(plant.lot(), "500 mL")
    operate(
        actor=plant.operator,
        kind=OperationKind.USE,
        consumed=[Consumed(container=bottle.id, quantity=q("200 mL"))],
        produced=[Into(container=bag.id, quantity=q("200 mL"))],
    )
    bag.refresh_from_db()
    bottle.refresh_from_db()
    assert (bag.quantity, bottle.quantity, bottle.state) == (q("290 mL"), q("300 mL"), "in_use")
    with pytest.raises(Refused) as refused:
        operate(
            actor=plant.operator,
            kind=OperationKind.USE,
            consumed=[Consumed(container=bottle.id, quantity=q("200 mL"))],
            produced=[Into(container=bag.id, quantity=q("201 mL"))],
        )
    assert codes(refused) == ["materials.operation.unbalanced"]


def test_destroying_needs_a_reason_and_leaves_nothing(plant: Plant) -> None:
    bag = plant.patient_bag(amount="90 mL")
    with pytest.raises(Refused) as refused:
        operate(actor=plant.operator, kind=OperationKind.DESTROY, consumed=[Consumed(container=bag.id)])
    assert codes(refused) == ["base.reason_required"]
    operate(
        actor=plant.operator, kind=OperationKind.DESTROY, consumed=[Consumed(container=bag.id)], reason="leak found"
    )
    bag.refresh_from_db()
    assert (bag.state, bag.quantity) == ("destroyed", q("0 mL"))


def test_an_operation_has_the_shape_of_its_kind(plant: Plant) -> None:
    bag, other = plant.patient_bag(), plant.patient_bag()
    two = [Consumed(container=bag.id), Consumed(container=other.id)]
    for kind, consumed, produced in (
        (OperationKind.SPLIT, two, [Produced(quantity=q("200 mL"))]),
        (OperationKind.POOL, two[:1], [Produced(quantity=q("100 mL"))]),
        (OperationKind.DESTROY, two[:1], [Produced(quantity=q("100 mL"))]),
        (OperationKind.DERIVE, two[:1], []),
    ):
        with pytest.raises(Refused) as refused:
            operate(actor=plant.operator, kind=kind, consumed=consumed, produced=produced, reason="test")
        assert "materials.operation.shape" in codes(refused)
    with pytest.raises(Refused) as refused:
        operate(
            actor=plant.operator,
            kind=OperationKind.USE,
            consumed=[Consumed(container=bag.id, quantity=q("1 mL")), Consumed(container=bag.id, quantity=q("1 mL"))],
        )
    assert codes(refused) == ["materials.operation.twice"]


def test_only_those_who_may_operate_do(plant: Plant) -> None:
    bag = plant.patient_bag()
    with pytest.raises(NotAllowed):
        operate(actor=plant.planner, kind=OperationKind.USE, consumed=[Consumed(container=bag.id)])


def test_a_code_that_is_taken_is_refused(plant: Plant) -> None:
    bag = plant.patient_bag(code="CT-1")
    with pytest.raises(Refused) as refused:
        operate(
            actor=plant.operator,
            kind=OperationKind.TRANSFER,
            consumed=[Consumed(container=bag.id)],
            produced=[Produced(quantity=q("100 mL"), code="CT-1")],
        )
    assert codes(refused) == ["materials.container.code_taken"]
