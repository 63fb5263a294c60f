"""What an organisation's batches say now of the overlay in force: old and new beside each other, nothing kept."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.learning import PRIOR, Learned, learn
from cellpark.planning.living.executed import batches_over, executed_batches
from cellpark.recipes.dialect.plan import parse_plan
from cellpark.recipes.dialect.plan_writer import write_plan
from cellpark.recipes.public import OverlayEdition, RecipeVersion, learned_from, overlay_text, recipe_of

NAMED_MAX = 20
"""Batches named in an overlay; its edition names all of them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was learned, as the text of an overlay; from the one of which name and SHA-256."""

    learned: Learned
    text: str
    before: str
    based_on: str

    @property
    def sha256(self) -> str:
        """Of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def compare(version: RecipeVersion, *, prior: float = PRIOR, told: Callable[[float], None] | None = None) -> Compared:
    """Fit the overlay of a version in force to the batches that no edition counts yet, in the scope that is open.

    ``told`` hears how far it is, from 0 to 1, and may raise to end it. Raises ``Refused``: ``planning.learn.no_recipe``
    without an overlay, and what ``learn`` finds.
    """
    recipe = recipe_of(version)
    found = overlay_text(recipe, version.organisation_id)
    if found is None:
        raise Refused(Problem("planning.learn.no_recipe", {"recipe": recipe.mbr}))
    name, text = found
    plan = parse_plan(text)
    without = learned_from(version.recipe_id, plan.major)
    batches = executed_batches(version.organisation_id, recipe, without=without, told=told)
    numbers = [each.number for each in batches]
    shown = ", ".join(numbers[:NAMED_MAX]) + (", ..." if len(numbers) > NAMED_MAX else "")
    source = f"{len(numbers)} batches ({shown}); before: {name}"
    learned = learn(plan, recipe, batches, source, prior)
    new = write_plan(learned.plan, f"learned from {len(numbers)} batches; not signed and not executed")
    return Compared(learned, new, name, hashlib.sha256(text.encode()).hexdigest())


def waiting_batches(versions: Iterable[RecipeVersion]) -> dict[UUID, int]:
    """Of each version in force how many batches of its major version are over and in no edition yet, by its master.

    Three queries, however many versions and batches there are; all of one organisation.
    """
    masters = {each.recipe_id: each for each in versions}
    counted: dict[UUID, set[str]] = {each: set() for each in masters}
    for recipe_id, major, batches in OverlayEdition.objects.filter(recipe__in=masters).values_list(
        "recipe_id", "major", "batches"
    ):
        if str(major) == major_of(masters[recipe_id].number):
            counted[recipe_id].update(batches)
    texts = {
        sha256: recipe_id
        for recipe_id, number, sha256 in RecipeVersion.objects.filter(recipe__in=masters).values_list(
            "recipe_id", "number", "sha256"
        )
        if sha256 and major_of(number) == major_of(masters[recipe_id].number)
    }
    found = dict.fromkeys(masters, 0)
    for organisation_id in {each.organisation_id for each in masters.values()}:
        for recipe, number in batches_over(organisation_id).values_list("recipe", "number"):
            if recipe in texts and number not in counted[texts[recipe]]:
                found[texts[recipe]] += 1
    return found


def major_of(number: str) -> str:
    """The first part of the number of a version."""
    return number.partition(".")[0]
