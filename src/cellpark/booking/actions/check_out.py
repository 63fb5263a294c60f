"""Be done."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.charging import charge
from cellpark.booking.events import BookingFinished
from cellpark.booking.models import Booking
from cellpark.booking.rows import locked_booking, write
from cellpark.booking.sides import require_side
from cellpark.booking.states import BOOKING_LIFECYCLE, BookingState
from cellpark.kernel.problem import Problem, Refused


def check_out(*, actor: Actor, booking_id: UUID) -> Booking:
    """Leave: what is left of the time is free after cleaning, and what it costs goes to the bills.

    Raises ``Refused``: ``lifecycle.step``, ``booking.side``, ``booking.not_begun`` where nobody checked in.
    """
    found: Booking = Booking.objects.get(id=booking_id)
    require_side(actor, found)
    with transaction.atomic():
        row = locked_booking(booking_id)
        BOOKING_LIFECYCLE.step(row.state, "finish")
        if row.state != BookingState.IN_USE:
            raise Refused(Problem("booking.not_begun"))
        return finish(actor, row)


def finish(actor: Actor, row: Booking, *, over: datetime | None = None) -> Booking:
    """End a locked booking, now or at ``over``; then charge it."""
    end = over or now()
    after = timedelta(minutes=row.resource.terms.after_minutes)
    hold_until = min(row.hold_until, max(end + after, row.hold_from + timedelta(minutes=1)))
    event = BookingFinished(booking=row.id, hold_until=hold_until)
    done: Booking = write(event, actor=actor, organisation=row.organisation_id)
    return charge(done, over=end)
