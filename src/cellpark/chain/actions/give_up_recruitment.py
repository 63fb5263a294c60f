"""Stop recruiting for a gap."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.chain.events import RecruitmentGivenUp
from cellpark.chain.models import Recruitment
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import locked, write
from cellpark.chain.rules import reason_problems
from cellpark.chain.states import RECRUITMENT_LIFECYCLE
from cellpark.kernel.problem import refuse_any


def give_up_recruitment(*, actor: Actor, recruitment_id: UUID, reason: str) -> Recruitment:
    """Nobody comes of it; the demand stays open. Raises ``Refused(lifecycle.step)``."""
    actor.require(ChainPermission.RECRUIT)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row: Recruitment = locked(Recruitment, "recruitment", recruitment_id)
        RECRUITMENT_LIFECYCLE.step(row.state, "give_up")
        ended: Recruitment = write(
            RecruitmentGivenUp(id=row.id), actor=actor, organisation=row.organisation_id, reason=reason.strip()
        )
        return ended
