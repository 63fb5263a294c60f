"""Draft a lease, and draft it again."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.leases.acting import RoomWanted, days_of_rooms, require_operator, tenant_problems
from cellpark.leases.conflicts import taken_problems
from cellpark.leases.events import LeaseDrafted, LeaseRedrafted, RoomDays
from cellpark.leases.models import Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.rows import locked, write
from cellpark.leases.rules import draft_problems, number_problems
from cellpark.leases.states import LEASE_LIFECYCLE
from cellpark.ledger.public import lock_stream
from cellpark.rent import public as rent

NOTICE_DAYS = 90


def draft_lease(
    *,
    actor: Actor,
    number: str,
    tenant_id: UUID,
    text: str,
    rooms: Sequence[RoomWanted],
    notice_days: int = NOTICE_DAYS,
    follows: UUID | None = None,
) -> Lease:
    """Draft who shall rent which rooms on which terms; ``text`` is the lease file. Nobody else is bound by a draft.

    Raises ``Refused``: ``leases....``, ``rent....`` for terms that do not fit together, ``leases.room.taken`` for a
    room that is let or held on these days. Raises ``Room.DoesNotExist`` for a room out of sight.
    """
    actor.require(LeasePermission.DRAFT)
    refuse_any(number_problems(number))
    lease = rent.read_lease(text.encode())
    with transaction.atomic():
        owner, days, problems = _read(number, lease, rooms, notice_days)
        refuse_any(problems)
        assert owner is not None, "a lease without rooms was refused"
        require_operator(actor, owner)
        lock_stream(f"leases/{owner}")
        problems = tenant_problems(tenant_id, owner)
        if Lease.objects.filter(organisation_id=owner, number=number).exists():
            problems.append(Problem("leases.number.taken", {"number": number}, field="number"))
        refuse_any([*problems, *taken_problems(days, tenant_id=tenant_id)])
        start, end = _days(lease)
        event = LeaseDrafted(
            lease=new_id(),
            number=number,
            tenant=tenant_id,
            start=start,
            end=end,
            notice_days=notice_days,
            text=text,
            rooms=days,
            follows=follows,
            person=actor.person_id,
        )
        return write(event, actor=actor, organisation=owner)


def redraft_lease(
    *, actor: Actor, lease_id: UUID, text: str, rooms: Sequence[RoomWanted], notice_days: int = NOTICE_DAYS
) -> Lease:
    """Say a draft anew; whoever does is the one who drafted it. What was approved is not changed any more.

    Raises ``Refused``: as ``draft_lease``, ``leases.draft.approved`` for a lease that is no draft.
    """
    actor.require(LeasePermission.DRAFT)
    lease = rent.read_lease(text.encode())
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        LEASE_LIFECYCLE.transition(row.state, "approve")
        _owner, days, problems = _read(row.number, lease, rooms, notice_days)
        refuse_any([*problems, *taken_problems(days, tenant_id=row.tenant_id)])
        start, end = _days(lease)
        event = LeaseRedrafted(
            lease=row.id,
            start=start,
            end=end,
            notice_days=notice_days,
            text=text,
            rooms=days,
            person=actor.person_id,
        )
        return write(event, actor=actor, organisation=row.organisation_id)


def _read(
    number: str, lease: rent.Lease, rooms: Sequence[RoomWanted], notice_days: int
) -> tuple[UUID | None, tuple[RoomDays, ...], list[Problem]]:
    start, end = _days(lease)
    owner, days, problems = days_of_rooms(rooms, start=start, end=end)
    said = draft_problems(number=number, lease=lease, rooms=days, notice_days=notice_days, since=start)
    return owner, days, [*said, *problems]


def _days(lease: rent.Lease) -> tuple[date, date]:
    assert lease.days.end is not None, "a lease file has an end"
    return lease.days.start, lease.days.end
