"""Verify a reading as a second person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.quality.events import ResultVerified
from cellpark.quality.gates import person_of
from cellpark.quality.models import Result, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import second_person_problems
from cellpark.quality.states import TEST_LIFECYCLE, ResultState


def verify_result(
    *, actor: Actor, test_id: UUID, at: datetime | None = None, seen_version: int | None = None
) -> Result:
    """Check the reading that waits, independently of whoever made it (T5, 211-194b).

    One that is negative to date leaves the test running until its clock ends. Raises ``Refused``:
    ``quality.result.same_person``, ``lifecycle.step``, ``base.stale``.
    """
    actor.require(QualityPermission.VERIFY)
    verifier = person_of(actor)
    moment = min(at or now(), now())
    with transaction.atomic():
        test = locked(Test, test_id, seen=seen_version)
        TEST_LIFECYCLE.step(test.state, "verify")
        result: Result = Result.objects.get(test=test, state=ResultState.ENTERED)
        refuse_any(second_person_problems(performer=result.analyst, verifier=verifier))
        after = TEST_LIFECYCLE.step(test.state, "verify_to_date" if result.interim else "verify").value
        due_at = test.final_at if result.interim and test.final_at is not None else test.due_at
        event = ResultVerified(test=test.id, result=result.id, verifier=verifier, interim=result.interim, due_at=due_at)
        made = keep(test, event, actor=actor, at=moment, state=after, verified_at=moment, due_at=due_at)
        result.state, result.verified_by, result.verified_at = ResultState.VERIFIED.value, verifier, moment
        result.version = made.version
        result.save(update_fields=["state", "verified_by", "verified_at", "version"])
    return result
