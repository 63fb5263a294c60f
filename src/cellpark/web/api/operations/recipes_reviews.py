"""Comments on the steps of recipes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.recipes import public as recipes
from cellpark.recipes.public import RecipePermission
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.recipes_versions import SEE, TAG, WRITE
from cellpark.web.api.schemas.recipes import AnswerIn, CommentOut, RecipeCommentIn


@operation(
    "GET",
    "recipe-versions/{version_id}/comments",
    access=SEE,
    answers={200: list[CommentOut]},
    tag=TAG,
    summary=_("List the comments on a version"),
)
def list_recipe_comments(request: HttpRequest, version_id: UUID) -> list[CommentOut]:  # noqa: ARG001 -- ninja's signature
    """All comments, in their order."""
    return [CommentOut.of(each) for each in recipes.comments_of(recipes.recipe_version(version_id).id)]


@operation(
    "POST",
    "recipe-versions/{version_id}/comments",
    access=requires(RecipePermission.REVIEW),
    answers={201: CommentOut},
    tag=TAG,
    summary=_("Comment on a step of a version"),
)
def comment_on_recipe(
    request: HttpRequest, response: HttpResponse, version_id: UUID, body: RecipeCommentIn
) -> Status[CommentOut]:
    """It is answered before anybody signs."""
    done = perform(
        request,
        lambda: recipes.comment_step(actor=actor_of(request), version_id=version_id, step=body.step, text=body.text).id,
    )
    repeated(response, done)
    return Status(201, CommentOut.of(recipes.step_comment(done.id)))


@operation(
    "POST",
    "recipe-comments/{comment_id}/answer",
    access=WRITE,
    answers={200: CommentOut},
    tag=TAG,
    summary=_("Answer a comment"),
)
def answer_recipe_comment(request: HttpRequest, response: HttpResponse, comment_id: UUID, body: AnswerIn) -> CommentOut:
    """How it was dealt with."""
    recipes.step_comment(comment_id)  # another organisation's is not there, whatever else is wrong (T19)
    done = perform(
        request,
        lambda: recipes.settle_comment(actor=actor_of(request), comment_id=comment_id, answer=body.answer).id,
    )
    repeated(response, done)
    return CommentOut.of(recipes.step_comment(done.id))
