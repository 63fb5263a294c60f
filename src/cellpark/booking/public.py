"""What other floors use of this app."""

from cellpark.booking import words
from cellpark.booking.actions.accept_offer import accept_offer
from cellpark.booking.actions.add_resource import add_resource
from cellpark.booking.actions.book import book
from cellpark.booking.actions.book_bundle import book_bundle
from cellpark.booking.actions.book_series import book_series
from cellpark.booking.actions.cancel import cancel
from cellpark.booking.actions.change_booking import change_booking
from cellpark.booking.actions.change_resource import change_resource
from cellpark.booking.actions.check_in import check_in
from cellpark.booking.actions.check_out import check_out
from cellpark.booking.actions.close_resource import close_resource, reopen_resource
from cellpark.booking.actions.give_way import give_way
from cellpark.booking.actions.import_bookings import Imported, ImportedLine, import_bookings
from cellpark.booking.actions.keep_time import keep_time
from cellpark.booking.actions.leave_queue import leave_queue
from cellpark.booking.actions.let_be import let_be
from cellpark.booking.actions.load_example_booking import load_example_booking
from cellpark.booking.actions.make_feed import NewFeed, make_feed, revoke_feed
from cellpark.booking.actions.offer_freed import offer_freed
from cellpark.booking.actions.wait_for import wait_for
from cellpark.booking.actions.walk_up import walk_up
from cellpark.booking.calendar import Week, instant, wall
from cellpark.booking.describing import Description
from cellpark.booking.displacing import Displaced, displaced_by
from cellpark.booking.feeds import calendar_of, find_feed
from cellpark.booking.guests import guest_named, known_guests
from cellpark.booking.models import Booking, Feed, Refusal, Resource, Wait
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.placing import ForWhom, Wanted
from cellpark.booking.queries import (
    Busy,
    booking,
    bookings,
    bookings_of,
    busy_times,
    feeds,
    gave_way,
    gone_with,
    kept_with,
    names_of,
    nearest,
    refusals,
    resource,
    resources,
    together_with,
    waits,
    waits_of,
)
from cellpark.booking.repeating import Checked, check_series, repeated
from cellpark.booking.rules import is_late, quotas_of, shown
from cellpark.booking.sides import is_owner
from cellpark.booking.states import (
    HOLDING,
    QUEUED,
    BookingState,
    ChargeBy,
    FeedState,
    ResourceKind,
    ResourceState,
    SourceKind,
    Via,
    WaitState,
)
from cellpark.booking.terms import Closed, Quota, Terms, Window

__all__ = [
    "HOLDING",
    "QUEUED",
    "Booking",
    "BookingPermission",
    "BookingState",
    "Busy",
    "ChargeBy",
    "Checked",
    "Closed",
    "Description",
    "Displaced",
    "Feed",
    "FeedState",
    "ForWhom",
    "Imported",
    "ImportedLine",
    "NewFeed",
    "Quota",
    "Refusal",
    "Resource",
    "ResourceKind",
    "ResourceState",
    "SourceKind",
    "Terms",
    "Via",
    "Wait",
    "WaitState",
    "Wanted",
    "Week",
    "Window",
    "accept_offer",
    "add_resource",
    "book",
    "book_bundle",
    "book_series",
    "booking",
    "bookings",
    "bookings_of",
    "busy_times",
    "calendar_of",
    "cancel",
    "change_booking",
    "change_resource",
    "check_in",
    "check_out",
    "check_series",
    "close_resource",
    "displaced_by",
    "feeds",
    "find_feed",
    "gave_way",
    "give_way",
    "gone_with",
    "guest_named",
    "import_bookings",
    "instant",
    "is_late",
    "is_owner",
    "keep_time",
    "kept_with",
    "known_guests",
    "leave_queue",
    "let_be",
    "load_example_booking",
    "make_feed",
    "names_of",
    "nearest",
    "offer_freed",
    "quotas_of",
    "refusals",
    "reopen_resource",
    "repeated",
    "resource",
    "resources",
    "revoke_feed",
    "shown",
    "together_with",
    "wait_for",
    "waits",
    "waits_of",
    "walk_up",
    "wall",
    "words",
]
