"""Note a visit."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, move, today
from cellpark.companies.rules import TEXT_MAX, day_problems, step_problems, text_problem
from cellpark.kernel.problem import refuse_any


def note_visit(*, actor: Actor, company_id: UUID, day: date, remark: str, step: str, step_on: date) -> Company:
    """The company came to see the park, or the park went there; what comes next is said at once."""
    actor.require(CompanyPermission.KEEP)
    on = today()
    problems = [*day_problems(day, today=on), *text_problem("remark", remark, TEXT_MAX, required=True)]
    refuse_any([*problems, *step_problems(step=step, on=step_on, today=on)])
    with transaction.atomic():
        row = locked(actor, company_id)
        move(row, "visit", actor=actor, day=day, reason=remark.strip())
        plan(row, actor=actor, owner=row.owner_person or actor.person_id, step=step, on=step_on)
        return row
