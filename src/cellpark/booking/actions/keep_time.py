"""What time brings by itself: offers end, nobody comes, uses are over."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.actions.check_out import finish
from cellpark.booking.actions.leave_queue import end_wait, lapse
from cellpark.booking.charging import charge
from cellpark.booking.events import BookingMissed
from cellpark.booking.models import Booking, Wait
from cellpark.booking.rows import locked_booking, write
from cellpark.booking.rules import missed
from cellpark.booking.states import BOOKING_LIFECYCLE, BookingState, WaitState

HOUSE = Actor.system("booking")
OVERRUN = timedelta(minutes=30)
"""How long after its end a use may still be checked out before it counts as ended in time."""


def keep_time() -> int:
    """Do all that is due; returns how many bookings and places in queues it moved. The worker's act, once a minute.

    Each in its own transaction, so that one that fails holds up nobody else.
    """
    at = now()
    ended = Wait.objects.filter(
        Q(state=WaitState.OFFERED, offer_until__lte=at) | Q(state=WaitState.WAITING, starts_at__lte=at)
    ).values_list("id", "booking_id")
    moved = sum(_end_offer(wait, booking) for wait, booking in list(ended))
    rows = Booking.objects.select_related("resource")
    running = rows.filter(state=BookingState.BOOKED, starts_at__lt=at)
    over = rows.filter(state=BookingState.IN_USE, ends_at__lte=at - OVERRUN)
    for each in [*running, *over]:
        terms = each.resource.terms
        if each.state == BookingState.BOOKED and missed(each.starts_at, terms, at):
            moved += _missed(each.id)
        elif each.state == BookingState.IN_USE or each.ends_at <= at:
            moved += _over(each.id)
    return moved


def _end_offer(wait_id: UUID, booking_id: UUID | None) -> int:
    with transaction.atomic():
        if booking_id is not None:
            lapse(HOUSE, booking_id)
        end_wait(HOUSE, wait_id)
    return 1


def _missed(booking_id: UUID) -> int:
    with transaction.atomic():
        row = locked_booking(booking_id)
        if row.state != BookingState.BOOKED:
            return 0
        BOOKING_LIFECYCLE.step(row.state, "miss")
        lapsed: Booking = write(BookingMissed(booking=row.id), actor=HOUSE, organisation=row.organisation_id)
        charge(lapsed, over=lapsed.ends_at)
    return 1


def _over(booking_id: UUID) -> int:
    with transaction.atomic():
        row = locked_booking(booking_id)
        if row.state not in (BookingState.BOOKED, BookingState.IN_USE):
            return 0
        finish(HOUSE, row, over=row.ends_at)
    return 1
