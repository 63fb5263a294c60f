"""Take back the bookings of a room that is let to somebody else now."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.actions.leave_queue import end_wait, lapse
from cellpark.booking.displacing import Displaced, displaced_at, let_places
from cellpark.booking.events import BookingDisplaced, BookingGivenUpWith
from cellpark.booking.facts import let_to_others
from cellpark.booking.models import Booking, Resource, Wait
from cellpark.booking.placing import locked_resources
from cellpark.booking.rows import locked_booking, write
from cellpark.booking.rules import GIVING_WAY, Days, let_day
from cellpark.booking.states import BOOKING_LIFECYCLE, BookingState, WaitState
from cellpark.leases.public import RoomDays

HOUSE = Actor.system("booking")


def give_way(*, rooms: Iterable[RoomDays], owner: UUID, tenant: UUID) -> list[Booking]:
    """Cancel what a new booking would be refused for, and the rest of its bundle, free of charge; end the places in
    queues for such times.

    Each resource in its own transaction, under the lock that every booking takes: one that is made at the same moment
    is either seen here or refused there. The worker's act after both sides signed; a repetition finds nothing.
    """
    given = []
    for resource, days in let_places(rooms, owner=owner).items():
        with transaction.atomic():
            locked = locked_resources([resource.id])[resource.id]
            found = displaced_at({locked: days}, tenant=tenant)
            given += _all_given(found)
            _end_waits(locked, days, tenant)
    return given


def _all_given(found: Sequence[Displaced]) -> list[Booking]:
    """What gives way first, then what was booked together with it."""
    # in the order in which a company gives up its bundle, so that the two do not wait for each other
    ids = sorted(each.booking.id for each in found)
    parts = {each.booking.id: each.part for each in found}
    locked = {each: locked_booking(each) for each in ids}
    rows = {key: _given(locked[key]) for key in ids if parts[key] is None}
    given = {key: row for key, row in rows.items() if row is not None}
    for key, part in parts.items():
        row = locked[key]
        if part is not None and part in given and row.state == BookingState.BOOKED:
            BOOKING_LIFECYCLE.step(row.state, "displace")
            event = BookingGivenUpWith(booking=key, part=part)
            given[key] = write(event, actor=HOUSE, organisation=row.organisation_id)
    return list(given.values())


def _given(row: Booking) -> Booking | None:
    if row.state not in GIVING_WAY:
        return None  # its company was quicker
    # the lease may have gone on since its event: what holds is what is let now
    let = let_to_others(row.resource, row.company_id, row.starts_at, row.ends_at)
    day = let_day(row.starts_at, row.ends_at, terms=row.resource.terms, let=let)
    if day is None:
        return None
    if row.state == BookingState.OFFERED:
        for wait in Wait.objects.filter(booking_id=row.id, state=WaitState.OFFERED):
            end_wait(HOUSE, wait.id)
        return lapse(HOUSE, row.id)
    BOOKING_LIFECYCLE.step(row.state, "displace")
    changed: Booking = write(BookingDisplaced(booking=row.id, day=day), actor=HOUSE, organisation=row.organisation_id)
    return changed


def _end_waits(resource: Resource, days: list[Days], tenant: UUID) -> None:
    rows = Wait.objects.filter(resource=resource, state=WaitState.WAITING, starts_at__gt=now())
    for each in rows.exclude(company_id=tenant).order_by("id"):
        if let_day(each.starts_at, each.ends_at, terms=resource.terms, let=days) is not None:
            end_wait(HOUSE, each.id)
