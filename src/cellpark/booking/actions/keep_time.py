"""What time brings by itself: offers end, nobody comes, uses are over."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
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

logger = logging.getLogger(__name__)
HOUSE = Actor.system("booking")
OVERRUN = timedelta(minutes=30)
"""How long after its end a use may still be checked out before it counts as ended in time."""


def keep_time() -> int:
    """Do all that is due; returns how many bookings and places in queues it moved. The worker's act, once a minute.

    Each in its own transaction. One that fails is logged with its id and tried again the next minute; it holds up
    nobody else.
    """
    at = now()
    ended = Wait.objects.filter(
        Q(state=WaitState.OFFERED, offer_until__lte=at) | Q(state=WaitState.WAITING, starts_at__lte=at)
    ).values_list("id", "booking_id")
    moved = sum(_alone(wait, partial(_end_offer, wait, booking)) for wait, booking in list(ended))
    rows = Booking.objects.select_related("resource")
    running = rows.filter(state=BookingState.BOOKED, starts_at__lt=at)
    over = rows.filter(state=BookingState.IN_USE, ends_at__lte=at - OVERRUN)
    return moved + sum(_alone(each.id, partial(_kept, each, at)) for each in [*running, *over])


def _alone(identity: UUID, step: Callable[[], int]) -> int:
    try:
        return step()
    except Exception:
        logger.exception("booking %s: what time brings could not be done", identity)
        return 0


def _kept(row: Booking, at: datetime) -> int:
    if row.state == BookingState.BOOKED and missed(row.starts_at, row.resource.terms, at):
        return _missed(row.id)
    return _over(row.id) if row.state == BookingState.IN_USE or row.ends_at <= at else 0


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
