"""Take a specification out of use."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.quality.events import SpecificationRetired
from cellpark.quality.models import Specification
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import reason_problems
from cellpark.quality.states import SPECIFICATION_LIFECYCLE


def retire_specification(
    *, actor: Actor, specification_id: UUID, reason: str, seen_version: int | None = None
) -> Specification:
    """No new batch is tested against it; batches whose samples are registered go on with it."""
    actor.require(QualityPermission.APPROVE_SPECIFICATION)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        return withdraw(actor=actor, specification_id=specification_id, reason=reason, seen_version=seen_version)


def withdraw(
    *,
    actor: Actor,
    specification_id: UUID,
    successor: UUID | None = None,
    reason: str | None = None,
    seen_version: int | None = None,
) -> Specification:
    """Retire within the caller's transaction, for a reason or because ``successor`` takes its place."""
    row = locked(Specification, specification_id, seen=seen_version)
    after = SPECIFICATION_LIFECYCLE.step(row.state, "retire").value
    at = now()
    event = SpecificationRetired(specification=row.id, successor=successor)
    keep(row, event, actor=actor, reason=reason, at=at, state=after, retired_at=at)
    return row
