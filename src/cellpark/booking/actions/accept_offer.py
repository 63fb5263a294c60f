"""Take what was offered."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.events import OfferAccepted, WaitTaken
from cellpark.booking.models import Booking, Wait
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.rows import locked_booking, locked_wait, write
from cellpark.booking.states import BOOKING_LIFECYCLE, WAIT_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused


def accept_offer(*, actor: Actor, wait_id: UUID) -> Booking:
    """The company takes the time that it waited for. Raises ``Refused``: ``booking.offer.over``, ``lifecycle.step``."""
    actor.require(BookingPermission.BOOK)
    seen: Wait = Wait.objects.get(id=wait_id)
    if actor.organisation_id != seen.company_id:
        raise Refused(Problem("booking.side"))
    WAIT_LIFECYCLE.step(seen.state, "take")
    assert seen.booking_id is not None, "an offer names what it offers"
    with transaction.atomic():
        row = locked_booking(seen.booking_id)
        wait = locked_wait(wait_id)
        WAIT_LIFECYCLE.step(wait.state, "take")
        BOOKING_LIFECYCLE.step(row.state, "accept")
        if row.offer_until is None or now() >= row.offer_until:
            raise Refused(Problem("booking.offer.over"))
        taken: Booking = write(OfferAccepted(booking=row.id), actor=actor, organisation=row.organisation_id)
        write(WaitTaken(wait=wait.id), actor=actor, organisation=wait.organisation_id)
        return taken
