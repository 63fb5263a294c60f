"""Say that nothing is needed in the place of a booking that gave way."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.booking.events import BookingLetBe
from cellpark.booking.models import Booking
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.rows import locked_booking, write
from cellpark.kernel.problem import Problem, Refused


def let_be(*, actor: Actor, booking_id: UUID) -> Booking:
    """Of a booking that gave way to a lease, its company needs nothing else; said twice it changes nothing.

    Raises ``Refused``: ``booking.side``, ``booking.let_be.not``.
    """
    actor.require(BookingPermission.BOOK)
    with transaction.atomic():
        row = locked_booking(booking_id)
        if actor.organisation_id != row.company_id:
            raise Refused(Problem("booking.side"))
        if row.let_on is None:
            raise Refused(Problem("booking.let_be.not"))
        if row.let_be_at is not None:
            return row
        event = BookingLetBe(booking=row.id, person=actor.person_id)
        changed: Booking = write(event, actor=actor, organisation=row.organisation_id)
        return changed
