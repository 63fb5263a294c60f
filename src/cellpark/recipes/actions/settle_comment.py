"""Answer a comment."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version
from cellpark.recipes.events import CommentSettled
from cellpark.recipes.models import StepComment
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.rules import COMMENT_LIMIT, required_text_problems


def settle_comment(*, actor: Actor, comment_id: UUID, answer: str) -> StepComment:
    """Say how a comment was dealt with; it no longer stands in the way. Raises ``StepComment.DoesNotExist``.

    Raises ``Refused`` (``recipes.comment.settled``) when it was answered already.
    """
    actor.require(RecipePermission.WRITE)
    assert actor.person_id is not None, "an answer has an author"
    refuse_any(required_text_problems(answer, field="answer", limit=COMMENT_LIMIT))
    with transaction.atomic():
        found: StepComment = StepComment.objects.get(id=comment_id)
        version, _head = locked_version(found.recipe_version_id)
        comment: StepComment = StepComment.objects.get(id=comment_id)
        if comment.settled:
            raise Refused(Problem("recipes.comment.settled"))
        recorded = record(
            stream=version.stream,
            event=CommentSettled(
                version=version.id, comment=comment.id, answer=answer.strip(), answered_by=actor.person_id
            ),
            actor=actor,
            organisation=version.organisation_id,
        )
        comment.settled, comment.answer, comment.answered_by = True, answer.strip(), actor.person_id
        comment.version = recorded.version
        comment.save()
        version.version = recorded.version
        version.save()
    return comment
