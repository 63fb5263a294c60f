"""Take a version out of use."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version, step
from cellpark.recipes.events import VersionRetired
from cellpark.recipes.models import RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.rules import REASON_LIMIT, required_text_problems


def retire_version(*, actor: Actor, version_id: UUID, reason: str, seen_version: int | None = None) -> RecipeVersion:
    """No new batch runs this version; those that run it go on with the text they began with."""
    actor.require(RecipePermission.RETIRE)
    refuse_any(required_text_problems(reason, field="reason", limit=REASON_LIMIT))
    with transaction.atomic():
        return withdraw_from_use(actor=actor, version_id=version_id, reason=reason, seen_version=seen_version)


def withdraw_from_use(
    *,
    actor: Actor,
    version_id: UUID,
    successor: RecipeVersion | None = None,
    reason: str | None = None,
    seen_version: int | None = None,
) -> RecipeVersion:
    """Retire within the caller's transaction, for a reason or because ``successor`` takes its place."""
    version, _head = locked_version(version_id, seen_version=seen_version)
    after = step(version, "retire")
    recorded = record(
        stream=version.stream,
        event=VersionRetired(version=version.id, successor=successor.id if successor else None),
        actor=actor,
        organisation=version.organisation_id,
        reason=reason,
    )
    version.state, version.retired_at, version.version = after, recorded.at, recorded.version
    version.save()
    return version
