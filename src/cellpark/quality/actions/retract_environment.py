"""Retract a reading of the environment."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.quality.events import EnvironmentRetracted
from cellpark.quality.models import EnvironmentResult
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import reason_problems
from cellpark.quality.states import ENVIRONMENT_LIFECYCLE


def retract_environment(
    *, actor: Actor, reading_id: UUID, reason: str, seen_version: int | None = None
) -> EnvironmentResult:
    """It was no reading of this place; it stays in the record and counts no longer."""
    actor.require(QualityPermission.DECIDE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked(EnvironmentResult, reading_id, seen=seen_version)
        after = ENVIRONMENT_LIFECYCLE.step(row.state, "retract").value
        keep(row, EnvironmentRetracted(reading=row.id), actor=actor, reason=reason, state=after)
    return row
