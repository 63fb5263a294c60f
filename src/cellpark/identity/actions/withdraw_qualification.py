"""Take a qualification back."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.identity.events import QualificationWithdrawn
from cellpark.identity.models import Qualification
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import reason_problems
from cellpark.identity.states import QualificationState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def withdraw_qualification(
    *, actor: Actor, qualification_id: UUID, reason: str, seen_version: int | None = None
) -> Qualification:
    """Withdraw a qualification before its time. Raises ``Qualification.DoesNotExist``."""
    actor.require(IdentityPermission.GRANT_QUALIFICATION)
    with transaction.atomic():
        lock_stream(f"qualification/{qualification_id}")
        qualification: Qualification = Qualification.objects.get(id=qualification_id)
        refuse_stale(seen=seen_version, present=qualification.version)
        refuse_any(reason_problems(reason))
        if qualification.state == QualificationState.WITHDRAWN:
            raise Refused(Problem("identity.qualification.withdrawn"))
        recorded = record(
            stream=f"qualification/{qualification_id}",
            event=QualificationWithdrawn(qualification=qualification_id),
            actor=actor,
            organisation=qualification.organisation_id,
            reason=reason,
        )
        qualification.state = QualificationState.WITHDRAWN
        qualification.version = recorded.version
        qualification.save()
    return qualification
