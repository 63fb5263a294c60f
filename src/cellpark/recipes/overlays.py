"""Planning overlays of this site, found by the recipe and the major version they name.

The newest edition that was learned from batches (decision 0039), else a file beside the recipes.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from cellpark.kernel.problem import Refused
from cellpark.recipes.dialect import Recipe
from cellpark.recipes.dialect.plan import Plan, parse_plan
from cellpark.recipes.dialect.plan_length import typical_length
from cellpark.recipes.models import OverlayEdition

SIZE_MAX = 200_000


@dataclass(frozen=True, slots=True)
class Planned:
    """How long a recipe typically takes, and the name of the overlay that says so."""

    name: str
    length: timedelta


def planned_length(recipe: Recipe) -> Planned | None:
    """What the overlay of this recipe says; None without one. What cannot be read says nothing."""
    found = overlay_of(recipe)
    return None if found is None else Planned(found[0], typical_length(found[1], recipe))


def overlay_of(recipe: Recipe, organisation_id: UUID | None = None) -> tuple[str, Plan] | None:
    """The overlay of a recipe in the scope that is open, by its name; None without one that can be read.

    ``organisation_id``: whose, where several are in sight.
    """
    found = overlay_text(recipe, organisation_id)
    plan = None if found is None else _parsed(found[1])
    return None if found is None or plan is None else (found[0], plan)


def overlay_text(recipe: Recipe, organisation_id: UUID | None = None) -> tuple[str, str] | None:
    """The same as its name and its text."""
    major = recipe.version.partition(".")[0]
    kept = OverlayEdition.objects.filter(recipe__mbr=recipe.mbr, major=int(major)).select_related("recipe")
    if organisation_id is not None:
        kept = kept.filter(organisation_id=organisation_id)
    newest = kept.order_by("-kept_at", "-edition").first()
    if newest is not None:
        return newest.name, newest.text
    for folder in settings.PLAN_FOLDERS:
        for path in sorted(Path(folder).glob("*.plan.yaml")):
            text = _text(path, path.stat().st_mtime_ns)
            plan = None if text is None else _parsed(text)
            if text is not None and plan is not None and (plan.recipe, str(plan.major)) == (recipe.mbr, major):
                return path.name, text
    return None


def learned_from(recipe_id: UUID, major: int) -> frozenset[str]:
    """The numbers of the batches that editions of an overlay were learned from: each counts once."""
    kept = OverlayEdition.objects.filter(recipe_id=recipe_id, major=major).values_list("batches", flat=True)
    return frozenset(number for each in kept for number in each)


@lru_cache(maxsize=64)
def _text(path: Path, _changed: int) -> str | None:
    if path.stat().st_size > SIZE_MAX:
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=64)
def _parsed(text: str) -> Plan | None:
    try:
        return parse_plan(text)
    except Refused:
        return None
