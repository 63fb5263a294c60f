"""Wait no longer."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.booking.events import OfferLapsed, WaitEnded
from cellpark.booking.models import Booking, Wait
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.rows import locked_booking, locked_wait, write
from cellpark.booking.sides import is_owner
from cellpark.booking.states import BOOKING_LIFECYCLE, WAIT_LIFECYCLE, BookingState
from cellpark.kernel.problem import Problem, Refused


def leave_queue(*, actor: Actor, wait_id: UUID) -> Wait:
    """Leave the queue; what was offered goes to the next in line. Raises ``Refused``: ``lifecycle.step``."""
    actor.require(BookingPermission.BOOK)
    seen: Wait = Wait.objects.get(id=wait_id)
    if actor.organisation_id != seen.company_id and not is_owner(actor, seen.organisation_id):
        raise Refused(Problem("booking.side"))
    with transaction.atomic():
        if seen.booking_id is not None:
            lapse(actor, seen.booking_id)
        return end_wait(actor, wait_id)


def lapse(actor: Actor, booking_id: UUID) -> Booking:
    """Take an offer back; its time is free."""
    row = locked_booking(booking_id)
    if row.state != BookingState.OFFERED:
        return row
    BOOKING_LIFECYCLE.step(row.state, "lapse")
    changed: Booking = write(OfferLapsed(booking=row.id), actor=actor, organisation=row.organisation_id)
    return changed


def end_wait(actor: Actor, wait_id: UUID) -> Wait:
    """Take a company out of the queue."""
    row = locked_wait(wait_id)
    WAIT_LIFECYCLE.step(row.state, "end")
    changed: Wait = write(WaitEnded(wait=row.id), actor=actor, organisation=row.organisation_id)
    return changed
