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
