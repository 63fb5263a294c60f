"""Resources, what is free of them, and calendars: what the pages do, for programs."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.booking import public as booking
from cellpark.booking.public import BookingPermission, Feed, ForWhom, ResourceState
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.booking import (
    BusyOut,
    FeedIn,
    FeedOut,
    NewResourceIn,
    ResourceIn,
    ResourceOut,
    SpanOut,
    TimesIn,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.values import MomentIn

TAG = "booking"
SEE, BOOK, RULE, FEED = (
    requires(each)
    for each in (BookingPermission.SEE, BookingPermission.BOOK, BookingPermission.RULE, BookingPermission.FEED)
)
ONE = "booking/resources/{resource_id}"
SPAN_MAX = timedelta(days=92)


@operation(
    "GET", "booking/resources", access=SEE, answers={200: list[ResourceOut]}, tag=TAG, summary=_("List resources")
)
def list_resources(
    request: HttpRequest,
    response: HttpResponse,
    state: ResourceState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[ResourceOut]:
    """What one owns or may book, the oldest first."""
    rows = booking.resources() if state is None else booking.resources().filter(state=state)
    return [ResourceOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", ONE, access=SEE, answers={200: ResourceOut}, tag=TAG, summary=_("Read a resource"))
def get_resource(request: HttpRequest, response: HttpResponse, resource_id: UUID) -> ResourceOut:  # noqa: ARG001 -- ninja's signature
    """One resource with its rules."""
    return _shown(response, resource_id)


@operation(
    "GET", f"{ONE}/busy", access=SEE, answers={200: list[BusyOut]}, tag=TAG, summary=_("Read when a resource is taken")
)
def read_busy_times(request: HttpRequest, resource_id: UUID, since: MomentIn, until: MomentIn) -> list[BusyOut]:  # noqa: ARG001 -- ninja's signature
    """What is taken between two instants, at most 92 days apart; others' bookings are times alone."""
    row = booking.resource(resource_id)
    if not timedelta() < until - since <= SPAN_MAX:
        raise Refused(Problem("booking.time.order", field="until"))
    return [BusyOut.of(each) for each in booking.busy_times([row], since=since, until=until)[row.id]]


@operation(
    "POST",
    f"{ONE}/nearest",
    access=BOOK,
    answers={200: SpanOut | None},
    tag=TAG,
    summary=_("Find the nearest time that can be booked"),
)
def find_nearest_time(request: HttpRequest, resource_id: UUID, body: TimesIn) -> SpanOut | None:
    """The time nearest to a wanted one that could be booked now; nothing is booked."""
    row = booking.resource(resource_id)
    actor = actor_of(request)
    if actor.organisation_id is None:
        return None
    whom = ForWhom(company=actor.organisation_id, person=actor.person_id)
    found = booking.nearest(row, whom=whom, start=body.starts_at, end=body.ends_at)
    return None if found is None else SpanOut(start=found[0], end=found[1])


@operation("POST", "booking/resources", access=RULE, answers={200: ResourceOut}, tag=TAG, summary=_("Add a resource"))
def add_a_resource(request: HttpRequest, response: HttpResponse, body: NewResourceIn) -> ResourceOut:
    """Something can be booked from now on."""

    def act() -> UUID:
        made = booking.add_resource(
            actor=actor_of(request),
            said=body.description(),
            source_kind=body.source_kind,
            source_id=body.source_id,
        )
        return _identity(made.id)

    done = perform(request, act)
    repeated(response, done)
    return _shown(response, done.id)


@operation("POST", f"{ONE}/change", access=RULE, answers={200: ResourceOut}, tag=TAG, summary=_("Change a resource"))
def change_a_resource(request: HttpRequest, response: HttpResponse, resource_id: UUID, body: ResourceIn) -> ResourceOut:
    """Other rules, another price; If-Match names the version that was seen."""
    booking.resource(resource_id)  # another organisation's is not there, whatever else is wrong (T19)
    version = seen_version(request)

    def act() -> UUID:
        changed = booking.change_resource(
            actor=actor_of(request), resource_id=resource_id, said=body.description(), version=version
        )
        return _identity(changed.id)

    done = perform(request, act)
    repeated(response, done)
    return _shown(response, done.id)


@operation(
    "POST",
    f"{ONE}/close",
    access=RULE,
    answers={200: ResourceOut},
    tag=TAG,
    summary=_("Stop the booking of a resource"),
)
def close_a_resource(request: HttpRequest, response: HttpResponse, resource_id: UUID, body: ReasonIn) -> ResourceOut:
    """It takes no new bookings."""
    return _stepped(request, response, resource_id, body, shut=True)


@operation(
    "POST",
    f"{ONE}/reopen",
    access=RULE,
    answers={200: ResourceOut},
    tag=TAG,
    summary=_("Let a resource be booked again"),
)
def reopen_a_resource(request: HttpRequest, response: HttpResponse, resource_id: UUID, body: ReasonIn) -> ResourceOut:
    """It takes bookings again."""
    return _stepped(request, response, resource_id, body, shut=False)


@operation(
    "GET", "booking/calendars", access=FEED, answers={200: list[FeedOut]}, tag=TAG, summary=_("List calendar addresses")
)
def list_calendar_addresses(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[FeedOut]:
    """The addresses that work; their secrets are told nowhere."""
    rows = page(request, response, booking.feeds(), after=after, limit=limit)
    return [FeedOut.told(row) for row in rows]


@operation(
    "POST", "booking/calendars", access=FEED, answers={200: FeedOut}, tag=TAG, summary=_("Make a calendar address")
)
def make_a_calendar_address(request: HttpRequest, response: HttpResponse, body: FeedIn) -> FeedOut:
    """An address for a calendar program; a repeated call shows it without its secret."""
    if body.resource_id is not None:
        booking.resource(body.resource_id)
    shown: list[str] = []

    def act() -> UUID:
        made = booking.make_feed(actor=actor_of(request), resource_id=body.resource_id)
        shown.append(reverse("booking_calendar_file", args=[made.feed.organisation_id, made.secret]))
        return _identity(made.feed.id)

    done = perform(request, act)
    repeated(response, done)
    row = Feed.objects.get(id=done.id)
    return FeedOut.told(row, request.build_absolute_uri(shown[0]) if shown else "")


@operation(
    "POST",
    "booking/calendars/{feed_id}/revoke",
    access=FEED,
    answers={200: FeedOut},
    tag=TAG,
    summary=_("Revoke a calendar address"),
)
def revoke_a_calendar_address(request: HttpRequest, response: HttpResponse, feed_id: UUID) -> FeedOut:
    """It works no longer."""

    def act() -> UUID:
        return _identity(booking.revoke_feed(actor=actor_of(request), feed_id=feed_id).id)

    done = perform(request, act)
    repeated(response, done)
    return FeedOut.told(Feed.objects.get(id=done.id))


def _stepped(
    request: HttpRequest, response: HttpResponse, resource_id: UUID, body: ReasonIn, *, shut: bool
) -> ResourceOut:
    booking.resource(resource_id)
    verb = booking.close_resource if shut else booking.reopen_resource

    def act() -> UUID:
        return _identity(verb(actor=actor_of(request), resource_id=resource_id, reason=body.reason).id)

    done = perform(request, act)
    repeated(response, done)
    return _shown(response, done.id)


def _identity(value: UUID) -> UUID:
    """Rows of shared tables are of any kind to the type checker; their ids are not."""
    return value


def _shown(response: HttpResponse, resource_id: UUID) -> ResourceOut:
    row = booking.resource(resource_id)
    tag(response, row.version)
    return ResourceOut.of(row)
