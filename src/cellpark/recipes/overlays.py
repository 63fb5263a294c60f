"""Planning overlays of this site, found by the recipe and the major version they name.

The newest edition that was learned from batches (decision 0039), else a file beside the recipes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from cellpark.kernel.problem import Refused
from cellpark.recipes.dialect import Recipe
from cellpark.recipes.dialect.plan import Plan, parse_plan
from cellpark.recipes.dialect.plan_length import typical_length
from cellpark.recipes.models import OverlayEdition, RecipeVersion

SIZE_MAX = 200_000


@dataclass(frozen=True, slots=True)
class Planned:
    """How long a recipe typically takes, and the name of the overlay that says so."""

    name: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class InForce:
    """The overlay that is planned with: its name and SHA-256, and its edition where it is none of the files."""

    name: str
    sha256: str
    edition: OverlayEdition | None


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


def overlays_in_force(versions: Iterable[RecipeVersion]) -> dict[UUID, InForce]:
    """The overlay that holds of each version in force, by its master; masters without one are left out. One query."""
    found = {}
    masters = {each.recipe_id: each for each in versions}
    kept = OverlayEdition.objects.filter(recipe__in=masters).select_related("recipe").defer("text")
    newest = {(each.recipe_id, each.major): each for each in kept.order_by("kept_at", "edition")}
    for recipe_id, version in masters.items():
        major = int(version.number.partition(".")[0])
        edition = newest.get((recipe_id, major))
        if edition is not None:
            found[recipe_id] = InForce(edition.name, edition.sha256, edition)
            continue
        file = overlay_file(version.recipe.mbr, major)
        if file is not None:
            found[recipe_id] = InForce(file[0], _sha256(file[1]), None)
    return found


def overlay_text(recipe: Recipe, organisation_id: UUID | None = None) -> tuple[str, str] | None:
    """The same as its name and its text."""
    major = recipe.version.partition(".")[0]
    kept = OverlayEdition.objects.filter(recipe__mbr=recipe.mbr, major=int(major)).select_related("recipe")
    if organisation_id is not None:
        kept = kept.filter(organisation_id=organisation_id)
    newest = kept.order_by("-kept_at", "-edition").first()
    return overlay_file(recipe.mbr, int(major)) if newest is None else (newest.name, newest.text)


def overlay_file(mbr: str, major: int) -> tuple[str, str] | None:
    """The name and the text of the file of this site for a master and a major version; None without one."""
    for folder in settings.PLAN_FOLDERS:
        for path in sorted(Path(folder).glob("*.plan.yaml")):
            text = _text(path, path.stat().st_mtime_ns)
            plan = None if text is None else _parsed(text)
            if text is not None and plan is not None and (plan.recipe, plan.major) == (mbr, major):
                return path.name, text
    return None


def learned_from(recipe_id: UUID, major: int) -> frozenset[str]:
    """The numbers of the batches that editions of an overlay were learned from: each counts once."""
    kept = OverlayEdition.objects.filter(recipe_id=recipe_id, major=major).values_list("batches", flat=True)
    return frozenset(number for each in kept for number in each)


def overlay_editions(organisation_id: UUID, recipe_id: UUID | None = None) -> QuerySet[OverlayEdition]:
    """The editions of an organisation's overlays, or of one of its recipes, without their texts; the newest first."""
    rows: QuerySet[OverlayEdition] = OverlayEdition.objects.filter(organisation_id=organisation_id)
    rows = rows if recipe_id is None else rows.filter(recipe_id=recipe_id)
    return rows.select_related("recipe").defer("text").order_by("-kept_at", "-edition")


def overlay_edition(edition_id: UUID) -> OverlayEdition:
    """One edition in sight; raises ``DoesNotExist``."""
    row: OverlayEdition = OverlayEdition.objects.select_related("recipe").get(id=edition_id)
    return row


def overlay_before(row: OverlayEdition) -> tuple[str, str] | None:
    """The name and the text of the overlay that an edition was learned from; None where it is not there any more.

    The first edition goes back to a file, which somebody may have changed since.
    """
    kept = OverlayEdition.objects.filter(recipe_id=row.recipe_id, major=row.major, sha256=row.based_on)
    before = kept.select_related("recipe").first()
    if before is not None:
        return before.name, before.text
    found = overlay_file(row.recipe.mbr, row.major)
    is_it = found is not None and _sha256(found[1]) == row.based_on
    return found if is_it else None


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


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
