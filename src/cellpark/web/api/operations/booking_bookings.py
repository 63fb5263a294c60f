"""Bookings and the queue: what the pages do, for programs, under the same rules."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.booking import public as booking
from cellpark.booking.public import BookingPermission, BookingState, ForWhom, Imported, Via, Wait, WaitState, Wanted
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.booking import (
    BookIn,
    BookingImportOut,
    BookingLineOut,
    BookingOut,
    BookingScanIn,
    BookingsFileIn,
    BundleIn,
    CancelIn,
    CheckedOut,
    RefusalOut,
    SeriesIn,
    TimesIn,
    WaitIn,
    WaitOut,
    WalkUpIn,
)
from cellpark.web.api.schemas.lists import After, Limit

TAG = "booking"
SEE, BOOK = requires(BookingPermission.SEE), requires(BookingPermission.BOOK)
ONE, QUEUED = "bookings/{booking_id}", "booking/queue/{wait_id}"


@operation("GET", "bookings", access=SEE, answers={200: list[BookingOut]}, tag=TAG, summary=_("List bookings"))
def list_bookings(
    request: HttpRequest,
    response: HttpResponse,
    state: BookingState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[BookingOut]:
    """The company's own bookings, and those of resources that one's house owns."""
    rows = booking.bookings() if state is None else booking.bookings().filter(state=state)
    return [BookingOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", ONE, access=SEE, answers={200: BookingOut}, tag=TAG, summary=_("Read a booking"))
def get_booking(request: HttpRequest, response: HttpResponse, booking_id: UUID) -> BookingOut:  # noqa: ARG001 -- ninja's signature
    """One booking in sight."""
    return _shown(response, booking_id)


@operation("POST", "bookings", access=BOOK, answers={200: BookingOut}, tag=TAG, summary=_("Book a resource"))
def book_a_resource(request: HttpRequest, response: HttpResponse, body: BookIn) -> BookingOut:
    """A resource for a time."""
    booking.resource(body.resource_id)  # another organisation's is not there, whatever else is wrong (T19)

    def act() -> UUID:
        return _identity(booking.book(actor=actor_of(request), via=Via.API, **body.model_dump()).id)

    return _done(request, response, act)


@operation(
    "POST",
    "bookings/bundle",
    access=BOOK,
    answers={200: list[BookingOut]},
    tag=TAG,
    summary=_("Book several resources"),
)
def book_a_bundle(request: HttpRequest, response: HttpResponse, body: BundleIn) -> list[BookingOut]:
    """All of them or none."""
    for each in body.items:
        booking.resource(each.resource_id)
    wanted = [each.wanted() for each in body.items]

    def act() -> UUID:
        made = booking.book_bundle(
            actor=actor_of(request), wanted=wanted, purpose=body.purpose, company=body.company, via=Via.API
        )
        return _identity(made[0].id)

    return _together(request, response, act)


@operation("POST", "bookings/series", access=BOOK, answers={200: list[BookingOut]}, tag=TAG, summary=_("Book a series"))
def book_a_series(request: HttpRequest, response: HttpResponse, body: SeriesIn) -> list[BookingOut]:
    """The same time of several days, all or none, or without those that cannot be had."""
    booking.resource(body.resource_id)

    def act() -> UUID:
        return _identity(booking.book_series(actor=actor_of(request), via=Via.API, **body.model_dump())[0].id)

    return _together(request, response, act)


@operation(
    "POST",
    "bookings/series/check",
    access=BOOK,
    answers={200: list[CheckedOut]},
    tag=TAG,
    summary=_("Check a series before it is booked"),
)
def check_a_series(request: HttpRequest, body: SeriesIn) -> list[CheckedOut]:
    """Each time with what stands against it; nothing is booked."""
    row, actor = booking.resource(body.resource_id), actor_of(request)
    spans = booking.repeated(row.terms, body.starts_at, body.ends_at, every_days=body.every_days, times=body.times)
    if actor.organisation_id is None:
        return []
    wanted = [Wanted(resource_id=row.id, start=start, end=end) for start, end in spans]
    whom = ForWhom(company=actor.organisation_id, person=actor.person_id)
    return [CheckedOut.of(each) for each in booking.check_series(row, wanted, whom)]


@operation("POST", f"{ONE}/change", access=BOOK, answers={200: BookingOut}, tag=TAG, summary=_("Change a booking"))
def change_a_booking(request: HttpRequest, response: HttpResponse, booking_id: UUID, body: TimesIn) -> BookingOut:
    """Another time; If-Match names the version that was seen."""
    booking.booking(booking_id)
    version = seen_version(request)

    def act() -> UUID:
        changed = booking.change_booking(
            actor=actor_of(request), booking_id=booking_id, version=version, **body.model_dump()
        )
        return _identity(changed.id)

    return _done(request, response, act)


@operation("POST", f"{ONE}/cancel", access=BOOK, answers={200: BookingOut}, tag=TAG, summary=_("Cancel a booking"))
def cancel_a_booking(request: HttpRequest, response: HttpResponse, booking_id: UUID, body: CancelIn) -> BookingOut:
    """Give it up, alone or with all that belongs to it."""
    booking.booking(booking_id)

    def act() -> UUID:
        booking.cancel(actor=actor_of(request), booking_id=booking_id, whole=body.whole)
        return booking_id

    return _done(request, response, act)


@operation("POST", f"{ONE}/check-in", access=BOOK, answers={200: BookingOut}, tag=TAG, summary=_("Check in"))
def check_in_to_a_booking(
    request: HttpRequest, response: HttpResponse, booking_id: UUID, body: BookingScanIn
) -> BookingOut:
    """Scan the resource."""
    booking.booking(booking_id)

    def act() -> UUID:
        return _identity(booking.check_in(actor=actor_of(request), booking_id=booking_id, raw=body.raw).id)

    return _done(request, response, act)


@operation("POST", f"{ONE}/check-out", access=BOOK, answers={200: BookingOut}, tag=TAG, summary=_("Check out"))
def check_out_of_a_booking(request: HttpRequest, response: HttpResponse, booking_id: UUID) -> BookingOut:
    """Be done."""
    booking.booking(booking_id)

    def act() -> UUID:
        return _identity(booking.check_out(actor=actor_of(request), booking_id=booking_id).id)

    return _done(request, response, act)


@operation(
    "POST",
    f"{ONE}/let-be",
    access=BOOK,
    answers={200: BookingOut},
    tag=TAG,
    summary=_("Say that nothing is needed in the place of a booking that gave way"),
)
def let_a_booking_be(request: HttpRequest, response: HttpResponse, booking_id: UUID) -> BookingOut:
    """For one's own company; said twice it changes nothing."""
    booking.booking(booking_id)

    def act() -> UUID:
        return _identity(booking.let_be(actor=actor_of(request), booking_id=booking_id).id)

    return _done(request, response, act)


