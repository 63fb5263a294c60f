"""Begin the laboratory phase of an investigation."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.quality.events import InvestigationBegun
from cellpark.quality.models import Investigation
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import TEXT_LIMIT, reason_problems
from cellpark.quality.states import INVESTIGATION_LIFECYCLE


def investigate(
    *, actor: Actor, investigation_id: UUID, hypothesis: str, seen_version: int | None = None
) -> Investigation:
    """What may have gone wrong in the laboratory, and how it is looked into; from now on a retest may be ordered."""
    actor.require(QualityPermission.INVESTIGATE)
    refuse_any(reason_problems(hypothesis, field="hypothesis", limit=TEXT_LIMIT))
    with transaction.atomic():
        row = locked(Investigation, investigation_id, seen=seen_version)
        after = INVESTIGATION_LIFECYCLE.step(row.state, "investigate").value
        said = hypothesis.strip()
        event = InvestigationBegun(investigation=row.id, hypothesis=said, investigator=actor.person_id)
        keep(row, event, actor=actor, state=after, hypothesis=said, investigator=actor.person_id)
    return row
