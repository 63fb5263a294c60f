"""The story from vein to vein: hospital, carrier, plant, laboratory and release desk on one record."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.batches.public import batches, exceptions
from cellpark.kernel.problem import Refused
from cellpark.orders.public import load_example_orders
from cellpark.plays.public import Ended, Story, StoryLine, read_story, tell_story
from cellpark.quality.public import load_example_quality
from cellpark.release.public import disposition_of, supplies_of
from cellpark.shipments.public import shipments_of
from tests.people import PASSWORD
from tests.plays.conftest import EXAMPLES

FILE = EXAMPLES / "stories" / "vein-to-vein.story.yaml"


@pytest.fixture
def hospital(example_plant: None) -> None:
    with use_scope(EVERYTHING):
        load_example_orders(path=EXAMPLES / "orders" / "therapies.yaml")
        load_example_quality(folder=EXAMPLES / "quality", password=PASSWORD)


def only(*ends: str) -> Story:
    story = read_story(FILE.read_bytes())
    return story.model_copy(update={"patients": tuple(each for each in story.patients if each.ends in ends)})


def test_the_example_has_six_patients_who_end_in_four_ways() -> None:
    story = read_story(FILE.read_bytes())
    assert [each.ends.value for each in story.patients] == [
        "infused",
        "infused",
        "infused",
        "supplied",
        "rescued",
        "cancelled",
    ]


def test_T14_ATMP_1_out_of_specification_goes_its_own_way_and_a_cancelled_order_ends(hospital: None) -> None:
    """T13, T14, ATMP-1: the failing product is refused a release and supplied on the physician's request."""
    heard: list[StoryLine] = []
    story = only("supplied", "cancelled")
    done = tell_story(story, password=PASSWORD, tell=heard.append)
    states = [each.order.state for each in done]
    assert states == ["infused", "cancelled"]
    with use_scope(EVERYTHING):
        batch = batches().get(number="EX-V2V-0004")
        found = disposition_of(batch.id)
        assert found is not None
        assert found.state == "supplied_11_5"
        assert [case.state for case in supplies_of(batch.id)] == ["closed"]
    assert "released" not in {step for each in done for step in reached(each)}
    with pytest.raises(Refused, match=r"plays\.played"):
        tell_story(story, password=PASSWORD)


def test_T13_a_warm_shipment_waits_for_quality_before_its_cells_are_used(hospital: None) -> None:
    """T13, CN-4b: the excursion holds the bags; with the decision on record the product is released and given."""
    story = only("infused")
    story = story.model_copy(update={"patients": tuple(each for each in story.patients if each.warm)})
    heard: list[StoryLine] = []
    [done] = tell_story(story, password=PASSWORD, tell=heard.append)
    acts = [line.act for line in heard]
    assert acts.index("attach_logger") < acts.index("decide_excursion") < acts.index("begin_manufacture")
    with use_scope(EVERYTHING):
        assert done.order.state == "infused"
        assert len(shipments_of(done.order.coi)) == 2
        batch = batches().get(number="EX-V2V-0002")
        assert disposition_of(batch.id).state == "certified"
        assert not exceptions().filter(batch_id=batch.id).exists()


def reached(ended: Ended) -> set[str]:
    return set(ended.order.reached)
