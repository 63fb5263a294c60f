"""Enter a company that was in the park before its record began."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.companies.actions.admit_tenant import share, tenant_for
from cellpark.companies.events import StageChanged
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import keep, locked, move, passed, today
from cellpark.companies.rules import EVIDENCE_MAX, day_problems, step_problems, text_problem
from cellpark.companies.states import Stage
from cellpark.kernel.problem import refuse_any


def enter_resident(
    *,
    actor: Actor,
    company_id: UUID,
    day: date,
    stage: Stage,
    evidence: str,
    step: str,
    step_on: date,
    tenant_id: UUID | None = None,
) -> Company:
    """A lead that lives here already since ``day``, in the stage that the park gave it; the evidence says by what.

    ``tenant_id`` is the organisation that it is here; without one, it is found or made by its credit code.
    Raises ``Refused``: ``companies.code.missing``, ``companies.tenant.other``, ``lifecycle.step``.
    """
    actor.require(CompanyPermission.DECIDE)
    on = today()
    problems = [*day_problems(day, today=on), *text_problem("evidence", evidence, EVIDENCE_MAX, required=True)]
    refuse_any([*problems, *step_problems(step=step, on=step_on, today=on)])
    with transaction.atomic():
        row = locked(actor, company_id)
        move(row, "take_over", actor=actor, day=day, reason=evidence.strip())
        tenant = tenant_for(row, actor=actor, tenant_id=tenant_id)
        with widened(tenant.id):
            share(row, tenant.id, actor=actor)
            event = StageChanged(
                company=row.id,
                former="",
                stage=stage.value,
                day=day,
                criteria="",
                standing="",
                evidence=evidence.strip(),
            )
            keep(row, event, actor=actor, stage=stage.value, stage_since=day)
        passed(row, day)
        plan(row, actor=actor, owner=row.owner_person or actor.person_id, step=step, on=step_on)
        return row
