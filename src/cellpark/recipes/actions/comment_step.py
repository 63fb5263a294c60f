"""Say something about a step that is under review."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version
from cellpark.recipes.events import StepCommented
from cellpark.recipes.models import StepComment
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.queries import load_recipe
from cellpark.recipes.rules import COMMENT_LIMIT, required_text_problems
from cellpark.recipes.states import VersionState


def comment_step(*, actor: Actor, version_id: UUID, step: str, text: str) -> StepComment:
    """Comment on a step (``step`` empty: on the whole) of a version in review or reviewed.

    Raises ``Refused``: ``recipes.version.not_in_review``, ``recipes.comment.no_step``.
    """
    actor.require(RecipePermission.REVIEW)
    assert actor.person_id is not None, "a comment has an author"
    refuse_any(required_text_problems(text, field="text", limit=COMMENT_LIMIT))
    with transaction.atomic():
        version, _head = locked_version(version_id)
        if version.state not in (VersionState.IN_REVIEW, VersionState.REVIEWED):
            raise Refused(Problem("recipes.version.not_in_review"))
        if step and step not in {each.id for _unit, each in load_recipe(version.sha256).steps()}:
            raise Refused(Problem("recipes.comment.no_step", {"step": step[:20]}, field="step"))
        comment = StepComment(
            id=new_id(),
            organisation_id=version.organisation_id,
            recipe_version=version,
            step=step,
            text=text.strip(),
            author=actor.person_id,
        )
        recorded = record(
            stream=version.stream,
            event=StepCommented(
                version=version.id, comment=comment.id, step=step, text=comment.text, author=actor.person_id
            ),
            actor=actor,
            organisation=version.organisation_id,
        )
        comment.written_at, comment.version = recorded.at, recorded.version
        comment.save(force_insert=True)
        version.version = recorded.version
        version.save()
    return comment
