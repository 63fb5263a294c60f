"""Verify a reading of the environment as a second person."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.quality.events import EnvironmentVerified
from cellpark.quality.gates import person_of
from cellpark.quality.models import EnvironmentResult
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import second_person_problems
from cellpark.quality.states import ENVIRONMENT_LIFECYCLE


def verify_environment(*, actor: Actor, reading_id: UUID, seen_version: int | None = None) -> EnvironmentResult:
    """Somebody else read the plate or the counter again (T5). Raises ``Refused``: ``quality.result.same_person``."""
    actor.require(QualityPermission.VERIFY_MONITORING)
    person = person_of(actor)
    with transaction.atomic():
        row = locked(EnvironmentResult, reading_id, seen=seen_version)
        after = ENVIRONMENT_LIFECYCLE.step(row.state, "verify").value
        refuse_any(second_person_problems(performer=row.recorded_by, verifier=person))
        at = now()
        event = EnvironmentVerified(reading=row.id, person=person)
        keep(row, event, actor=actor, at=at, state=after, verified_by=person, verified_at=at)
    return row
