"""Withdraw a risk assessment."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.events import AssessmentWithdrawn
from cellpark.equipment.models import ParallelAssessment
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.equipment.states import ASSESSMENT_LIFECYCLE
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record


def withdraw_assessment(
    *, actor: Actor, assessment_id: UUID, reason: str, seen_version: int | None = None
) -> ParallelAssessment:
    """It holds no longer. A draft may be withdrawn by whoever drafts, an approved one by whoever approves."""
    actor.require(EquipmentPermission.DRAFT_ASSESSMENT)
    with transaction.atomic():
        lock_stream(f"assessment/{assessment_id}")
        found: ParallelAssessment = ParallelAssessment.objects.get(id=assessment_id)
        step = ASSESSMENT_LIFECYCLE.transition(found.state, "withdraw")
        actor.require(step.permission)
        refuse_any(reason_problems(reason))
        found.state = step.target
        made = record(
            stream=f"assessment/{found.id}",
            event=AssessmentWithdrawn(assessment=found.id),
            actor=actor,
            organisation=found.organisation_id,
            reason=reason,
            expected_version=seen_version,
        )
        found.version = made.version
        found.save(update_fields=["state", "version"])
    return found
