"""Texts of recipes: check any, read one in each of its forms, save and freeze a draft."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of
from cellpark.recipes import public as recipes
from cellpark.recipes.public import VersionState
from cellpark.web.api.calls import perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.recipes_versions import SEE, TAG, WRITE
from cellpark.web.api.schemas.recipes import DraftOut, RecipeTextOut, RecipeVersionOut, TextIn


@operation(
    "POST",
    "recipes/check",
    access=WRITE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Check a text and read it as JSON; nothing is kept"),
)
def check_recipe_text(request: HttpRequest, body: TextIn) -> dict[str, Any]:  # noqa: ARG001 -- ninja's signature
    """The recipe as JSON (docs/recipe.schema.json); a wrong text is refused with every problem and its place."""
    return dict(recipes.json_form(recipes.parsed(body.text)))


@operation(
    "GET",
    "recipe-versions/{version_id}/text",
    access=SEE,
    answers={200: RecipeTextOut},
    tag=TAG,
    summary=_("Read the text of a version"),
)
def read_recipe_text(request: HttpRequest, response: HttpResponse, version_id: UUID) -> RecipeTextOut:  # noqa: ARG001 -- ninja's signature
    """Byte for byte what was signed, or the draft."""
    version = recipes.recipe_version(version_id)
    text = recipes.version_text(version)
    revision = recipes.draft_of(version_id).revision if version.state == VersionState.DRAFT else None
    tag(response, revision or version.version)
    return RecipeTextOut(text=text, sha256=recipes.identity(text), revision=revision)


@operation(
    "GET",
    "recipe-versions/{version_id}/document",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read a version as JSON"),
)
def read_recipe_document(request: HttpRequest, version_id: UUID) -> dict[str, Any]:  # noqa: ARG001 -- ninja's signature
    """The model of the recipe (docs/recipe.schema.json); a draft that is wrong is refused with every problem."""
    return dict(recipes.json_form(recipes.recipe_of(recipes.recipe_version(version_id))))


@operation(
    "POST",
    "recipe-versions/{version_id}/draft",
    access=WRITE,
    answers={200: DraftOut},
    tag=TAG,
    summary=_("Save a draft"),
    versioned=True,
)
def save_recipe_draft(request: HttpRequest, response: HttpResponse, version_id: UUID, body: TextIn) -> DraftOut:
    """If-Match names the revision that you read."""
    revision = seen_version(request)

    def run() -> UUID:
        saved = recipes.save_draft(
            actor=actor_of(request), version_id=version_id, text=body.text, seen_revision=revision
        )
        return saved.recipe_version_id

    done = perform(request, run)
    repeated(response, done)
    draft = recipes.draft_of(version_id)
    tag(response, draft.revision)
    return DraftOut.of(draft)


@operation(
    "POST",
    "recipe-versions/{version_id}/submit",
    access=WRITE,
    answers={200: RecipeVersionOut},
    tag=TAG,
    summary=_("Freeze a draft for review"),
    versioned=True,
)
def submit_recipe_version(request: HttpRequest, response: HttpResponse, version_id: UUID) -> RecipeVersionOut:
    """If-Match names the revision that you read. You sign it as its author on the pages."""
    revision = seen_version(request)
    done = perform(
        request,
        lambda: recipes.submit_version(actor=actor_of(request), version_id=version_id, seen_revision=revision).id,
    )
    repeated(response, done)
    row = recipes.recipe_version(done.id)
    tag(response, row.version)
    return RecipeVersionOut.of(row)
