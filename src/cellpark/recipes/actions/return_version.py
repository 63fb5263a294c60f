"""Send a frozen text back to its author."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version
from cellpark.recipes.events import VersionReturned
from cellpark.recipes.models import RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.rules import REASON_LIMIT, required_text_problems
from cellpark.recipes.states import VERSION_LIFECYCLE, VersionState


def return_version(*, actor: Actor, version_id: UUID, reason: str, seen_version: int | None = None) -> RecipeVersion:
    """Reopen the text for writing; the signatures it had stay in the ledger and count no more.

    Before the author has signed, authors take it back themselves; afterwards a reviewer or approver returns it.
    """
    actor.require(RecipePermission.SEE)
    refuse_any(required_text_problems(reason, field="reason", limit=REASON_LIMIT))
    with transaction.atomic():
        version, _head = locked_version(version_id, seen_version=seen_version)
        step = VERSION_LIFECYCLE.transition(version.state, "return")
        actor.require(step.permission)
        recorded = record(
            stream=version.stream,
            event=VersionReturned(version=version.id),
            actor=actor,
            organisation=version.organisation_id,
            reason=reason,
        )
        version.state, version.sha256, version.change = VersionState.DRAFT, "", ""
        version.author = version.reviewer = version.author_signature = version.reviewer_signature = None
        version.version = recorded.version
        version.save()
    return version
