"""Plan against fact in a plant in which a batch was under way when its first plan was published."""

from datetime import timedelta

from cellpark.base.scope import EVERYTHING, use_scope
from tests.pages.conftest import signed_in
from tests.plans.conftest import house  # noqa: F401 -- a fixture
from tests.plans.house import House


def test_a_batch_that_was_under_way_is_compared_from_the_plan_on(house: House) -> None:  # noqa: F811
    """Its steps after the publication stand beside the plan; the one before it stands beside none."""
    floor = house.floor
    with use_scope(EVERYTHING):
        batch = floor.started()
        floor.cleared()
        floor.counted(batch, floor.store.patient_bag())
        floor.activated(batch, floor.beads())
        floor.clock.advance(timedelta(hours=1))
        house.published()
    before = signed_in(house.planner).get("/planning/fact").content.decode()
    assert "0 planned steps have begun" in before
    assert "No planned step has begun yet" in before
    floor.clock.advance(timedelta(minutes=5))
    with use_scope(EVERYTHING):
        floor.controlled(batch, 1)
    after = signed_in(house.planner).get("/planning/fact").content.decode()
    assert "1 planned step has begun" in after
    assert "U2.1" in after
    assert "U1.1" not in after
