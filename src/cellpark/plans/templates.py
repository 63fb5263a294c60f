"""One more patient as a job of a published plan: what would be done for him, on the clock of that plan."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import get_default_timezone

from cellpark.base.time import now
from cellpark.batches.public import plan_of
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.drafting import BatchToPlan, Product, draft
from cellpark.planning.facts import Job
from cellpark.planning.living.plant import living_plant
from cellpark.planning.simulation.plant import Plant
from cellpark.plans.editions import times_in_force
from cellpark.plans.models import Plan
from cellpark.recipes.public import overlay_of

DAY_MINUTES = 1_440


def product_of(recipe: str) -> Product:
    """An approved recipe, by the SHA-256 of its text, with its overlay. Raises ``Refused``: ``…no_overlay``."""
    found = plan_of(recipe).recipe
    overlay = overlay_of(found)
    if overlay is None:
        raise Refused(Problem("planning.draft.no_overlay", {"recipe": found.mbr, "batch": ""}))
    return Product(found, overlay[1], recipe)


def plant_of(organisation_id: UUID, recipe: str) -> Plant:
    """What an organisation has now for a recipe. Raises ``Refused``: ``plans.times.none``, ``…no_shifts``."""
    times, _edition = times_in_force(organisation_id)
    return living_plant(organisation_id, times, [plan_of(recipe)], at=now(), planned=frozenset())


def one_more(
    row: Plan, horizon: int, recipe: str, key: str, *, release: datetime, arrived: bool = False, weight: int = 1
) -> Job:
    """What would be done for one more patient of a recipe, whose cells are collected at ``release``."""
    tz = get_default_timezone()
    days = horizon * row.unit_minutes // DAY_MINUTES
    drafted = draft(
        (product_of(recipe),),
        plant_of(row.organisation_id, recipe),
        (BatchToPlan(key, recipe, max(release, now()).astimezone(tz), group=key, weight=weight, arrived=arrived),),
        now=row.origin.astimezone(tz),
        horizon_days=days,
        unit_minutes=row.unit_minutes,
    )
    return replace(drafted.facts.jobs[0], due=None)
