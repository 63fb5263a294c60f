"""What other floors use of this app."""

from cellpark.recipes.actions.approve_version import approval_problems, approve_version
from cellpark.recipes.actions.author_version import author_version
from cellpark.recipes.actions.comment_step import comment_step
from cellpark.recipes.actions.discard_version import discard_version
from cellpark.recipes.actions.keep_overlay import keep_overlay
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
from cellpark.recipes.dialect import Recipe, check, identity, model
from cellpark.recipes.dialect.batchml import batchml
from cellpark.recipes.dialect.change import Change, Severity
from cellpark.recipes.dialect.html import html_page, render_html
from cellpark.recipes.dialect.json_form import json_form
from cellpark.recipes.dialect.limits import MAX_LENGTH
from cellpark.recipes.dialect.verbs import ATTRIBUTES, FLAGS, HEADLESS, NAMELESS
from cellpark.recipes.models import MasterRecipe, OverlayEdition, RecipeDraft, RecipeText, RecipeVersion, StepComment
from cellpark.recipes.overlays import (
    InForce,
    Planned,
    learned_from,
    overlay_before,
    overlay_edition,
    overlay_editions,
    overlay_of,
    overlay_text,
    overlays_in_force,
    planned_length,
)
from cellpark.recipes.paper import Signed, recipe_pdf
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.queries import (
    approved,
    approved_versions,
    comments_of,
    comparable,
    draft_of,
    load_recipe,
    master_recipe,
    parsed,
    recipe_of,
    recipe_version,
    recipe_versions,
    step_comment,
    text_of,
    version_text,
    versions_of,
)
from cellpark.recipes.signing import prepare_version_signature
from cellpark.recipes.states import OPEN, VERSION_LIFECYCLE, ChangeSize, VersionState
from cellpark.recipes.step_text import FieldText, StepText, line_of, read_step, step_ids, write_step
from cellpark.recipes.words import CHANGE_WORDS, STATE_WORDS

__all__ = [
    "ATTRIBUTES",
    "CHANGE_WORDS",
    "FLAGS",
    "HEADLESS",
    "MAX_LENGTH",
    "NAMELESS",
    "OPEN",
    "STATE_WORDS",
    "VERSION_LIFECYCLE",
    "Change",
    "ChangeSize",
    "FieldText",
    "InForce",
    "MasterRecipe",
    "OverlayEdition",
    "Planned",
    "Recipe",
    "RecipeDraft",
    "RecipePermission",
    "RecipeText",
    "RecipeVersion",
    "Severity",
    "Signed",
    "StepComment",
    "StepText",
    "VersionState",
    "approval_problems",
    "approve_version",
    "approved",
    "approved_versions",
    "author_version",
    "batchml",
    "change_size",
    "changes",
    "check",
    "comment_step",
    "comments_of",
    "comparable",
    "discard_version",
    "draft_of",
    "html_page",
    "identity",
    "json_form",
    "keep_overlay",
    "learned_from",
    "line_of",
    "load_example_recipes",
    "load_recipe",
    "master_recipe",
    "model",
    "overlay_before",
    "overlay_edition",
    "overlay_editions",
    "overlay_of",
    "overlay_text",
    "overlays_in_force",
    "parsed",
    "planned_length",
    "prepare_version_signature",
    "read_step",
    "recipe_of",
    "recipe_pdf",
    "recipe_version",
    "recipe_versions",
    "register_recipe",
    "render_html",
    "retire_version",
    "return_version",
    "review_problems",
    "review_version",
    "save_draft",
    "settle_comment",
    "start_version",
    "step_comment",
    "step_ids",
    "submit_version",
    "text_of",
    "version_text",
    "versions_of",
    "write_step",
]
