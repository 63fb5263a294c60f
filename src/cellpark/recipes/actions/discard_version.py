"""Give up a draft."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version, step
from cellpark.recipes.events import VersionDiscarded
from cellpark.recipes.models import RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.rules import REASON_LIMIT, required_text_problems


def discard_version(*, actor: Actor, version_id: UUID, reason: str, seen_version: int | None = None) -> RecipeVersion:
    """Give up a draft; its text stays readable."""
    actor.require(RecipePermission.WRITE)
    refuse_any(required_text_problems(reason, field="reason", limit=REASON_LIMIT))
    with transaction.atomic():
        version, _head = locked_version(version_id, seen_version=seen_version)
        after = step(version, "discard")
        recorded = record(
            stream=version.stream,
            event=VersionDiscarded(version=version.id),
            actor=actor,
            organisation=version.organisation_id,
            reason=reason,
        )
        version.state, version.version = after, recorded.version
        version.save()
    return version
