"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import PUBLIC, requires, route
from cellpark.booking.public import BookingPermission as May
from cellpark.web.areas.booking.views import acts, calendar, keeping, mine, queue

RESOURCE = "booking/resources/<uuid:resource_id>"
ONE = "bookings/<uuid:booking_id>"
SEE, BOOK, RULE, FEED = (requires(each) for each in (May.SEE, May.BOOK, May.RULE, May.FEED))

urlpatterns: list[URLPattern] = [
    route("booking", calendar.calendar, access=SEE, name="booking"),
    route("booking/scan", acts.scan, access=BOOK, name="booking_scan"),
    route("booking/together", acts.bundle, access=BOOK, name="booking_bundle"),
    route("booking/queue", queue.listed, access=SEE, name="booking_waits"),
    route("booking/queue/<uuid:wait_id>/accept", queue.accept, access=BOOK, name="booking_wait_accept"),
    route("booking/queue/<uuid:wait_id>/leave", queue.leave, access=BOOK, name="booking_wait_leave"),
    route("booking/import", keeping.load, access=BOOK, name="booking_import"),
    route("booking/calendars", keeping.feeds, access=FEED, name="booking_feeds"),
    route("booking/calendars/<uuid:feed_id>/revoke", keeping.revoke, access=FEED, name="booking_feed_revoke"),
    route("booking/resources/add", keeping.add, access=RULE, name="booking_resource_add"),
    route(RESOURCE, calendar.resource, access=SEE, name="booking_resource"),
    route(f"{RESOURCE}/book", acts.book, access=BOOK, name="booking_book"),
    route(f"{RESOURCE}/wait", queue.wait, access=BOOK, name="booking_wait"),
    route(f"{RESOURCE}/rules", keeping.change, access=RULE, name="booking_resource_change"),
    route(f"{RESOURCE}/label", keeping.label, access=RULE, name="booking_resource_label"),
    route(f"{RESOURCE}/close", keeping.close, access=RULE, name="booking_resource_close"),
    route("bookings", mine.listed, access=SEE, name="bookings"),
    route(ONE, mine.one, access=SEE, name="booking_one"),
    route(f"{ONE}/change", acts.change, access=BOOK, name="booking_change"),
    route(f"{ONE}/cancel", acts.cancel, access=BOOK, name="booking_cancel"),
    route(f"{ONE}/let-be", acts.let_be, access=BOOK, name="booking_let_be"),
    route(f"{ONE}/check-in", acts.check_in, access=BOOK, name="booking_check_in"),
    route(f"{ONE}/check-out", acts.check_out, access=BOOK, name="booking_check_out"),
    # the secret address is the right: a calendar program has no account
    route(
        "calendars/<uuid:owner_id>/<str:secret>.ics", keeping.calendar_file, access=PUBLIC, name="booking_calendar_file"
    ),
]
