"""The plant of the examples while one of its batches is carried out: at each step the rest of it can be planned."""

from datetime import timedelta

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation
from cellpark.planning.learning import learn
from cellpark.planning.living import Living, living_facts
from cellpark.planning.living.executed import executed_batches
from cellpark.planning.scheduling import Asked, check, search
from cellpark.plays.public import Told, perform, read_script
from cellpark.recipes.public import approved_versions, overlay_of, recipe_of
from tests.people import PASSWORD
from tests.planning.cases import PLANT
from tests.plays.conftest import EXAMPLES, load_examples


def living() -> Living:
    with use_scope(EVERYTHING):
        maker = Organisation.objects.get(name_en="Example Cell Therapy Company")
        return living_facts(actor=Actor.system("plan"), organisation_id=maker.id, times=PLANT)


def test_the_plant_of_the_examples_is_planned_with_while_it_works(db: None) -> None:
    """U3.1 selects, U4.5 has rested, U6.1 is in its second round, U8.1 harvests; a day after that it is still planned."""
    load_examples()
    script = read_script((EXAMPLES / "plays" / "cart-straight.play.yaml").read_bytes())
    seen: dict[str, tuple[Living, timedelta]] = {}

    def tell(told: Told) -> None:
        if told.verb == "begin_step" and told.step in ("U3.1", "U4.5", "U6.1#2", "U8.1"):
            found = living()
            seen[told.step] = (found, abs(found.draft.clock.at(_now(found)) - now()))

    perform(script, password=PASSWORD, tell=tell)
    assert list(seen) == ["U3.1", "U4.5", "U6.1#2", "U8.1"]
    for step, (found, off) in seen.items():
        facts = found.draft.facts
        keys = [each.key for each in facts.jobs[0].operations]
        assert keys[:2] == ["now", step]
        assert off < found.draft.clock.unit
        assert facts.jobs[0].operations[1].frozen is not None
    resources = {each.key: each.capacity for each in seen["U3.1"][0].draft.facts.resources}
    assert (resources["suite B/B"], resources["suite F/C"], resources["rocking-bioreactor/B"]) == (2, 1, 2)
    assert "suite I/B" in resources
    facts = seen["U3.1"][0].draft.facts
    assert check(facts, search(facts, Asked(turns=20))) == []
    # nothing is left of it once it is made and nobody ordered it
    assert living().draft.facts.jobs == ()
    an_overlay_learns_from_the_batch()


def an_overlay_learns_from_the_batch() -> None:
    """Each round of the loop is a time of its steps; a branch that was passed over counts as not taken."""
    with use_scope(EVERYTHING):
        maker = Organisation.objects.get(name_en="Example Cell Therapy Company")
        recipe = recipe_of(approved_versions().get(recipe__mbr="CART-019"))
        (batch,) = executed_batches(maker.id, recipe)
        overlay = overlay_of(recipe, maker.id)
    assert overlay is not None
    rounds = batch.rounds["U6"]
    assert rounds >= 2
    assert batch.reached["U6.1"] == rounds
    assert [each.step for each in batch.steps].count("U6.1") == rounds
    assert all(each.hours > 0 for each in batch.steps)
    assert batch.failed is None
    learned = learn(overlay[1], recipe, [batch], "one batch of the examples")
    lines = {(each.what, each.name): each for each in learned.lines}
    assert lines["rounds", "U6"].observations == 1
    assert lines["work", "U6.1"].observations == rounds
    taken = [each.step for each in batch.steps].count("U6.3")
    assert lines["chance", "U6.3"].new == pytest.approx((20 * 0.55 + taken) / (20 + rounds))


def _now(found: Living) -> int:
    frozen = found.draft.facts.jobs[0].operations[0].frozen
    assert frozen is not None
    return frozen.start
