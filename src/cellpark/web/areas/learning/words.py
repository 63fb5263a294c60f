"""What the numbers of an overlay are called, and how they are written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cellpark.base.fields import in_reader_language
from cellpark.planning.living.naming import names_of_tests
from cellpark.recipes.public import Recipe

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHATS: Mapping[str, "StrOrPromise"] = {
    "work": _("Work (h)"),
    "wait": _("Waiting of a test (h)"),
    "chance": _("How often a branch is taken (%)"),
    "fails": _("Batches given up (%)"),
    "out": _("Out of specification (%)"),
    "rounds": _("Rounds of a loop"),
}
SHARES = frozenset({"chance", "fails", "out"})
PERCENT, DIGITS = 100.0, 2


def shown(what: str, value: float) -> Decimal:
    """A number in the unit in which it is shown."""
    return round(Decimal(str(value * PERCENT if what in SHARES else value)), DIGITS)


def fit_shown(value: float | None) -> Decimal | None:
    """A probability with which numbers and observations go together."""
    return None if value is None else round(Decimal(str(value)), DIGITS)


def names_of(organisation_id: UUID, recipe: Recipe) -> Mapping[str, str]:
    """The steps, units and tests of a recipe by their ids, with their titles."""
    steps = {step.id: step.title for _unit, step in recipe.steps()}
    units = {unit.id: unit.title for unit in recipe.units}
    named = {key: f"{key} {in_reader_language(title.zh, title.en)}" for key, title in {**units, **steps}.items()}
    tests = names_of_tests(organisation_id, recipe)
    return named | {code: in_reader_language(name.zh, name.en) for code, name in tests.items()}
