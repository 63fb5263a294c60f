"""Shared resources, bookings, the queue and calendars."""

import base64
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.booking import public as booking
from cellpark.booking.public import Description, Refusal, Terms
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE

RESOURCE = {"resource_id": "resource"}
BOOKING = {"booking_id": "booking"}
WAIT = {"wait_id": "booking_wait"}
FEED = {"feed_id": "booking_feed"}
# done, or refused for a reason that has nothing to do with rights
DONE = (200, 302, 303, 409, 422)
SAID = (200, 409, 422)


def form(args: dict[str, str] | None = None, **more: Any) -> Sample:
    return Sample(args or {}, own=OK, post=DONE, **more)


ROUTES = {
    "booking": Sample(),
    "booking_scan": form(),
    "booking_bundle": form(),
    "booking_waits": Sample(),
    "booking_wait_accept": Sample(WAIT, own=(405,), post=(303,)),
    "booking_wait_leave": Sample(WAIT, own=(405,), post=(303,)),
    "booking_import": form(),
    "booking_feeds": form(),
    "booking_feed_revoke": Sample(FEED, own=(405,), post=(303,), personal=True),
    "booking_resource_add": form(),
    "booking_resource": Sample(RESOURCE),
    "booking_book": form(RESOURCE),
    "booking_wait": form(RESOURCE),
    "booking_resource_change": form(RESOURCE),
    "booking_resource_label": Sample(RESOURCE),
    "booking_resource_close": form(RESOURCE),
    "bookings": Sample(),
    "booking_one": Sample(BOOKING),
    "booking_change": form(BOOKING),
    "booking_cancel": form(BOOKING),
    "booking_let_be": Sample(BOOKING, own=(405,), post=(303,)),
    "booking_check_in": form(BOOKING),
    "booking_check_out": Sample(BOOKING, own=(405,), post=(303,)),
    # the secret address is the right: without its secret nobody gets anything, whoever they are
    "booking_calendar_file": Sample({"owner_id": "organisation"}, fixed={"secret": "wrong"}, own=(404,), post=(405,)),
}
SAME = {
    "booking_scan": "use_at_once",
    "booking_bundle": "book_a_bundle",
    "booking_wait_accept": "take_an_offer",
    "booking_wait_leave": "leave_a_queue",
    "booking_import": "import_a_table",
    "booking_feeds": "make_a_calendar_address",
    "booking_feed_revoke": "revoke_a_calendar_address",
    "booking_resource_add": "add_a_resource",
    "booking_book": "book_a_resource",
    "booking_wait": "wait_for_a_time",
    "booking_resource_change": "change_a_resource",
    "booking_resource_close": "close_a_resource",
    "booking_change": "change_a_booking",
    "booking_cancel": "cancel_a_booking",
    "booking_let_be": "let_a_booking_be",
    "booking_check_in": "check_in_to_a_booking",
    "booking_check_out": "check_out_of_a_booking",
}
REASONS = {
    "booking_calendar_file": "a calendar program has no token; it reads what the secret address was made for",
}
# what pages do within the pages above
ONLY_PROGRAMS = {"find_nearest_time", "book_a_series", "check_a_series", "reopen_a_resource"}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


def times(hours: int) -> dict[str, str]:
    start = (now() + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
    return {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=1)).isoformat()}


def about(hours: int, **more: Any) -> Sample:
    return Sample(
        {},
        body=lambda side: {"resource_id": str(side.thing("resource")), **times(hours), **more},
        own=SAID,
        body_names_another=True,
    )


TABLE = base64.b64encode(b"resource,start,end\nX-1,2026-01-01 09:00,2026-01-01 10:00\n").decode()
OPERATIONS = {
    "list_resources": Sample(),
    "get_resource": Sample(RESOURCE),
    "read_busy_times": Sample(
        RESOURCE, query=lambda _side: {"since": now().isoformat(), "until": (now() + timedelta(days=1)).isoformat()}
    ),
    "find_nearest_time": Sample(RESOURCE, body=lambda _side: times(5), own=SAID),
    "add_a_resource": call(code="NEW-1", name_en="New"),
    "change_a_resource": call(RESOURCE, code="NEW-2", name_en="Changed"),
    "close_a_resource": call(RESOURCE, reason="test"),
    "reopen_a_resource": call(RESOURCE, reason="test"),
    "list_calendar_addresses": Sample(),
    "make_a_calendar_address": call(),
    "revoke_a_calendar_address": Sample(FEED, body=lambda _side: {}, own=SAID, personal=True),
    "list_bookings": Sample(),
    "get_booking": Sample(BOOKING),
    "book_a_resource": about(30),
    "book_a_bundle": Sample(
        {},
        body=lambda side: {"items": [{"resource_id": str(side.thing("resource")), **times(40)}]},
        own=SAID,
        body_names_another=True,
    ),
    "book_a_series": about(50, every_days=7, times=2),
    "check_a_series": about(50, every_days=7, times=2),
    "change_a_booking": Sample(BOOKING, body=lambda _side: times(9), own=SAID),
    "cancel_a_booking": call(BOOKING),
    "let_a_booking_be": call(BOOKING),
    "check_in_to_a_booking": call(BOOKING, raw="X-1"),
    "check_out_of_a_booking": call(BOOKING),
    "use_at_once": call(raw="X-1", minutes=30),
    "import_a_table": call(name="t.csv", content=TABLE),
    "list_places_in_queues": Sample(),
    "list_refused_bookings": Sample(),
    "wait_for_a_time": about(6),
    "take_an_offer": call(WAIT),
    "leave_a_queue": call(WAIT),
}
# closed lists, computed values, ids of organisations
NOT_WRITTEN = {
    "booking.Resource": {"kind", "source_kind", "charge_by", "state", "parties", "rules"},
    "booking.Booking": {"state", "via", "charge_by", "parties"},
    "booking.Wait": {"state", "parties"},
    "booking.Feed": {"digest", "state"},
    "booking.Refusal": {"codes", "via"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        return _things(home.id, colleague.id, label)


def _things(owner: UUID, person: UUID, label: str) -> dict[str, Any]:
    said = Description(
        code=f"R-{code_of(label)}"[:40],
        name_en=label,
        name_zh=label,
        place=label,
        pool=label[:40],
        open_to_all=False,
        terms=Terms(zone="UTC"),
    )
    resource = booking.add_resource(actor=HOUSE, organisation_id=owner, said=said)
    house = replace(HOUSE, organisation_id=owner, person_id=person)
    start = (now() + timedelta(hours=6)).replace(minute=0, second=0, microsecond=0)
    more = {"resource_id": resource.id, "starts_at": start, "ends_at": start + timedelta(hours=1), "purpose": label}
    booked = booking.book(actor=house, **more)
    wait = booking.wait_for(actor=house, **more)
    feed = booking.make_feed(actor=house, resource_id=resource.id).feed
    refused = {"company_id": owner, "day": start.date(), "starts_at": start, "ends_at": booked.ends_at}
    Refusal(organisation_id=owner, resource=resource, codes="booking.taken", asked_at=now(), **refused).save()
    return {"resource": resource.id, "booking": booked.id, "booking_wait": wait.id, "booking_feed": feed.id}
