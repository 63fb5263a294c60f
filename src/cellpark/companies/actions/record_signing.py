"""Note that a company's lease is signed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.ending import end_offer
from cellpark.companies.events import CompanySigned
from cellpark.companies.leasing import signed_lease
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import keep, locked, passed, today
from cellpark.companies.rules import step_problems
from cellpark.companies.states import COMPANY_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused, refuse_any


def record_signing(*, actor: Actor, company_id: UUID, lease_id: UUID, step: str, step_on: date) -> Company:
    """The lease of this company's organisation is signed; the offer is taken.

    Raises ``Refused``: ``companies.lease.other``, ``companies.lease.unsigned``, ``companies.tenant.none``,
    ``lifecycle.step``.
    """
    actor.require(CompanyPermission.KEEP)
    on = today()
    refuse_any(step_problems(step=step, on=step_on, today=on))
    with transaction.atomic():
        row = locked(actor, company_id)
        COMPANY_LIFECYCLE.step(row.state, "sign")
        if row.tenant_id is None:
            raise Refused(Problem("companies.tenant.none", {"name": row.name}))
        write_signing(row, lease_id, signed_lease(lease_id, row.tenant_id), actor=actor, step=step, step_on=step_on)
        return row


def write_signing(row: Company, lease_id: UUID, number: str, *, actor: Actor, step: str, step_on: date) -> None:
    """The company goes on with its lease, within an act that holds its row. Raises ``Refused`` (``lifecycle.step``)."""
    assert row.tenant_id is not None, "a lease names an organisation"
    on = today()
    state = COMPANY_LIFECYCLE.step(row.state, "sign")
    event = CompanySigned(company=row.id, tenant=row.tenant_id, lease=lease_id, lease_number=number, day=on)
    keep(row, event, actor=actor, state=state.value, state_since=on, lease_id=lease_id)
    passed(row, on)
    end_offer(row, "take", actor=actor)
    plan(row, actor=actor, owner=row.owner_person or actor.person_id, step=step, on=step_on)
