"""The question of the bench with real rooms, people and containers: T6, T7, T8."""

from datetime import timedelta

import pytest

from cellpark.base.scope import EVERYTHING, Scope
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import Infectious, Openness
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import check_rebuild
from tests.equipment.plant import bag, cleared, make_plant, someone_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_t6_a_second_donor_is_not_opened_in_a_room_where_one_is_open(clock: FixedClock) -> None:
    """T6, ATMP-3a, CN-4e."""
    here = make_plant()
    cleared(here, here.clean)
    someone_in(here.clean, here.operator)
    first = plant.open_container(actor=here.operator, room_id=here.clean.id, facts=bag(), batch="P-1")
    with pytest.raises(Refused) as refused:
        plant.open_container(actor=here.operator, room_id=here.clean.id, facts=bag("BAG-2", "COI-2"), batch="P-2")
    assert codes(refused) == ["equipment.opening.clearance_used", "equipment.opening.second_donor"]
    more = plant.open_container(actor=here.operator, room_id=here.clean.id, facts=bag("BAG-3"), batch="P-1")
    assert (first.work, first.openness, more.work_id) == (more.work, "open", first.work_id)
