"""The tables of recipes are what their streams say (P11-5a); the examples load once and are signed like anything else."""

from pathlib import Path

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Worth, load_example_people, verify_evidence
from cellpark.instruments.public import kept_picture
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild, signatures_of
from cellpark.recipes import public as recipes
from tests.people import PASSWORD
from tests.recipes.conftest import Plant, make_plant

EXAMPLES = Path(__file__).parents[2] / "examples"


def use_everything(plant: Plant) -> None:
    """Two versions, comments, a return, and an end for each."""
    first = plant.in_force()
    actor, author = plant.actor(plant.approver), plant.actor(plant.author)
    with use_scope(author.scope):
        second = recipes.start_version(actor=author, from_version_id=first.id)
        recipes.submit_version(actor=author, version_id=second.id)
    plant.authored(second.id)
    with use_scope(actor.scope):
        said = recipes.comment_step(actor=actor, version_id=second.id, step="", text="whole")
        recipes.comment_step(actor=actor, version_id=second.id, step="U1.1", text="open")
        recipes.settle_comment(actor=author, comment_id=said.id, answer="seen")
        recipes.return_version(actor=actor, version_id=second.id, reason="x")
        recipes.discard_version(actor=actor, version_id=second.id, reason="x")
        recipes.retire_version(actor=actor, version_id=first.id, reason="x")


def test_P11_5a_the_tables_are_folds_of_their_streams(durable: str, clock: FixedClock) -> None:
    use_everything(make_plant())
    with use_scope(EVERYTHING):
        assert check_rebuild().differences == ()
        recipes.RecipeVersion.objects.update(number="9.9.9")
        assert {(each.table, each.columns) for each in check_rebuild().differences} == {
            ("recipes_recipeversion", ("number",))
        }


@pytest.mark.django_db
def test_the_examples_are_loaded_once_and_signed_by_three_people() -> None:
    load_example_people(path=EXAMPLES / "people.yaml", password=PASSWORD)
    made = recipes.load_example_recipes(folder=EXAMPLES / "recipes", password=PASSWORD)
    assert sorted(each.recipe.mbr for each in made) == ["CART-019", "CART-019R", "LV-019", "MSC-001"]
    assert recipes.load_example_recipes(folder=EXAMPLES / "recipes", password=PASSWORD) == []
    with use_scope(EVERYTHING):
        assert kept_picture("pictures/de-beading.png", made[0].recipe.organisation_id) is not None
        assert recipes.approved_versions().count() == 4
        for version in made:
            signed = signatures_of(version.stream)
            assert len({each.person for each in signed}) == 3
            assert {verify_evidence(each) for each in signed} == {Worth.SERVER}
            assert len(list(recipes.load_recipe(version.sha256).steps())) >= 18
