"""The reviewer's signature: a second person has checked the text."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version, step
from cellpark.recipes.events import VersionReviewed
from cellpark.recipes.models import RecipeVersion, StepComment
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.rules import another_person_problems, comments_open_problems
from cellpark.recipes.signing import refuse_unsigned


def review_version(*, actor: Actor, version_id: UUID, signature_id: UUID) -> RecipeVersion:
    """Find a text complete and right, as somebody who did not write it (211-1a, P11-8b).

    Raises ``Refused``: ``recipes.version.same_person``, ``recipes.version.comments_open``, and what
    ``refuse_unsigned`` says of the signature.
    """
    actor.require(RecipePermission.REVIEW)
    assert actor.person_id is not None, "a text is checked by a person"
    with transaction.atomic():
        version, head = locked_version(version_id)
        after = step(version, "review")
        refuse_any(review_problems(actor=actor, version=version))
        refuse_unsigned(actor=actor, version=version, head=head, signature_id=signature_id, meaning=Meaning.REVIEWED)
        recorded = record(
            stream=version.stream,
            event=VersionReviewed(
                version=version.id, sha256=version.sha256, reviewer=actor.person_id, signature=signature_id
            ),
            actor=actor,
            organisation=version.organisation_id,
        )
        version.state, version.reviewer, version.version = after, actor.person_id, recorded.version
        version.reviewer_signature = signature_id
        version.save()
    return version


def review_problems(*, actor: Actor, version: RecipeVersion) -> list[Problem]:
    """Why this person may not sign the review now; also asked before the ceremony, so that nobody signs in vain."""
    open_comments = StepComment.objects.filter(recipe_version_id=version.id, settled=False).count()
    return [
        *another_person_problems(acting=actor.person_id, before=[("author", version.author)]),
        *comments_open_problems(open_comments),
    ]
