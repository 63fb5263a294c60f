"""Take a company up again."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, move, today
from cellpark.companies.rules import TEXT_MAX, step_problems, text_problem
from cellpark.kernel.problem import refuse_any


def reopen(*, actor: Actor, company_id: UUID, reason: str, step: str, step_on: date) -> Company:
    """A company that was declined is a lead again, with its history and a next step."""
    actor.require(CompanyPermission.KEEP)
    on = today()
    words = text_problem("reason", reason, TEXT_MAX, required=True)
    refuse_any([*words, *step_problems(step=step, on=step_on, today=on)])
    with transaction.atomic():
        row = locked(actor, company_id)
        move(row, "reopen", actor=actor, day=on, reason=reason.strip())
        plan(row, actor=actor, owner=row.owner_person or actor.person_id, step=step, on=step_on)
        return row
