"""Close an investigation."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.quality.events import InvestigationClosed
from cellpark.quality.models import Investigation
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import reason_problems, words_problems
from cellpark.quality.states import INVESTIGATION_LIFECYCLE

CAPA_LIMIT = 80


def close_investigation(
    *, actor: Actor, investigation_id: UUID, reason: str, capa: str = "", seen_version: int | None = None
) -> Investigation:
    """Nothing remains to be done; ``capa`` is the number of the corrective action where there is one."""
    actor.require(QualityPermission.CONCLUDE)
    refuse_any(reason_problems(reason))
    refuse_any(words_problems(limit=CAPA_LIMIT, capa=capa))
    with transaction.atomic():
        row = locked(Investigation, investigation_id, seen=seen_version)
        after = INVESTIGATION_LIFECYCLE.step(row.state, "close").value
        at, said = now(), capa.strip()
        event = InvestigationClosed(investigation=row.id, capa=said)
        keep(row, event, actor=actor, reason=reason, at=at, state=after, capa=said, closed_at=at)
    return row