@operation(
    "POST", "bookings/walk-up", access=BOOK, answers={200: BookingOut}, tag=TAG, summary=_("Use what is free at once")
)
def use_at_once(request: HttpRequest, response: HttpResponse, body: WalkUpIn) -> BookingOut:
    """Scan what is free and have it from now on."""

    def act() -> UUID:
        return _identity(booking.walk_up(actor=actor_of(request), **body.model_dump()).id)

    return _done(request, response, act)


@operation(
    "POST", "bookings/import", access=BOOK, answers={200: BookingImportOut}, tag=TAG, summary=_("Import bookings")
)
def import_a_table(request: HttpRequest, response: HttpResponse, body: BookingsFileIn) -> BookingImportOut:
    """A CSV table, tried or done; a repeated call tells what the first one did."""
    content = body.raw
    found: list[Imported] = []

    def act() -> UUID:
        result = booking.import_bookings(actor=actor_of(request), content=content, dry_run=body.dry_run)
        found.append(result)
        made = [each.booking for each in result.lines if result.done and each.booking is not None]
        return made[0] if made else UUID(int=0)

    done = perform(request, act)
    repeated(response, done)
    if not found:
        return BookingImportOut(done=done.id.int != 0, refused=0, lines=[])
    lines = [BookingLineOut.of(each) for each in found[0].lines]
    return BookingImportOut(done=found[0].done, refused=found[0].refused, lines=lines)


@operation(
    "GET", "booking/queue", access=SEE, answers={200: list[WaitOut]}, tag=TAG, summary=_("List places in queues")
)
def list_places_in_queues(
    request: HttpRequest,
    response: HttpResponse,
    state: WaitState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[WaitOut]:
    """The company's own places, and those in the queues of resources that one's house owns."""
    rows = booking.waits() if state is None else booking.waits().filter(state=state)
    return [WaitOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "booking/refusals",
    access=SEE,
    answers={200: list[RefusalOut]},
    tag=TAG,
    summary=_("List bookings that were refused"),
)
def list_refused_bookings(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[RefusalOut]:
    """What companies could not have of the resources that one's house owns; once a day for each of them."""
    return [RefusalOut.of(row) for row in page(request, response, booking.refusals(), after=after, limit=limit)]


@operation("POST", "booking/queue", access=BOOK, answers={200: WaitOut}, tag=TAG, summary=_("Wait for a time"))
def wait_for_a_time(request: HttpRequest, response: HttpResponse, body: WaitIn) -> WaitOut:
    """Stand in the queue for what is taken."""
    booking.resource(body.resource_id)

    def act() -> UUID:
        return _identity(booking.wait_for(actor=actor_of(request), via=Via.API, **body.model_dump()).id)

    return _queued(request, response, act)


@operation(
    "POST", f"{QUEUED}/accept", access=BOOK, answers={200: BookingOut}, tag=TAG, summary=_("Take what is offered")
)
def take_an_offer(request: HttpRequest, response: HttpResponse, wait_id: UUID) -> BookingOut:
    """The time is the company's."""
    Wait.objects.get(id=wait_id)

    def act() -> UUID:
        return _identity(booking.accept_offer(actor=actor_of(request), wait_id=wait_id).id)

    return _done(request, response, act)


@operation("POST", f"{QUEUED}/leave", access=BOOK, answers={200: WaitOut}, tag=TAG, summary=_("Leave a queue"))
def leave_a_queue(request: HttpRequest, response: HttpResponse, wait_id: UUID) -> WaitOut:
    """Wait no longer."""
    Wait.objects.get(id=wait_id)

    def act() -> UUID:
        return _identity(booking.leave_queue(actor=actor_of(request), wait_id=wait_id).id)

    return _queued(request, response, act)


def _queued(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> WaitOut:
    done = perform(request, act)
    repeated(response, done)
    row = Wait.objects.get(id=done.id)
    tag(response, row.version)
    return WaitOut.of(row)


def _together(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> list[BookingOut]:
    done = perform(request, act)
    repeated(response, done)
    first = booking.booking(done.id)
    return [BookingOut.of(each) for each in (first, *booking.together_with(first))]


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> BookingOut:
    done = perform(request, act)
    repeated(response, done)
    return _shown(response, done.id)


def _identity(value: UUID) -> UUID:
    """Rows of shared tables are of any kind to the type checker; their ids are not."""
    return value


def _shown(response: HttpResponse, booking_id: UUID) -> BookingOut:
    row = booking.booking(booking_id)
    tag(response, row.version)
    return BookingOut.of(row)
