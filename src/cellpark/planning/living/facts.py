"""The facts of an organisation's plant at an instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import get_default_timezone

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches.public import BatchPermission, plan_of
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.drafting import HORIZON_DAYS, Draft, Product, draft
from cellpark.planning.living.batches import Wanted, wanted_batches
from cellpark.planning.living.plant import living_plant
from cellpark.planning.simulation.plant import Plant
from cellpark.recipes.public import Recipe, overlay_of


@dataclass(frozen=True, slots=True)
class Living:
    """The draft with what it rests on: the plant, the recipes by the SHA-256 of their text, the orders by job.

    ``recipes``: job -> the SHA-256 of its recipe.
    """

    draft: Draft
    plant: Plant
    products: Mapping[str, Product]
    orders: Mapping[str, str]
    recipes: Mapping[str, str]


def living_facts(
    *,
    actor: Actor,
    organisation_id: UUID,
    times: Plant,
    at: datetime | None = None,
    horizon_days: int = HORIZON_DAYS,
) -> Living:
    """What is to be done in an organisation's plant, and with what, in the scope that is open.

    Raises ``NotAllowed``; ``Refused``: ``planning.draft.no_overlay`` for a recipe in use without an overlay,
    ``planning.living.no_shifts``, and what ``draft`` finds.
    """
    actor.require(BatchPermission.PLAN)
    at = (at or now()).astimezone(get_default_timezone())
    wanted = wanted_batches(actor, organisation_id, at=at)
    indexed = {recipe: plan_of(recipe) for recipe in dict.fromkeys(each.batch.recipe for each in wanted)}
    recipes = {recipe: each.recipe for recipe, each in indexed.items()}
    products = _products(recipes, wanted, organisation_id)
    planned = frozenset(each.batch.key for each in wanted)
    plant = living_plant(organisation_id, times, indexed.values(), at=at, planned=planned)
    drafted = draft(
        tuple(products.values()),
        plant,
        tuple(each.batch for each in wanted),
        now=at,
        horizon_days=horizon_days,
        name=f"{at:%Y-%m-%d %H:%M}",
    )
    orders = {each.batch.key: each.order for each in wanted if each.order}
    return Living(drafted, plant, products, orders, {each.batch.key: each.batch.recipe for each in wanted})


def _products(recipes: Mapping[str, Recipe], wanted: tuple[Wanted, ...], organisation_id: UUID) -> dict[str, Product]:
    found = {}
    for sha, recipe in recipes.items():
        overlay = overlay_of(recipe, organisation_id)
        if overlay is None:
            batch = next(each.batch.key for each in wanted if each.batch.recipe == sha)
            raise Refused(Problem("planning.draft.no_overlay", {"recipe": recipe.mbr, "batch": batch}))
        found[sha] = Product(recipe, overlay[1], sha)
    return found
