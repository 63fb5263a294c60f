"""Make an organisation of a company, so that a lease can name it."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope, widened
from cellpark.companies.events import CompanyAdmitted
from cellpark.companies.models import Company, Milestone, Need
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import keep, locked
from cellpark.companies.states import CompanyState
from cellpark.identity.public import Organisation, OrganisationKind, register_organisation
from cellpark.kernel.problem import Problem, Refused


def admit_tenant(*, actor: Actor, company_id: UUID) -> Company:
    """The company becomes an organisation of kind tenant; one with its credit code that is known already is it.

    Raises ``Refused``: ``companies.state`` before an offer, ``companies.code.missing``, ``companies.admitted``,
    ``companies.tenant.other`` where the code belongs to an organisation of another kind.
    """
    actor.require(CompanyPermission.DECIDE)
    with transaction.atomic():
        row = locked(actor, company_id)
        if row.state != CompanyState.OFFERED:
            raise Refused(Problem("companies.state", {"state": row.state}))
        tenant = tenant_for(row, actor=actor)
        with widened(tenant.id):
            share(row, tenant.id, actor=actor)
        return row


def tenant_for(row: Company, *, actor: Actor, tenant_id: UUID | None = None) -> Organisation:
    """The organisation that a company is: the one that is named, the one with its code, or a new one."""
    if row.tenant_id is not None:
        raise Refused(Problem("companies.admitted", {"name": row.name}))
    if tenant_id is None and not row.code:
        raise Refused(Problem("companies.code.missing", field="code"))
    return _known(row, tenant_id) or register_organisation(
        actor=actor,
        kind=OrganisationKind.TENANT,
        name_zh=row.name_zh,
        name_en=row.name_en,
        credit_code=row.code,
        example=row.example,
    )


def share(row: Company, tenant: UUID, *, actor: Actor) -> None:
    """Let the tenant see itself: its row, its milestones, its needs."""
    keep(row, CompanyAdmitted(company=row.id, tenant=tenant), actor=actor, tenant_id=tenant, parties=[tenant])
    for kind in (Milestone, Need):
        kind.objects.filter(company_id=row.id).update(parties=[tenant])


def _known(row: Company, tenant_id: UUID | None) -> Organisation | None:
    """The organisation by its id or its code; read by the house itself, since it lies in nobody's scope yet."""
    wanted = {"credit_code": row.code} if tenant_id is None else {"id": tenant_id}
    with use_scope(EVERYTHING):
        found: Organisation | None = Organisation.objects.filter(**wanted).first()
        # another park's company may well be the same tenant: that is its own affair, and told to nobody
        mine = Company.objects.filter(organisation_id=row.organisation_id).exclude(id=row.id)
        taken = found is not None and mine.filter(tenant_id=found.id).exists()
    if tenant_id is not None and found is None:
        raise Organisation.DoesNotExist
    if found is not None and (found.kind != OrganisationKind.TENANT or taken):
        raise Refused(Problem("companies.tenant.other", {"name": row.name}))
    return found
