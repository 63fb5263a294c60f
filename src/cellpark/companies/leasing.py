"""What leases say of a company."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from cellpark.companies.models import Company
from cellpark.companies.states import RESIDENT, CompanyState
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import Lease, LeaseState

if TYPE_CHECKING:
    from django.db.models import QuerySet

SIGNED = frozenset({LeaseState.SIGNED, LeaseState.RUNNING})


def signed_lease(lease_id: UUID, tenant_id: UUID) -> str:
    """The number of a signed lease of this tenant.

    Raises ``Refused``: ``companies.lease.other``, ``companies.lease.unsigned``; ``DoesNotExist`` for one out of sight.
    """
    lease: Lease = Lease.objects.get(id=lease_id)
    if lease.tenant_id != tenant_id:
        raise Refused(Problem("companies.lease.other", {"number": lease.number}, field="lease"))
    if lease.state not in SIGNED:
        raise Refused(Problem("companies.lease.unsigned", {"number": lease.number}, field="lease"))
    number: str = lease.number
    return number


def unrecorded() -> "QuerySet[Company]":
    """Companies in sight that have a lease in force and are no residents by their record: somebody brings it up."""
    leases = Lease.objects.filter(
        organisation_id=OuterRef("organisation_id"), tenant_id=OuterRef("tenant_id"), state__in=SIGNED
    )
    rows: QuerySet[Company] = Company.objects.filter(Exists(leases), tenant__isnull=False)
    return rows.exclude(state__in=[*RESIDENT, CompanyState.MERGED]).order_by("id")
