"""Say what comes next."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, today
from cellpark.companies.rules import step_problems
from cellpark.companies.staff import refuse_stranger
from cellpark.companies.states import ENDED, CompanyState
from cellpark.kernel.problem import Problem, Refused, refuse_any


def plan_step(*, actor: Actor, company_id: UUID, step: str, day: date, owner: UUID | None = None) -> Company:
    """The next step, by when, and who takes it: the owner as before, unless another one of the house is named.

    Raises ``Refused``: ``companies.step.day``, ``companies.owner.stranger``, ``companies.ended``.
    """
    actor.require(CompanyPermission.KEEP)
    refuse_any(step_problems(step=step, on=day, today=today()))
    with transaction.atomic():
        row = locked(actor, company_id)
        if CompanyState(row.state) in ENDED:
            raise Refused(Problem("companies.ended", {"state": row.state}))
        if owner is not None:
            refuse_stranger(owner, row.organisation_id, field="owner")
        plan(row, actor=actor, owner=owner or row.owner_person or actor.person_id, step=step, on=day)
        return row
