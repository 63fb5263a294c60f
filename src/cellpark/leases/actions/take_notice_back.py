"""Take a notice back: one side asks until a day, the other one agrees, and the lease goes on as it was agreed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.acting import side_of, still_standing
from cellpark.leases.actions.approve_lease import as_agreed
from cellpark.leases.conflicts import taken_problems
from cellpark.leases.days import today
from cellpark.leases.events import NoticeBackAsked, NoticeTakenBack
from cellpark.leases.models import Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.releasing import release_expired
from cellpark.leases.rows import locked, write
from cellpark.leases.rules import back_problems, reason_problems
from cellpark.leases.states import IN_FORCE


def ask_notice_back(*, actor: Actor, lease_id: UUID, until: date, reason: str) -> Lease:
    """Ask the other side to take a notice back; it may agree up to and with the day ``until``.

    Either side asks, whoever gave the notice; asking again replaces what was asked. Raises ``Refused``:
    ``leases.notice.none``, ``leases.back.day``, ``leases.room.taken`` where the rooms are let to somebody else already.
    """
    actor.require(LeasePermission.NOTICE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked(lease_id)
        side = side_of(actor, row)
        leaves = _under_notice(row)
        refuse_any(back_problems(until=until, today=today(), leaves_on=leaves))
        _refuse_taken(row)
        event = NoticeBackAsked(lease=row.id, side=side.value, until=until, person=actor.person_id)
        return write(event, actor=actor, organisation=row.organisation_id, reason=reason)


def agree_notice_back(*, actor: Actor, lease_id: UUID) -> Lease:
    """Agree, for the side that was asked and as another person: the notice is void, the rooms are taken as before.

    Raises ``Refused``: ``leases.back.none``, ``leases.back.own``, ``leases.room.taken``.
    """
    actor.require(LeasePermission.NOTICE)
    with transaction.atomic():
        row = locked(lease_id)
        side = side_of(actor, row)
        _under_notice(row)
        if row.back_until is None or row.back_until < today():
            raise Refused(Problem("leases.back.none", {"number": row.number}))
        if side.value == row.back_by or (actor.person_id is not None and actor.person_id == row.back_person):
            raise Refused(Problem("leases.back.own", {"number": row.number}))
        _refuse_taken(row)
        event = NoticeTakenBack(lease=row.id, side=side.value, person=actor.person_id, occupied=as_agreed(row))
        return write(event, actor=actor, organisation=row.organisation_id)


def _under_notice(row: Lease) -> date:
    if row.state not in IN_FORCE or row.leaves_on is None or row.leaves_on <= today():
        raise Refused(Problem("leases.notice.none", {"number": row.number}))
    return row.leaves_on


def _refuse_taken(row: Lease) -> None:
    """What the lease takes again is there, and nobody else's by now."""
    taken = as_agreed(row)
    # a tenant acts on its lease and sees no list of the operator's rooms
    with widened(row.organisation_id):
        refuse_any(still_standing(taken))
        release_expired([each.number for each in taken])
        refuse_any(taken_problems(taken, lease_id=row.id, tenant_id=row.tenant_id))
