"""Draft the lease that follows another one."""

from collections.abc import Sequence
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.acting import RoomWanted, require_operator
from cellpark.leases.actions.draft_lease import draft_lease
from cellpark.leases.models import Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.states import IN_FORCE, LeaseState
from cellpark.rent import public as rent


def renew_lease(
    *, actor: Actor, lease_id: UUID, number: str, text: str, rooms: Sequence[RoomWanted], notice_days: int = 90
) -> Lease:
    """Draft the lease that follows; the former one is renewed on its last day, once both sides signed this one.

    Raises ``Refused``: ``leases.renewal.state``, ``leases.renewal.gap``, and as ``draft_lease``.
    """
    actor.require(LeasePermission.DRAFT)
    row: Lease = Lease.objects.get(id=lease_id)
    require_operator(actor, row.organisation_id)
    if row.state not in IN_FORCE or row.leaves_on is not None:
        raise Refused(Problem("leases.renewal.state", {"number": row.number, "state": row.state}))
    if row.successors.exclude(state=LeaseState.WITHDRAWN).exists():
        raise Refused(Problem("leases.renewal.twice", {"number": row.number}))
    if rent.read_lease(text.encode()).days.start != row.ends_on:
        raise Refused(Problem("leases.renewal.gap", {"day": row.ends_on.isoformat()}, field="text"))
    return draft_lease(
        actor=actor,
        number=number,
        tenant_id=row.tenant_id,
        text=text,
        rooms=rooms,
        notice_days=notice_days,
        follows=row.id,
    )
