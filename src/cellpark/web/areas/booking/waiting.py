"""What of booking waits for somebody, on the first page after sign-in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.booking import public as booking
from cellpark.booking.public import BookingPermission, WaitState
from cellpark.web.pages import formats
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 8


def tasks(actor: Actor) -> list[Task]:
    """Times that are kept for one's own company for a while, and its bookings that gave way to a lease."""
    if not actor.may(BookingPermission.BOOK):
        return []
    offered = booking.waits_of(actor.organisation_id).filter(state=WaitState.OFFERED).order_by("offer_until")
    return [
        *(
            Task(
                _("Take the offer or let it go"),
                f"{each.resource.name} \u00b7 {formats.moment(each.starts_at)}",
                reverse("booking_waits"),
                "waiting",
                each.offer_until,
            )
            for each in offered[:SHOWN_MAX]
        ),
        *(
            Task(
                _("Book another room: this booking was cancelled, the room is let"),
                f"{each.resource.name} \u00b7 {formats.moment(each.starts_at)}",
                reverse("booking_one", args=[each.id]),
                "stopped",
                each.starts_at,
            )
            for each in booking.gave_way(actor.organisation_id)[:SHOWN_MAX]
        ),
    ]


TASKS = tasks
