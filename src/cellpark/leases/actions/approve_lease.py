"""Approve a lease or its amendment, and withdraw it."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.acting import (
    occupied,
    pending,
    refuse_too_late,
    refuse_unseen,
    require_operator,
    still_standing,
)
from cellpark.leases.events import RoomDays, VersionApproved, VersionWithdrawn
from cellpark.leases.folds import room_days
from cellpark.leases.models import Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.releasing import let_what_was_held, release_expired
from cellpark.leases.rows import locked, write
from cellpark.leases.rules import cut, joined, reason_problems
from cellpark.leases.states import VERSION_LIFECYCLE, VersionState


def approve_lease(*, actor: Actor, lease_id: UUID, seen_version: int | None = None) -> Lease:
    """Approve the version that waits, as a second person; from now on its rooms are taken and the tenant reads it.

    What was held for this tenant is let to it. Raises ``Refused``: ``leases.version.own_draft``,
    ``leases.version.none``, ``leases.amendment.state``, ``leases.room.taken`` with the days of the other lease,
    ``ledger.stale`` where the draft says something else than the one that was seen.
    """
    actor.require(LeasePermission.APPROVE)
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        refuse_unseen(row, seen_version)
        version = pending(row)
        VERSION_LIFECYCLE.step(version.state, "approve")
        refuse_too_late(row, version)
        if actor.person_id is not None and actor.person_id == version.drafted_by:
            raise Refused(Problem("leases.version.own_draft", {"number": row.number}))
        wanted = [room_days(each) for each in version.rooms]
        refuse_any(still_standing(wanted))
        release_expired([each.number for each in wanted])
        let_what_was_held(actor, row, wanted)
        event = VersionApproved(
            lease=row.id, number=version.number, person=actor.person_id, occupied=joined(occupied(row), wanted)
        )
        return write(event, actor=actor, organisation=row.organisation_id)


def withdraw_lease(*, actor: Actor, lease_id: UUID, reason: str) -> Lease:
    """Withdraw the version that waits: a lease that is not signed by both sides, or an amendment; its rooms are free.

    Raises ``Refused``: ``leases.version.none``.
    """
    actor.require(LeasePermission.DRAFT)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        version = pending(row)
        VERSION_LIFECYCLE.step(version.state, "withdraw")
        event = VersionWithdrawn(lease=row.id, number=version.number, occupied=as_agreed(row))
        return write(event, actor=actor, organisation=row.organisation_id, reason=reason)


def as_agreed(row: Lease, *, with_version: int = 0) -> tuple[RoomDays, ...]:
    """What the agreed versions take, each up to the day of the next one; ``with_version`` counts as agreed."""
    days: tuple[RoomDays, ...] = ()
    for each in row.versions.order_by("number"):
        if each.state == VersionState.AGREED or each.number == with_version:
            days = joined(cut(days, each.since), [room_days(form) for form in each.rooms])
    return days
