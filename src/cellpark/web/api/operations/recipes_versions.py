"""Versions of recipes. Their three signatures are given on the pages: each needs the signer's second factor."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.recipes import public as recipes
from cellpark.recipes.public import RecipePermission, RecipeVersion, VersionState
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.schemas.recipes import ChangeOut, RecipeVersionOut, TextIn
from cellpark.web.api.values import Search

TAG = "recipes"
Act = Callable[..., RecipeVersion]
SEE, WRITE = requires(RecipePermission.SEE), requires(RecipePermission.WRITE)


@operation(
    "GET",
    "recipe-versions",
    access=SEE,
    answers={200: list[RecipeVersionOut]},
    tag=TAG,
    summary=_("List the versions of recipes that you may see"),
)
def list_recipe_versions(
    request: HttpRequest,
    response: HttpResponse,
    state: VersionState | None = None,
    mbr: Search = "",
    sha256: Search = "",
    after: After = None,
    limit: Limit = 50,
) -> list[RecipeVersionOut]:
    """The versions in scope, the oldest first; ``state=approved`` gives those in force."""
    wanted = {"state": state, "recipe__mbr": mbr or None, "sha256": sha256 or None}
    rows = recipes.recipe_versions().filter(**{key: value for key, value in wanted.items() if value is not None})
    return [RecipeVersionOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "recipe-versions/{version_id}",
    access=SEE,
    answers={200: RecipeVersionOut},
    tag=TAG,
    summary=_("Read a version of a recipe: its state, hash and signers"),
)
def read_recipe_version(request: HttpRequest, response: HttpResponse, version_id: UUID) -> RecipeVersionOut:  # noqa: ARG001 -- ninja's signature
    """One version in scope."""
    return _shown(response, version_id)


@operation(
    "GET",
    "recipe-versions/{version_id}/changes",
    access=SEE,
    answers={200: list[ChangeOut]},
    tag=TAG,
    summary=_("Read what a version changes against the one before"),
)
def list_recipe_changes(request: HttpRequest, version_id: UUID) -> list[ChangeOut]:  # noqa: ARG001 -- ninja's signature
    """The changes, gravest first; none for a first version and for a draft that cannot be read yet."""
    version = recipes.recipe_version(version_id)
    before = recipes.comparable(version)
    text = recipes.version_text(version)
    if before is None or recipes.check(text):
        return []
    return [ChangeOut.of(each) for each in recipes.changes(recipes.load_recipe(before.sha256), recipes.parsed(text))]


@operation(
    "POST",
    "recipes",
    access=WRITE,
    answers={201: RecipeVersionOut},
    tag=TAG,
    summary=_("Register a recipe with its first draft"),
)
def register_a_recipe(request: HttpRequest, response: HttpResponse, body: TextIn) -> Status[RecipeVersionOut]:
    """The number in the head of the text is the recipe's number for ever."""
    done = perform(request, lambda: recipes.register_recipe(actor=actor_of(request), text=body.text).id)
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "recipe-versions/{version_id}/start",
    access=WRITE,
    answers={201: RecipeVersionOut},
    tag=TAG,
    summary=_("Start a new version from this one"),
)
def start_recipe_version(request: HttpRequest, response: HttpResponse, version_id: UUID) -> Status[RecipeVersionOut]:
    """A draft with this version's text and the next number."""
    done = perform(request, lambda: recipes.start_version(actor=actor_of(request), from_version_id=version_id).id)
    repeated(response, done)
    return Status(201, _shown(response, done.id))


@operation(
    "POST",
    "recipe-versions/{version_id}/return",
    access=requires(RecipePermission.REVIEW),
    answers={200: RecipeVersionOut},
    tag=TAG,
    summary=_("Return a text to its author"),
    versioned=True,
)
def return_recipe_version(
    request: HttpRequest, response: HttpResponse, version_id: UUID, body: ReasonIn
) -> RecipeVersionOut:
    """What is under review goes back; the signatures it has count no more."""
    return _done(request, response, version_id, recipes.return_version, body.reason)


@operation(
    "POST",
    "recipe-versions/{version_id}/reopen",
    access=WRITE,
    answers={200: RecipeVersionOut},
    tag=TAG,
    summary=_("Reopen a text that waits for its author's signature"),
    versioned=True,
)
def reopen_recipe_version(
    request: HttpRequest, response: HttpResponse, version_id: UUID, body: ReasonIn
) -> RecipeVersionOut:
    """Before it is signed, authors take it back themselves."""
    return _done(request, response, version_id, recipes.return_version, body.reason)


@operation(
    "POST",
    "recipe-versions/{version_id}/discard",
    access=WRITE,
    answers={200: RecipeVersionOut},
    tag=TAG,
    summary=_("Discard a draft"),
    versioned=True,
)
def discard_recipe_version(
    request: HttpRequest, response: HttpResponse, version_id: UUID, body: ReasonIn
) -> RecipeVersionOut:
    """Its text stays readable."""
    return _done(request, response, version_id, recipes.discard_version, body.reason)


@operation(
    "POST",
    "recipe-versions/{version_id}/retire",
    access=requires(RecipePermission.RETIRE),
    answers={200: RecipeVersionOut},
    tag=TAG,
    summary=_("Retire a version"),
    versioned=True,
)
def retire_recipe_version(
    request: HttpRequest, response: HttpResponse, version_id: UUID, body: ReasonIn
) -> RecipeVersionOut:
    """No new batch runs it."""
    return _done(request, response, version_id, recipes.retire_version, body.reason)


def _done(request: HttpRequest, response: HttpResponse, version_id: UUID, act: Act, reason: str) -> RecipeVersionOut:
    recipes.recipe_version(version_id)  # another organisation's is not there, whatever else is wrong (T19)
    version = seen_version(request)

    def run() -> UUID:
        changed = act(actor=actor_of(request), version_id=version_id, reason=reason, seen_version=version)
        found: UUID = changed.id
        return found

    done = perform(request, run)
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, version_id: UUID) -> RecipeVersionOut:
    row = recipes.recipe_version(version_id)
    tag(response, row.version)
    return RecipeVersionOut.of(row)
