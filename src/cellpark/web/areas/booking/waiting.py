"""What of booking waits for somebody, on the first page after sign-in."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.booking import public as booking
from cellpark.booking.public import Booking, BookingPermission, WaitState
from cellpark.web.pages import formats
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 8


def tasks(actor: Actor) -> list[Task]:
    """Times that are kept for one's own company for a while, and its bookings that gave way to a lease."""
    if not actor.may(BookingPermission.BOOK):
        return []
    offered = booking.waits_of(actor.organisation_id).filter(state=WaitState.OFFERED).order_by("offer_until")
    given = list(booking.gave_way(actor.organisation_id)[:SHOWN_MAX])
    gone, kept = booking.gone_with(given), booking.kept_with(given, actor.organisation_id)
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
                _text(each, gone.get(each.id, 0), kept.get(each.id, [])),
                reverse("booking_one", args=[each.id]),
                "stopped",
                each.starts_at,
            )
            for each in given
        ),
    ]


def _text(row: Booking, gone: int, kept: Sequence[Booking]) -> str:
    """Which booking, how many were cancelled with it as parts of its bundle, and which parts stay booked elsewhere."""
    told = f"{row.resource.name} \u00b7 {formats.moment(row.starts_at)}"
    more = ngettext(
        "%(count)s booking of its bundle was cancelled with it",
        "%(count)s bookings of its bundle were cancelled with it",
        gone,
    )
    stays = _("still booked of another owner, to keep or to cancel: %(names)s")
    parts = _(", ").join(f"{each.resource.name} ({formats.moment(each.starts_at)})" for each in kept)
    said = [told, more % {"count": gone} if gone else "", stays % {"names": parts} if kept else ""]
    return " \u00b7 ".join(each for each in said if each)


TASKS = tasks
