"""Which container may stand for another in a correction, and who says so of what is stopped."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from cellpark.base.actor import Actor
from cellpark.genealogy.public import NodeKind, forward
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.materials.public import (
    Amended,
    Consumed,
    Container,
    Into,
    Operation,
    OperationKind,
    Produced,
    correct_outside,
    hold_container,
    operate,
    quarantine_lot,
    release_lot,
)
from tests.materials.plant import OTHER_COI, Plant, q
from tests.materials.test_corrected_operations import amounts, split, used
from tests.materials.test_operations import codes


def transferred(plant: Plant, source: Container, amount: str) -> tuple[Operation, Container]:
    done = operate(
        actor=plant.operator,
        kind=OperationKind.TRANSFER,
        consumed=[Consumed(container=source.id, quantity=q(amount))],
        produced=[Produced(quantity=q(amount))],
    )
    return done, Container.objects.get(id=done.produced[0]["container"])


def refused(actor: Actor, operation: Operation, was: Container, amount: str, **more: Any) -> list[str]:
    change = Amended(container=was.id, quantity=q(amount), **more)
    with pytest.raises(Refused) as caught:
        correct_outside(actor=actor, operation_id=operation.id, change=change, reason="mixed up")
    return codes(caught)


def test_T16_nothing_comes_from_itself_or_from_what_was_made_of_it(plant: Plant, clock: FixedClock) -> None:
    """T11, T16: neither what the operation filled nor what came of that went into it, not even by way of a sample."""
    bag = plant.patient_bag()
    done, first = transferred(plant, bag, "10 mL")
    clock.advance(timedelta(hours=1))
    _, last = transferred(plant, first, "6 mL")
    taken = operate(
        actor=plant.operator,
        kind=OperationKind.SAMPLE,
        consumed=[Consumed(container=first.id, quantity=q("2 mL"))],
        produced=[Produced(quantity=q("2 mL"))],
    )
    other = plant.patient_bag(code="BAG-2")
    operate(
        actor=plant.operator,
        kind=OperationKind.USE,
        consumed=[Consumed(container=UUID(taken.produced[0]["container"]), quantity=q("1 mL"))],
        produced=[Into(container=other.id)],
    )
    for each in (first, last, other):
        for who in (plant.operator, plant.quality):
            assert refused(who, done, bag, "10 mL", instead=each.id) == ["materials.correction.from_itself"]
    assert amounts(bag, first, last) == ["90 mL in_use", "2 mL in_use", "6 mL available"]
    assert (NodeKind.CONTAINER, first.id) in forward(NodeKind.CONTAINER, bag.id)


def test_T16_what_was_received_afterwards_was_not_used(plant: Plant, clock: FixedClock) -> None:
    """T16: nobody says so, quality neither; what was only expected then was not here."""
    bag, bottle = plant.patient_bag(), plant.stock(plant.lot(number="L1"))
    done = used(plant, bottle, bag, "30 mL")
    clock.advance(timedelta(days=3))
    later = plant.stock(plant.lot(number="L9"))
    for who in (plant.operator, plant.quality):
        assert refused(who, done, bottle, "30 mL", instead=later.id) == ["materials.correction.later"]


def test_LBL5_another_patients_and_another_materials_container_stand_for_nothing(plant: Plant) -> None:
    """LBL-5, 211-1b: whoever calls the act, with a scan or without."""
    mine, other = plant.patient_bag(), plant.patient_bag(OTHER_COI)
    medium = plant.stock(plant.lot(plant.medium, "M1"))
    bottle = plant.stock(plant.lot(number="L1"))
    done, _ = transferred(plant, mine, "10 mL")
    assert refused(plant.quality, done, mine, "10 mL", instead=other.id) == ["materials.scan.wrong_identity"]
    use = used(plant, bottle, mine, "10 mL")
    assert refused(plant.quality, use, bottle, "10 mL", instead=medium.id) == ["materials.scan.wrong_material"]


def test_T4_what_might_not_be_used_then_is_recorded_by_quality_alone(plant: Plant, clock: FixedClock) -> None:
    """T4, CN-4c: the lot was in quarantine when it was used, and was released since."""
    bag, bottle = plant.patient_bag(), plant.stock(plant.lot(number="L1"))
    lot = plant.lot(number="L2")
    right = plant.stock(lot)
    quarantine_lot(actor=plant.quality, lot_id=lot.id, reason="recall of the supplier")
    clock.advance(timedelta(hours=1))
    done = used(plant, bottle, bag, "30 mL")
    clock.advance(timedelta(hours=1))
    release_lot(actor=plant.other_quality, lot_id=lot.id, reason="not concerned")
    assert refused(plant.operator, done, bottle, "30 mL", instead=right.id) == [
        "materials.correction.unfit_then",
        "materials.lot.in_quarantine",
    ]
    change = Amended(container=bottle.id, quantity=q("30 mL"), instead=right.id)
    correct_outside(actor=plant.quality, operation_id=done.id, change=change, reason="mixed up")
    assert amounts(bottle, right) == ["100 mL available", "70 mL in_use"]


def test_CN4c_what_moves_with_a_correction_is_quality_s_while_it_is_stopped(plant: Plant) -> None:
    """CN-4c, T11: a part is corrected, and the bag on hold that it came from holds more or less."""
    bag = plant.patient_bag()
    done, (first, _second) = split(plant, bag, "58 mL", "30 mL")
    hold_container(actor=plant.quality, container_id=bag.id, reason="suspected leak")
    assert refused(plant.operator, done, first, "50 mL") == ["materials.correction.held"]
    assert amounts(bag, first) == ["12 mL quarantined", "58 mL available"]
    change = Amended(container=first.id, quantity=q("50 mL"))
    correct_outside(actor=plant.quality, operation_id=done.id, change=change, reason="misread")
    assert amounts(bag, first) == ["20 mL quarantined", "50 mL available"]
