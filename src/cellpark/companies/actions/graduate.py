"""Let a company graduate."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.ending import end_openings
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, move, today
from cellpark.companies.rules import TEXT_MAX, day_problems, text_problem
from cellpark.companies.states import NeedState
from cellpark.kernel.problem import refuse_any


def graduate(*, actor: Actor, company_id: UUID, day: date, reason: str) -> Company:
    """It outgrew the park: a success. Its passport is what it takes along. Raises ``Refused``: ``lifecycle.step``."""
    actor.require(CompanyPermission.DECIDE)
    refuse_any([*day_problems(day, today=today()), *text_problem("reason", reason, TEXT_MAX, required=True)])
    with transaction.atomic():
        row = locked(actor, company_id)
        move(row, "graduate", actor=actor, day=day, reason=reason.strip())
        end_openings(row, actor=actor, needs=NeedState.UNMET)
        plan(row, actor=actor, owner=row.owner_person, step="", on=None)
        return row
