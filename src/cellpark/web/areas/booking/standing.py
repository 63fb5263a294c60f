"""How bookings, offers and resources stand: colour, word, what is true now and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.public import (
    Booking,
    BookingPermission,
    BookingState,
    Busy,
    Resource,
    ResourceState,
    Wait,
    WaitState,
    is_owner,
    shown,
    words,
)
from cellpark.web.pages import formats
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_BOOKING = {
    BookingState.OFFERED: "waiting",
    BookingState.BOOKED: "planned",
    BookingState.IN_USE: "running",
    BookingState.DONE: "done",
    BookingState.CANCELLED: "stopped",
    BookingState.NO_SHOW: "stopped",
    BookingState.LAPSED: "stopped",
}
_WAIT = {
    WaitState.WAITING: "planned",
    WaitState.OFFERED: "waiting",
    WaitState.TAKEN: "done",
    WaitState.ENDED: "stopped",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that this reader may do now."""

    label: "StrOrPromise"
    href: str
    look: str = "plain"


def booking_state(row: Booking) -> State:
    """Where a booking stands."""
    state = BookingState(row.state)
    return State(_BOOKING[state], words.BOOKING_STATES[state])


def wait_state(row: Wait) -> State:
    """Where a place in a queue stands."""
    state = WaitState(row.state)
    return State(_WAIT[state], words.WAIT_STATES[state])


def resource_truth(row: Resource, busy: Sequence[Busy]) -> dict[str, object]:
    """What is true of a resource now, what comes next, by when."""
    if row.state != ResourceState.OPEN:
        return {"now": _("It is not booked at present."), "next": "", "who": "", "by": None, "colour": "stopped"}
    at = now()
    here = next((each for each in busy if each.start <= at < each.hold_until), None)
    after = next((each.start for each in busy if each.start > at), None)
    if here is not None:
        until: datetime = here.hold_until
        told = _("Taken until %(end)s.") % {"end": shown(until, row.terms)}
        return {"now": told, "next": _("It becomes free"), "who": "", "by": until, "colour": "running"}
    if after is not None:
        return {"now": _("Free now."), "next": _("The next use begins"), "who": "", "by": after, "colour": "done"}
    return {"now": _("Free now."), "next": "", "who": "", "by": None, "colour": "done"}


def booking_truth(
    row: Booking, company: str, together: Sequence[Booking] = (), *, wanting: bool = False
) -> dict[str, object]:
    """What is true of a booking now, what comes next, who acts, by when, and its times.

    ``together``: what was booked with it. ``wanting``: it gave way, and its company has nothing in its place.
    """
    state = BookingState(row.state)
    times = {"start": shown(row.starts_at, row.resource.terms), "end": shown(row.ends_at, row.resource.terms)}
    day, _blank, hour = times["end"].partition(" ")
    # within one day the day is said once
    times["end"] = hour if times["start"].startswith(day) else times["end"]
    lasts = _("%(start)s to %(end)s.") % times
    told: dict[str, object] = {
        "now": lasts,
        "times": lasts,
        "next": "",
        "who": "",
        "by": None,
    }
    part = next((each for each in together if each.id == row.gone_with), None)
    if row.let_on is not None:
        since = {"day": formats.day(row.let_on)}
        told["now"] = _("Cancelled, and free of charge: from %(day)s the room is let to somebody else.") % since
        if wanting:
            told |= {"next": _("Book another room, or say that none is needed"), "who": company, "by": row.starts_at}
    elif part is not None and part.let_on is not None:
        told["now"] = _(
            "Cancelled, and free of charge: it was booked together with %(name)s, which is let to somebody else from "
            "%(day)s."
        ) % {"name": part.resource.name, "day": formats.day(part.let_on)}
    elif state is BookingState.OFFERED:
        told |= {"next": _("Take the offer or let it go"), "who": company, "by": row.offer_until}
    elif state is BookingState.BOOKED:
        told |= {"next": _("Check in by scanning the resource"), "who": company, "by": row.starts_at}
    elif state is BookingState.IN_USE:
        told |= {"next": _("Check out"), "who": company, "by": row.ends_at}
    return told


def booking_offers(row: Booking, actor: Actor, wait: Wait | None) -> list[Offer]:
    """The acts on a booking that are this reader's now, the next one first."""
    mine = row.company_id == actor.organisation_id
    if not actor.may(BookingPermission.BOOK) or not (mine or is_owner(actor, row.organisation_id)):
        return []
    found: list[Offer] = []
    if row.state == BookingState.OFFERED and wait is not None and mine:
        found.append(Offer(_("Take the offer"), reverse("booking_wait_accept", args=[wait.id]), "primary"))
        found.append(Offer(_("Let it go"), reverse("booking_wait_leave", args=[wait.id])))
    if row.state == BookingState.BOOKED:
        found.append(Offer(_("Check in"), reverse("booking_check_in", args=[row.id]), "primary"))
    if row.state == BookingState.IN_USE:
        found.append(Offer(_("Check out"), reverse("booking_check_out", args=[row.id]), "primary"))
    if row.state in (BookingState.BOOKED, BookingState.IN_USE):
        found.append(Offer(_("Change"), reverse("booking_change", args=[row.id])))
    if mine and row.let_on is not None and row.let_be_at is None:
        found.append(Offer(_("Nothing needed in its place"), reverse("booking_let_be", args=[row.id])))
    if row.state == BookingState.BOOKED:
        found.append(Offer(_("Cancel"), reverse("booking_cancel", args=[row.id])))
    return found
