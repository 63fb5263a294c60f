"""An overlay that was learned is used from then on, says who kept it, and leaves the signed recipe as it is."""

import hashlib
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from cellpark.base.scope import use_scope
from cellpark.identity.public import Role
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import envelope, events_of
from cellpark.recipes import public as recipes
from tests.people import acting, organisation, person
from tests.recipes.conftest import TEXT, Plant

OVERLAY = """format: cellpark.plan/1
recipe: EX-001
major: 1
currency: CNY
steps:
  U1.1: {work: {fixed: {value: %s min}}}
  U1.2: {work: {fixed: {value: 24 h}}}
"""


def overlay(minutes: int) -> str:
    return OVERLAY % minutes


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def keep(plant: Plant, version: recipes.RecipeVersion, text: str, based_on: str, **more: Any) -> recipes.OverlayEdition:
    who = more.pop("who", None) or plant.approver
    actor = acting(who, plant.organisation)
    with use_scope(actor.scope):
        return recipes.keep_overlay(
            actor=actor,
            recipe_id=version.recipe_id,
            text=text,
            batches=more.get("batches", ["B-1"]),
            based_on=based_on,
            reason=more.get("reason", "three months of batches"),
        )


def test_the_newest_edition_is_used_and_the_recipe_stays_as_it_was_signed(plant: Plant, settings: Any) -> None:
    settings.PLAN_FOLDERS = []
    version = plant.in_force()
    with use_scope(plant.actor(plant.author).scope):
        recipe = recipes.recipe_of(version)
        assert recipes.overlay_of(recipe) is None
    first = keep(plant, version, overlay(10), sha("the file"), batches=["B-1", "B-2"])
    second = keep(plant, version, overlay(12), first.sha256, batches=["B-3"])
    with use_scope(plant.actor(plant.author).scope):
        found = recipes.overlay_of(recipe)
        assert found is not None
        assert found[0] == "EX-001-1#2"
        assert str(found[1].steps["U1.1"].work.values[0].value) == "12"
        assert recipes.learned_from(version.recipe_id, 1) == {"B-1", "B-2", "B-3"}
        assert recipes.recipe_version(version.id).version == version.version
        said = [envelope(row) for row in events_of(f"recipe-overlay/{version.recipe_id}")]
    assert [each["data"]["edition"] for each in said] == [1, 2]
    assert said[1]["data"]["based_on"] == first.sha256
    assert said[1]["data"]["sha256"] == second.sha256 == sha(overlay(12))
    assert said[1]["data"]["batches"] == ["B-3"]
    assert [each["reason"] for each in said] == [second.reason] * 2 == ["three months of batches"] * 2
    assert second.kept_by == plant.approver.id


def test_another_organisation_does_not_see_it(plant: Plant, settings: Any) -> None:
    settings.PLAN_FOLDERS = []
    version = plant.in_force()
    keep(plant, version, overlay(10), sha(""))
    with use_scope(plant.actor(plant.author).scope):
        recipe = recipes.recipe_of(version)
    stranger = organisation("Another Plant Ltd")
    planner = person("planner@example.net", Role.PLANNER, within=stranger)
    with use_scope(acting(planner, stranger).scope):
        assert recipes.overlay_of(recipe) is None


def test_two_who_learn_from_the_same_edition_do_not_overwrite_each_other(plant: Plant) -> None:
    version = plant.in_force()
    first = keep(plant, version, overlay(10), sha(""))
    keep(plant, version, overlay(11), first.sha256)
    with pytest.raises(Refused) as refused:
        keep(plant, version, overlay(12), first.sha256)
    assert refused.value.problems[0].code == "recipes.overlay.moved_on"


def test_who_may_keep_one(plant: Plant) -> None:
    version = plant.in_force()
    with pytest.raises(NotAllowed):
        keep(plant, version, overlay(10), sha(""), who=plant.author)
    planner = person("planner@example.org", Role.PLANNER, within=plant.organisation)
    assert keep(plant, version, overlay(10), sha(""), who=planner).edition == 1


def test_an_overlay_that_does_not_fit_the_version_in_force_is_refused(plant: Plant) -> None:
    version = plant.in_force()
    with pytest.raises(Refused) as refused:
        keep(plant, version, overlay(10).replace("U1.2", "U1.9"), sha(""))
    assert {each.code for each in refused.value.problems} == {"recipe.plan.unknown_step", "recipe.plan.step_missing"}
    draft = draft_of(plant)
    with pytest.raises(Refused) as refused:
        keep(plant, draft, overlay(10).replace("EX-001", "EX-002"), sha(""))
    assert refused.value.problems[0].code == "recipes.overlay.no_version"


def draft_of(plant: Plant) -> recipes.RecipeVersion:
    actor = plant.actor(plant.author)
    with use_scope(actor.scope):
        return recipes.register_recipe(actor=actor, text=TEXT.replace("EX-001", "EX-002"))


def test_an_edition_is_never_changed(plant: Plant) -> None:
    row = keep(plant, plant.in_force(), overlay(10), sha(""))
    with use_scope(plant.actor(plant.author).scope):
        kept = recipes.OverlayEdition.objects.get(id=row.id)
        kept.text = "other"
        with pytest.raises((ProgrammingError, TypeError, AssertionError)), transaction.atomic():
            kept.save()
