"""Conclude an investigation: the result stands, or is void by an assignable cause."""

from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.quality.events import InvestigationConcluded
from cellpark.quality.models import Investigation, Result
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import TEXT_LIMIT, reason_problems, words_problems
from cellpark.quality.states import INVESTIGATION_LIFECYCLE, Outcome

CAUSE_LIMIT = 300
VERBS = {Outcome.CONFIRMED: "confirm", Outcome.INVALIDATED: "invalidate"}


def conclude_investigation(
    *,
    actor: Actor,
    investigation_id: UUID,
    outcome: Outcome,
    finding: str,
    cause: str = "",
    seen_version: int | None = None,
) -> Investigation:
    """The head of quality decides; a result is void only by a cause that is assigned to the laboratory (211-192).

    Raises ``Refused``: ``quality.investigation.no_cause``, ``quality.investigation.own_reading``, ``lifecycle.step``.
    """
    actor.require(QualityPermission.CONCLUDE)
    refuse_any(reason_problems(finding, field="finding", limit=TEXT_LIMIT))
    refuse_any(words_problems(limit=CAUSE_LIMIT, cause=cause))
    decided = Outcome(outcome)
    if decided is Outcome.INVALIDATED and not cause.strip():
        raise Refused(Problem("quality.investigation.no_cause", field="cause", rule="211-192"))
    with transaction.atomic():
        row = locked(Investigation, investigation_id, seen=seen_version)
        after = INVESTIGATION_LIFECYCLE.step(row.state, VERBS[decided]).value
        result: Result = Result.objects.get(id=row.result_id)
        if actor.person_id is not None and actor.person_id == result.analyst:
            raise Refused(Problem("quality.investigation.own_reading", rule="211-192"))
        said: dict[str, Any] = {"outcome": decided.value, "finding": finding.strip(), "cause": cause.strip()}
        event = InvestigationConcluded(investigation=row.id, person=actor.person_id, **said)
        keep(row, event, actor=actor, state=after, concluded_by=actor.person_id, **said)
    return row
