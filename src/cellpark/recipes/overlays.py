"""Planning overlays of this site: files beside the recipes, found by the recipe and the major version they name."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from cellpark.kernel.problem import Refused
from cellpark.recipes.dialect import Recipe
from cellpark.recipes.dialect.plan import Plan, parse_plan
from cellpark.recipes.dialect.plan_length import typical_length

SIZE_MAX = 200_000


@dataclass(frozen=True, slots=True)
class Planned:
    """How long a recipe typically takes, and the name of the overlay that says so."""

    name: str
    length: timedelta


def planned_length(recipe: Recipe) -> Planned | None:
    """What the overlay of this recipe says; None without one. A file that cannot be read says nothing."""
    found = overlay_of(recipe)
    return None if found is None else Planned(found[0], typical_length(found[1], recipe))


def overlay_of(recipe: Recipe) -> tuple[str, Plan] | None:
    """The overlay of a recipe, by its name and the major version; None without one that can be read."""
    major = recipe.version.partition(".")[0]
    for folder in settings.PLAN_FOLDERS:
        for path in sorted(Path(folder).glob("*.plan.yaml")):
            plan = _read(path, path.stat().st_mtime_ns)
            if plan is not None and (plan.recipe, str(plan.major)) == (recipe.mbr, major):
                return path.name, plan
    return None


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Plan | None:
    if path.stat().st_size > SIZE_MAX:
        return None
    try:
        return parse_plan(path.read_text(encoding="utf-8"))
    except (Refused, UnicodeDecodeError):
        return None
