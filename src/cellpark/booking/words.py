"""Words for bookings, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.booking.permissions import BookingPermission
from cellpark.booking.states import BookingState, ChargeBy, FeedState, ResourceKind, ResourceState, Via, WaitState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"booking": _("Bookings")}
PERMISSION_WORDS: Words = {
    BookingPermission.SEE: _("See what can be booked, and bookings"),
    BookingPermission.BOOK: _("Book shared rooms and devices"),
    BookingPermission.FEED: _("Make addresses of calendars"),
    BookingPermission.RULE: _("Add resources and write their rules"),
}
KINDS: Words = {
    ResourceKind.ROOM: pgettext_lazy("resource", "Room"),
    ResourceKind.EQUIPMENT: pgettext_lazy("resource", "Device"),
    ResourceKind.OTHER: pgettext_lazy("resource", "Other"),
}
RESOURCE_STATES: Words = {
    ResourceState.OPEN: pgettext_lazy("resource", "Open"),
    ResourceState.CLOSED: pgettext_lazy("resource", "Closed"),
}
CHARGE_BY: Words = {
    ChargeBy.RESERVATION: _("by the time booked"),
    ChargeBy.USAGE: _("by the time used"),
    ChargeBy.OVERAGE: _("by the longer of the two"),
}
BOOKING_STATES: Words = {
    BookingState.OFFERED: pgettext_lazy("booking", "Offered"),
    BookingState.BOOKED: pgettext_lazy("booking", "Booked"),
    BookingState.IN_USE: pgettext_lazy("booking", "In use"),
    BookingState.DONE: pgettext_lazy("booking", "Over"),
    BookingState.CANCELLED: pgettext_lazy("booking", "Cancelled"),
    BookingState.NO_SHOW: pgettext_lazy("booking", "Nobody came"),
    BookingState.LAPSED: pgettext_lazy("booking", "Offer not taken"),
}
WAIT_STATES: Words = {
    WaitState.WAITING: pgettext_lazy("queue", "Waiting"),
    WaitState.OFFERED: pgettext_lazy("queue", "Offered"),
    WaitState.TAKEN: pgettext_lazy("queue", "Taken"),
    WaitState.ENDED: pgettext_lazy("queue", "Ended"),
}
FEED_STATES: Words = {
    FeedState.OPEN: pgettext_lazy("calendar", "Works"),
    FeedState.REVOKED: pgettext_lazy("calendar", "Revoked"),
}
VIAS: Words = {
    Via.PAGE: _("on a page"),
    Via.API: _("by a program"),
    Via.IMPORT: _("from a table"),
    Via.OFFER: _("offered from the queue"),
    Via.WALK_UP: _("on the spot"),
}
STAGES: Words = {
    "nursery": _("Nursery"),
    "incubation": _("Incubation"),
    "acceleration": _("Acceleration"),
    "growth": _("Growth"),
    "none": _("no stage"),
}
PERIODS: Words = {"week": pgettext_lazy("quota", "week"), "month": pgettext_lazy("quota", "month")}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "booking.booking": BOOKING_STATES,
    "booking.wait": WAIT_STATES,
    "booking.resource": RESOURCE_STATES,
    "booking.feed": FEED_STATES,
}
REFUSALS: Words = {
    "booking.taken": _("taken"),
    "booking.taken.cleaning": _("taken by cleaning"),
    "booking.taken.plant": _("kept for production"),
    "booking.quota.week": _("the hours of the week are used"),
    "booking.quota.month": _("the hours of the month are used"),
    "booking.open_max": _("as many bookings to come as a company may have"),
}
EVENT_VALUES: Mapping[str, Words] = {"via": VIAS, "charge_by": CHARGE_BY}
_R, _B, _W, _N, _F = (f"booking.{each}." for each in ("resource", "booking", "wait", "refusal", "feed"))
EVENT_TITLES: Words = {
    f"{_R}added": _("Resource added"),
    f"{_R}changed": _("Resource changed"),
    f"{_R}closed": _("Resource closed"),
    f"{_R}reopened": _("Resource opened again"),
    f"{_B}made": _("Booked"),
    f"{_B}moved": _("Booking changed"),
    f"{_B}accepted": _("Offer taken"),
    f"{_B}lapsed": _("Offer not taken"),
    f"{_B}checked_in": _("Checked in"),
    f"{_B}finished": _("Use over"),
    f"{_B}missed": _("Nobody came"),
    f"{_B}cancelled": _("Booking cancelled"),
    f"{_B}displaced": _("Gave way to a lease"),
    f"{_B}given_up_with": _("Cancelled with its bundle"),
    f"{_B}let_be": _("Nothing needed in its place"),
    f"{_B}charged": _("Use charged"),
    f"{_W}asked": _("Queue joined"),
    f"{_W}offered": _("Free time offered"),
    f"{_W}taken": _("Free time taken"),
    f"{_W}ended": _("Queue left"),
    f"{_N}kept": _("Booking refused"),
    f"{_F}made": _("Address of a calendar made"),
    f"{_F}revoked": _("Address of a calendar revoked"),
}
EVENT_SENTENCES: Words = {
    f"{_R}added": _("%(actor)s let %(code)s be booked."),
    f"{_R}changed": _("%(actor)s changed the rules or the words of %(code)s."),
    f"{_R}closed": _("%(actor)s stopped the booking of the resource."),
    f"{_R}reopened": _("%(actor)s let the resource be booked again."),
    f"{_B}made": _("%(actor)s booked it from %(starts_at)s to %(ends_at)s."),
    f"{_B}moved": _("%(actor)s changed the booking to %(starts_at)s to %(ends_at)s."),
    f"{_B}accepted": _("%(actor)s took the time that was offered."),
    f"{_B}lapsed": _("The offer was not taken; the time is free again."),
    f"{_B}checked_in": _("%(actor)s checked in by scanning %(scan)s."),
    f"{_B}finished": _("The use is over."),
    f"{_B}missed": _("Nobody came in time; the rest of the time is free again."),
    f"{_B}cancelled": _("%(actor)s cancelled the booking."),
    f"{_B}given_up_with": _(
        "The booking was cancelled: a room of its bundle is let to somebody else. It costs nothing."
    ),
    f"{_B}let_be": _("%(actor)s said that nothing is needed in the place of this booking."),
    f"{_B}displaced": _("The booking was cancelled: from %(day)s the room is let to somebody else. It costs nothing."),
    f"{_B}charged": _("%(minutes)s minutes were charged: CNY %(net)s without tax."),
    f"{_W}asked": _("%(actor)s waits for the time from %(starts_at)s to %(ends_at)s."),
    f"{_W}offered": _("The time became free and is kept until %(offer_until)s."),
    f"{_W}taken": _("%(actor)s took the offer."),
    f"{_W}ended": _("The place in the queue ended."),
    f"{_N}kept": _("%(actor)s asked for the time from %(starts_at)s to %(ends_at)s and could not have it."),
    f"{_F}made": _("%(actor)s made a secret address of a calendar."),
    f"{_F}revoked": _("%(actor)s revoked the address of a calendar."),
}
EVENT_FIELDS: Words = {
    "resource": _("Resource"),
    "code": _("Code"),
    "kind": _("Kind"),
    "name_zh": _("Name in Chinese"),
    "name_en": _("Name in English"),
    "place": _("Place"),
    "pool": _("Shared quota with"),
    "open_to_all": _("For all who work here"),
    "allowed": _("Who may book it"),
    "price": _("Price an hour, CNY"),
    "tax": _("Rate of tax"),
    "charge_by": _("Charged"),
    "rules": _("Rules"),
    "number": _("Number"),
    "source_kind": _("Kind of the source"),
    "source": _("Source"),
    "example": _("Example"),
    "booking": _("Booking"),
    "company": _("Company"),
    "person": _("Person"),
    "starts_at": _("From"),
    "ends_at": _("Until"),
    "hold_from": _("Kept from"),
    "hold_until": _("Kept until"),
    "purpose": _("Purpose"),
    "bundle": _("Bundle"),
    "part": _("Part that gave way"),
    "series": _("Series"),
    "via": _("Way in"),
    "offer_until": _("Offered until"),
    "scan": _("Scan"),
    "late": _("Too late"),
    "charge": _("Charge"),
    "minutes": _("Minutes"),
    "net": _("Amount without tax"),
    "wait": _("Place in the queue"),
    "refusal": _("Refused booking"),
    "day": pgettext_lazy("booking", "Day"),
    "codes": _("Why"),
    "feed": _("Address of a calendar"),
    "digest": _("Digest of the secret"),
}
