"""Approve a risk assessment of closed systems side by side."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.events import AssessmentApproved
from cellpark.equipment.models import ParallelAssessment
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.equipment.states import ASSESSMENT_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def approve_assessment(
    *, actor: Actor, assessment_id: UUID, reason: str, seen_version: int | None = None
) -> ParallelAssessment:
    """Quality allows what it says until its day (ATMP-3a, CN-4e). Raises ``Refused(equipment.assessment.own)``."""
    actor.require(EquipmentPermission.APPROVE_ASSESSMENT)
    with transaction.atomic():
        lock_stream(f"assessment/{assessment_id}")
        found: ParallelAssessment = ParallelAssessment.objects.get(id=assessment_id)
        refuse_any(reason_problems(reason))
        if found.drafted_by is not None and found.drafted_by == actor.person_id:
            raise Refused(Problem("equipment.assessment.own", rule="CN-1b"))
        found.state = ASSESSMENT_LIFECYCLE.step(found.state, "approve")
        found.approved_by = actor.person_id
        made = record(
            stream=f"assessment/{found.id}",
            event=AssessmentApproved(assessment=found.id, approved_by=actor.person_id),
            actor=actor,
            organisation=found.organisation_id,
            reason=reason,
            expected_version=seen_version,
        )
        found.version = made.version
        found.save(update_fields=["state", "approved_by", "version"])
    return found
