"""The approval: the text with this hash may be executed from now on."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.recipes.actions.locked import locked_version, step
from cellpark.recipes.actions.retire_version import withdraw_from_use
from cellpark.recipes.dialect import check
from cellpark.recipes.events import VersionApproved
from cellpark.recipes.models import RecipeVersion, StepComment
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.queries import text_of
from cellpark.recipes.rules import another_person_problems, comments_open_problems
from cellpark.recipes.signing import refuse_unsigned
from cellpark.recipes.states import VersionState


def approve_version(*, actor: Actor, version_id: UUID, signature_id: UUID) -> RecipeVersion:
    """Put a reviewed text in force, as somebody who neither wrote nor checked it; its predecessor retires with it.

    The signature names the stream's head, and with it the hash of the text (211-1a, P11-8b). Raises ``Refused``:
    ``recipes.version.same_person``, ``recipes.version.comments_open``, and what ``refuse_unsigned`` says.
    """
    actor.require(RecipePermission.APPROVE)
    assert actor.person_id is not None, "a text is approved by a person"
    with transaction.atomic():
        master = RecipeVersion.objects.select_related("recipe").get(id=version_id).recipe
        # two approvals of one master meet at its stream: one version is in force
        lock_stream(master.stream)
        version, head = locked_version(version_id)
        after = step(version, "approve")
        refuse_any(approval_problems(actor=actor, version=version))
        refuse_unsigned(actor=actor, version=version, head=head, signature_id=signature_id, meaning=Meaning.APPROVED)
        for before in RecipeVersion.objects.filter(recipe=master, state=VersionState.APPROVED):
            withdraw_from_use(actor=actor, version_id=before.id, successor=version)
        recorded = record(
            stream=version.stream,
            event=VersionApproved(
                version=version.id, sha256=version.sha256, approver=actor.person_id, signature=signature_id
            ),
            actor=actor,
            organisation=version.organisation_id,
        )
        version.state, version.approver, version.version = after, actor.person_id, recorded.version
        version.approver_signature, version.approved_at = signature_id, recorded.at
        version.save()
    return version


def approval_problems(*, actor: Actor, version: RecipeVersion) -> list[Problem]:
    """Why this person may not approve now; also asked before the ceremony, so that nobody signs in vain."""
    open_comments = StepComment.objects.filter(recipe_version_id=version.id, settled=False).count()
    signed = [("author", version.author), ("reviewer", version.reviewer)]
    return [
        *another_person_problems(acting=actor.person_id, before=signed),
        *comments_open_problems(open_comments),
        *check(text_of(version.sha256)),  # a rule may have come since the text was frozen
    ]
