"""Give a booking up."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.charging import charge
from cellpark.booking.events import BookingCancelled
from cellpark.booking.models import Booking
from cellpark.booking.rows import locked_booking, write
from cellpark.booking.rules import is_late
from cellpark.booking.sides import is_owner, require_side
from cellpark.booking.states import BOOKING_LIFECYCLE, BookingState


def cancel(*, actor: Actor, booking_id: UUID, whole: bool = False) -> list[Booking]:
    """Give it up; with ``whole`` all that is still to come of its bundle or series.

    After the limit it is given up late: it counts as a no-show and costs what was booked, unless the owner cancels.
    Whoever waits is offered the time by the worker. Raises ``Refused``: ``lifecycle.step``, ``booking.side``.
    """
    first: Booking = Booking.objects.get(id=booking_id)
    require_side(actor, first)
    with transaction.atomic():
        found = [first.id, *(_joined(first) if whole else ())]
        return [_cancelled(actor, each) for each in sorted(found)]


def _joined(row: Booking) -> list[UUID]:
    same = Booking.objects.filter(state=BookingState.BOOKED, company_id=row.company_id).exclude(id=row.id)
    if row.bundle is not None:
        same = same.filter(bundle=row.bundle)
    elif row.series is not None:
        same = same.filter(series=row.series, starts_at__gt=row.starts_at)
    else:
        return []
    return list(same.values_list("id", flat=True))


def _cancelled(actor: Actor, booking_id: UUID) -> Booking:
    row = locked_booking(booking_id)
    # of a bundle with several owners, each owner gives up what is its own and the company all of it
    require_side(actor, row)
    BOOKING_LIFECYCLE.step(row.state, "cancel")
    own = is_owner(actor, row.organisation_id)
    late = not own and is_late(row.starts_at, row.resource.terms, now())
    changed: Booking = write(BookingCancelled(booking=row.id, late=late), actor=actor, organisation=row.organisation_id)
    return charge(changed, over=row.ends_at) if late else changed
