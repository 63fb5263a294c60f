"""A lease takes its course: it starts, ends, is renewed or terminated."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.acting import PENDING, occupied, require_operator, side_of
from cellpark.leases.days import today
from cellpark.leases.events import LeaseEnded, LeaseStarted, NoticeGiven
from cellpark.leases.models import Lease
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.rows import locked, write
from cellpark.leases.rules import cut, notice_problems, reason_problems
from cellpark.leases.states import BEFORE_SIGNATURE, IN_FORCE, LEASE_LIFECYCLE, LeaseState, Side


def start_lease(*, actor: Actor, lease_id: UUID) -> Lease:
    """Its first day has come. Raises ``Refused``: ``leases.start.early``, ``lifecycle.step``."""
    actor.require(LeasePermission.DRAFT)
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        LEASE_LIFECYCLE.step(row.state, "start")
        _refuse_before(row.starts_on, "leases.start.early")
        return write(LeaseStarted(lease=row.id), actor=actor, organisation=row.organisation_id)


def give_notice(*, actor: Actor, lease_id: UUID, day: date, reason: str, agreed: bool = False) -> Lease:
    """End a lease before its time, from either side: ``day`` is the first one without it; its rooms are free from then.

    Earlier than the agreed time of notice only where both sides agreed in writing, which a park manager says
    (``agreed``). Raises ``Refused``: ``leases.notice....``.
    """
    actor.require(LeasePermission.NOTICE)
    if agreed:
        actor.require(LeasePermission.APPROVE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked(lease_id)
        side = side_of(actor, row)
        LEASE_LIFECYCLE.step(row.state, "terminate")
        if row.leaves_on is not None:
            raise Refused(Problem("leases.notice.given", {"number": row.number, "day": row.leaves_on.isoformat()}))
        if row.versions.filter(state__in=PENDING).exists():
            raise Refused(Problem("leases.amendment.pending", {"number": row.number}))
        refuse_any(
            notice_problems(
                day=day,
                today=today(),
                start=row.starts_on,
                end=row.ends_on,
                notice_days=row.notice_days,
                agreed=agreed and side is Side.OPERATOR,
            )
        )
        event = NoticeGiven(
            lease=row.id,
            side=side.value,
            day=day,
            agreed=agreed,
            person=actor.person_id,
            occupied=cut(occupied(row), day),
        )
        return write(event, actor=actor, organisation=row.organisation_id, reason=reason)


def terminate_lease(*, actor: Actor, lease_id: UUID) -> Lease:
    """The day of the notice has come. Raises ``Refused``: ``leases.end.early``, ``leases.notice.none``."""
    actor.require(LeasePermission.NOTICE)
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        LEASE_LIFECYCLE.step(row.state, "terminate")
        if row.leaves_on is None:
            raise Refused(Problem("leases.notice.none", {"number": row.number}))
        _refuse_before(row.leaves_on, "leases.end.early")
        return _over(actor, row, LeaseState.TERMINATED)


def end_lease(*, actor: Actor, lease_id: UUID) -> Lease:
    """Its last day is over: renewed where a lease that both signed follows it, otherwise ended.

    Raises ``Refused``: ``leases.end.early``, ``lifecycle.step``.
    """
    actor.require(LeasePermission.DRAFT)
    with transaction.atomic():
        row = locked(lease_id)
        require_operator(actor, row.organisation_id)
        followed = row.successors.filter(state__in=IN_FORCE).exists()
        verb = "renew" if followed else "end"
        outcome = LEASE_LIFECYCLE.step(row.state, verb)
        _refuse_before(row.until, "leases.end.early")
        return _over(actor, row, outcome)


def _over(actor: Actor, row: Lease, outcome: LeaseState) -> Lease:
    assert row.state not in BEFORE_SIGNATURE, "only what was agreed runs out"
    return write(LeaseEnded(lease=row.id, outcome=outcome.value), actor=actor, organisation=row.organisation_id)


def _refuse_before(day: date, code: str) -> None:
    if today() < day:
        raise Refused(Problem(code, {"day": day.isoformat()}))
