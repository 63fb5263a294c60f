"""What other floors use of this app."""

from cellpark.recipes.actions.approve_version import approval_problems, approve_version
from cellpark.recipes.actions.author_version import author_version
from cellpark.recipes.actions.comment_step import comment_step
from cellpark.recipes.actions.discard_version import discard_version
from cellpark.recipes.actions.load_example_recipes import load_example_recipes
from cellpark.recipes.actions.register_recipe import register_recipe
from cellpark.recipes.actions.retire_version import retire_version
from cellpark.recipes.actions.return_version import return_version
from cellpark.recipes.actions.review_version import review_problems, review_version
from cellpark.recipes.actions.save_draft import save_draft
from cellpark.recipes.actions.settle_comment import settle_comment
from cellpark.recipes.actions.start_version import start_version
from cellpark.recipes.actions.submit_version import submit_version
from cellpark.recipes.change import change_size, changes
from cellpark.recipes.models import MasterRecipe, RecipeDraft, RecipeText, RecipeVersion, StepComment
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.queries import (
    approved,
    approved_versions,
    comments_of,
    comparable,
    draft_of,
    load_recipe,
    master_recipe,
    recipe_version,
    recipe_versions,
    text_of,
    version_text,
    versions_of,
)
from cellpark.recipes.signing import prepare_version_signature
from cellpark.recipes.states import OPEN, VERSION_LIFECYCLE, ChangeSize, VersionState

__all__ = [
    "OPEN",
    "VERSION_LIFECYCLE",
    "ChangeSize",
    "MasterRecipe",
    "RecipeDraft",
    "RecipePermission",
    "RecipeText",
    "RecipeVersion",
    "StepComment",
    "VersionState",
    "approval_problems",
    "approve_version",
    "approved",
    "approved_versions",
    "author_version",
    "change_size",
    "changes",
    "comment_step",
    "comments_of",
    "comparable",
    "discard_version",
    "draft_of",
    "load_example_recipes",
    "load_recipe",
    "master_recipe",
    "prepare_version_signature",
    "recipe_version",
    "recipe_versions",
    "register_recipe",
    "retire_version",
    "return_version",
    "review_problems",
    "review_version",
    "save_draft",
    "settle_comment",
    "start_version",
    "submit_version",
    "text_of",
    "version_text",
    "versions_of",
]
