"""What of bookings waits for somebody, on the first page after sign-in."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.public import BookingPermission, BookingState, WaitState, bookings_of, waits_of
from cellpark.web.areas.booking.standing import booking_state, wait_state
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 4
SOON = timedelta(days=1)


def tasks(actor: Actor) -> list[Task]:
    """Offers that can be taken, and one's own bookings of the next day."""
    if not actor.may(BookingPermission.BOOK):
        return []
    found = []
    offered = waits_of(actor.organisation_id).filter(state=WaitState.OFFERED).order_by("offer_until")
    for each in offered[:SHOWN_MAX]:
        state = wait_state(each)
        href = reverse("booking_waits")
        found.append(Task(_("Take what is offered"), each.resource.name, href, state.colour, each.offer_until))
    at = now()
    mine = bookings_of(actor.organisation_id).filter(person_id=actor.person_id, state=BookingState.BOOKED)
    for row in mine.filter(starts_at__lt=at + SOON, ends_at__gt=at).order_by("starts_at")[:SHOWN_MAX]:
        href = reverse("booking_one", args=[row.id])
        text = f"{row.resource.name} · {row.resource.place}".rstrip(" ·")
        found.append(Task(_("Check in by scanning the resource"), text, href, booking_state(row).colour, row.starts_at))
    return found


TASKS = tasks
