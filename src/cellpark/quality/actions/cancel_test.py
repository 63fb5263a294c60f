"""Cancel a test."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.quality.events import TestCancelled
from cellpark.quality.models import Result, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import reason_problems
from cellpark.quality.states import TEST_LIFECYCLE, ResultState


def cancel_test(*, actor: Actor, test_id: UUID, reason: str, seen_version: int | None = None) -> Test:
    """Nothing is measured here; only for a test without a reading, so that no result is made to disappear.

    Raises ``Refused``: ``quality.test.has_readings``, ``lifecycle.step``.
    """
    actor.require(QualityPermission.DECIDE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        test = locked(Test, test_id, seen=seen_version)
        after = TEST_LIFECYCLE.step(test.state, "cancel").value
        if Result.objects.filter(test=test).exclude(state=ResultState.RETRACTED).exists():
            raise Refused(Problem("quality.test.has_readings", rule="211-194a"))
        keep(test, TestCancelled(test=test.id), actor=actor, reason=reason, state=after)
    return test
