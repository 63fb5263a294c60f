"""Reading recipes: versions in sight, texts by hash, what is approved."""

from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from cellpark.kernel.problem import Problem, Refused
from cellpark.recipes.dialect import Recipe, parse, parse_approved
from cellpark.recipes.models import MasterRecipe, RecipeDraft, RecipeText, RecipeVersion, StepComment
from cellpark.recipes.states import UNFROZEN, VersionState

if TYPE_CHECKING:
    from django.db.models import QuerySet

PARSED_MAX = 64
parsed = lru_cache(maxsize=PARSED_MAX)(parse)
"""``parse`` with the last documents kept; a text always gives the same recipe."""
_read_again = lru_cache(maxsize=PARSED_MAX)(parse_approved)


def text_of(sha256: str) -> str:
    """The text with this hash. Raises ``RecipeText.DoesNotExist`` when it is not in sight."""
    found: str = RecipeText.objects.filter(sha256=sha256).values_list("text", flat=True)[:1].get()
    return found


def load_recipe(sha256: str) -> Recipe:
    """The recipe whose text has this hash, also where a rule came after it. Raises ``RecipeText.DoesNotExist``."""
    return _read_again(text_of(sha256))


def recipe_of(version: RecipeVersion) -> Recipe:
    """What a version says, as a recipe. Raises ``Refused`` with every problem of a draft."""
    return load_recipe(version.sha256) if version.sha256 else parsed(draft_of(version.id).text)


def recipe_versions() -> "QuerySet[RecipeVersion]":
    """The versions in sight, newest first."""
    rows: QuerySet[RecipeVersion] = RecipeVersion.objects.select_related("recipe", "organisation")
    return rows.order_by("-started_at", "-id")


def recipe_version(version_id: UUID) -> RecipeVersion:
    """One version in sight. Raises ``RecipeVersion.DoesNotExist``."""
    return recipe_versions().get(id=version_id)


def versions_of(recipe_id: UUID) -> "QuerySet[RecipeVersion]":
    """All versions of one master, newest first."""
    return recipe_versions().filter(recipe_id=recipe_id)


def master_recipe(recipe_id: UUID) -> MasterRecipe:
    """One master in sight. Raises ``MasterRecipe.DoesNotExist``."""
    found: MasterRecipe = MasterRecipe.objects.get(id=recipe_id)
    return found


def approved_versions() -> "QuerySet[RecipeVersion]":
    """The versions in force: what a new batch may run."""
    return recipe_versions().filter(state=VersionState.APPROVED)


def approved(sha256: str) -> RecipeVersion:
    """The approved version with this hash. Raises ``Refused`` (``recipes.version.not_approved``) (P11-8b)."""
    found = approved_versions().filter(sha256=sha256).first()
    if found is None:
        raise Refused(Problem("recipes.version.not_approved", {"sha256": sha256[:12]}, rule="211-1a"))
    return found


def draft_of(version_id: UUID) -> RecipeDraft:
    """The working text of a version in draft. Raises ``RecipeDraft.DoesNotExist``."""
    found: RecipeDraft = RecipeDraft.objects.select_related("recipe_version__recipe").get(recipe_version_id=version_id)
    return found


def version_text(version: RecipeVersion) -> str:
    """What a version says: its frozen text, or the draft."""
    return text_of(version.sha256) if version.sha256 else draft_of(version.id).text


def last_frozen(recipe_id: UUID, *, before: UUID | None = None) -> RecipeVersion | None:
    """The version of a master that was approved last, whether it is in force or retired; ``before`` is left out."""
    rows = versions_of(recipe_id).exclude(approved_at=None).order_by("-approved_at", "-id")
    return (rows if before is None else rows.exclude(id=before)).first()


def comparable(version: RecipeVersion) -> RecipeVersion | None:
    """The version with which reviewers compare this one: the one it was based on, or the last approved."""
    based = version.based_on
    if based is not None and based.state not in UNFROZEN:
        return based
    return last_frozen(version.recipe_id, before=version.id)


def comments_of(version_id: UUID) -> "QuerySet[StepComment]":
    """The comments on a version in their order."""
    rows: QuerySet[StepComment] = StepComment.objects.filter(recipe_version_id=version_id)
    return rows.order_by("written_at", "id")


def step_comment(comment_id: UUID) -> StepComment:
    """One comment in sight. Raises ``StepComment.DoesNotExist``."""
    found: StepComment = StepComment.objects.get(id=comment_id)
    return found
