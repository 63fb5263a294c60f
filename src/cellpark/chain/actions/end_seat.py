"""Take somebody off a node."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.chain.days import today
from cellpark.chain.events import SeatEnded
from cellpark.chain.models import Seat
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import locked, write
from cellpark.chain.rules import reason_problems
from cellpark.chain.states import SEAT_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused, refuse_any


def end_seat(*, actor: Actor, seat_id: UUID, until: date, reason: str) -> Seat:
    """``until`` is the first day without it. Raises ``Refused``: ``chain.seat.days``, ``lifecycle.step``."""
    actor.require(ChainPermission.KEEP)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row: Seat = locked(Seat, "seat", seat_id)
        SEAT_LIFECYCLE.step(row.state, "end")
        if not row.day < until <= today():
            raise Refused(Problem("chain.seat.days", {"day": row.day.isoformat()}, field="until"))
        ended: Seat = write(
            SeatEnded(id=row.id, until=until), actor=actor, organisation=row.organisation_id, reason=reason.strip()
        )
        return ended
