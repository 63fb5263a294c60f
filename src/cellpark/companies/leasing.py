"""What leases say of a company."""

from uuid import UUID

from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import Lease, LeaseState

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
