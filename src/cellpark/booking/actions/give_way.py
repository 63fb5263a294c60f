"""Take back the bookings of a room that is let to somebody else now."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.actions.leave_queue import end_wait, lapse
from cellpark.booking.displacing import Displaced, displaced_at, let_places
from cellpark.booking.events import BookingDisplaced
from cellpark.booking.facts import let_to_others
from cellpark.booking.models import Booking, Resource, Wait
from cellpark.booking.placing import locked_resources
from cellpark.booking.rows import locked_booking, write
from cellpark.booking.rules import Days, let_day
from cellpark.booking.states import BOOKING_LIFECYCLE, BookingState, WaitState
from cellpark.leases.public import RoomDays

HOUSE = Actor.system("booking")


def give_way(*, rooms: Iterable[RoomDays], owner: UUID, tenant: UUID) -> list[Booking]:
    """Cancel what a new booking would be refused for, free of charge, and end the places in queues for such times.

    Each resource in its own transaction, under the lock that every booking takes: one that is made at the same moment
    is either seen here or refused there. The worker's act after both sides signed; a repetition finds nothing.
    """
    given = []
    for resource, days in let_places(rooms, owner=owner).items():
        with transaction.atomic():
            locked = locked_resources([resource.id])[resource.id]
            found = displaced_at({locked: days}, tenant=tenant)
            given += [each for each in (_given(one) for one in found) if each is not None]
            _end_waits(locked, days, tenant)
    return given


def _given(one: Displaced) -> Booking | None:
    row = locked_booking(one.booking.id)
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
