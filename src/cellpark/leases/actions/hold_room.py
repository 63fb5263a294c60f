"""Keep rooms for somebody, and release them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.leases.acting import RoomWanted, days_of_rooms, require_operator, tenant_problems
from cellpark.leases.days import today
from cellpark.leases.events import HoldEnded, HoldPlaced
from cellpark.leases.models import Hold
from cellpark.leases.permissions import LeasePermission
from cellpark.leases.releasing import release_expired
from cellpark.leases.rows import locked_hold, write_hold
from cellpark.leases.rules import hold_problems, number_problems, reason_problems
from cellpark.leases.states import HOLD_LIFECYCLE, HoldState
from cellpark.ledger.public import lock_stream


def hold_room(
    *,
    actor: Actor,
    number: str,
    rooms: Sequence[RoomWanted],
    until: date,
    tenant_id: UUID | None = None,
    for_whom: str = "",
) -> Hold:
    """Keep rooms for somebody up to, not including, ``until``; then they are free again by themselves.

    ``RoomWanted.start`` is the first day from which they are wanted (today), without an end. ``for_whom`` where it is
    no organisation here yet. Raises ``Refused``: ``leases.hold....``, ``leases.room.taken``.
    """
    actor.require(LeasePermission.HOLD)
    refuse_any(number_problems(number))
    with transaction.atomic():
        owner, days, problems = days_of_rooms(rooms, start=today(), end=None)
        said = hold_problems(rooms=days, until=until, today=today(), for_whom=for_whom, known=tenant_id is not None)
        refuse_any([*said, *problems])
        assert owner is not None, "a hold without rooms was refused"
        require_operator(actor, owner)
        if tenant_id is not None:
            refuse_any(tenant_problems(tenant_id, owner))
        lock_stream(f"leases/{owner}")
        if Hold.objects.filter(organisation_id=owner, number=number).exists():
            refuse_any([Problem("leases.number.taken", {"number": number}, field="number")])
        release_expired([each.number for each in days])
        event = HoldPlaced(
            hold=new_id(), number=number, tenant=tenant_id, until=until, rooms=days, person=actor.person_id
        )
        return write_hold(event, actor=actor, organisation=owner, for_whom=for_whom.strip())


def release_hold(*, actor: Actor, hold_id: UUID, reason: str) -> Hold:
    """Let the rooms go before their day. Raises ``Refused``: ``lifecycle.step``."""
    actor.require(LeasePermission.HOLD)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_hold(hold_id)
        require_operator(actor, row.organisation_id)
        HOLD_LIFECYCLE.step(row.state, "release")
        event = HoldEnded(hold=row.id, outcome=HoldState.RELEASED.value)
        return write_hold(event, actor=actor, organisation=row.organisation_id, reason=reason)
