"""Say no to a company, or take its no."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.ending import end_openings
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, move, today
from cellpark.companies.rules import TEXT_MAX, text_problem
from cellpark.companies.states import NeedState
from cellpark.kernel.problem import refuse_any


def decline(*, actor: Actor, company_id: UUID, reason: str) -> Company:
    """It does not come, with the reason. What it looked for stays on record as demand that nobody met."""
    actor.require(CompanyPermission.DECIDE)
    refuse_any(text_problem("reason", reason, TEXT_MAX, required=True))
    with transaction.atomic():
        row = locked(actor, company_id)
        move(row, "decline", actor=actor, day=today(), reason=reason.strip())
        end_openings(row, actor=actor, needs=NeedState.UNMET)
        plan(row, actor=actor, owner=row.owner_person, step="", on=None)
        return row
