"""Retract a reading."""

from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.quality.events import ResultRetracted
from cellpark.quality.models import Investigation, Result, Test
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import reason_problems, retract_problems
from cellpark.quality.states import TEST_LIFECYCLE, InvestigationState, ResultState, TestState, Verdict


def retract_result(*, actor: Actor, test_id: UUID, reason: str, seen_version: int | None = None) -> Result:
    """Withdraw the newest reading: it was no measurement of this sample. It stays in the record, and the test goes on.

    A retest measures again and leaves the reading standing; a retraction says that there was none. Raises ``Refused``:
    ``quality.result.under_investigation`` for a failing one whose cause is not settled, ``quality.result.none``.
    """
    actor.require(QualityPermission.DECIDE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        test = locked(Test, test_id, seen=seen_version)
        standing: list[Result] = list(
            Result.objects.filter(test=test).exclude(state=ResultState.RETRACTED).order_by("-number")[:2]
        )
        if not standing:
            raise Refused(Problem("quality.result.none"))
        result, before = standing[0], standing[1] if len(standing) > 1 else None
        if test.state != TestState.RUNNING:
            TEST_LIFECYCLE.step(test.state, "retract")
        found = Investigation.objects.filter(result=result).first()
        phase = None if found is None else InvestigationState(found.state)
        refuse_any(retract_problems(phase, "" if found is None else found.outcome))
        value, verdict = ("", Verdict.PENDING.value) if before is None else (before.value, before.verdict)
        event = ResultRetracted(test=test.id, result=result.id, person=actor.person_id, value=value, verdict=verdict)
        shown: dict[str, Any] = {"value": value, "verdict": verdict, "verified_at": None}
        made = keep(test, event, actor=actor, reason=reason, state=TestState.RUNNING.value, **shown)
        result.state, result.retracted_by = ResultState.RETRACTED.value, actor.person_id
        result.reason, result.version = reason.strip(), made.version
        result.save(update_fields=["state", "retracted_by", "reason", "version"])
    return result
