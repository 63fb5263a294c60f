"""Who may report of a company: its park, and the company itself."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import locked, stream_of
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream


def reporting(actor: Actor, company_id: UUID) -> Company:
    """Lock a company for somebody who keeps it, or who speaks for it. Raises ``NotAllowed``, ``Refused``."""
    seen: Company = Company.objects.get(id=company_id)
    if actor.process is None and seen.tenant_id is not None and seen.tenant_id == actor.organisation_id:
        actor.require(CompanyPermission.REPORT)
        lock_stream(stream_of(company_id))
        row: Company = Company.objects.get(id=company_id)
        if row.merged_into_id is not None:
            raise Refused(Problem("companies.merged", {"name": row.name}))
        return row
    actor.require(CompanyPermission.KEEP)
    return locked(actor, company_id)
