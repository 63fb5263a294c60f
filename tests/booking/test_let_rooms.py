"""A room that is let is booked by its tenant alone, unless its owner says that it is shared."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking import public as booking
from cellpark.booking.public import Booking, BookingState, Description, Resource, SourceKind, Terms, Wanted
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from tests.leases.park import SINCE, Park, make_park
from tests.people import HOUSE

RULES = Terms(zone="UTC", advance_days=0, max_minutes=600)


@pytest.fixture
def park(db: None, clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        return make_park()


def shared_room(park: Park, number: int = 0, *, terms: Terms = RULES) -> Resource:
    said = Description(code=f"ROOM-{number}", name_en="Shared laboratory", terms=terms)
    room = park.rooms[number]
    with use_scope(EVERYTHING):
        return booking.add_resource(
            actor=HOUSE, organisation_id=park.operator.id, said=said, source_kind=SourceKind.PREMISES, source_id=room.id
        )


def times(days: int) -> dict[str, datetime]:
    start = datetime.combine(SINCE + timedelta(days=days), time(9), tzinfo=UTC)
    return {"starts_at": start, "ends_at": start + timedelta(hours=1)}


def book(park: Park, actor: Actor, row: Resource, days: int) -> Booking:
    return park.do(booking.book, actor, resource_id=row.id, **times(days))  # type: ignore[no-any-return]


def refused(act: Any, *args: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return [each.code for each in caught.value.problems]


def test_a_let_room_is_booked_by_its_tenant_alone(park: Park) -> None:
    row = shared_room(park)
    park.signed("L-1", rooms=(0,))
    book(park, park.administrator, row, 5)
    assert refused(book, park, park.stranger, row, 6) == ["booking.let"]
    assert refused(book, park, park.staff, row, 6) == ["booking.let"]  # the owner has let it
    book(park, park.stranger, row, -1)  # the day before the lease begins


def test_a_held_room_and_a_lease_that_is_not_signed_keep_nobody_out(park: Park) -> None:
    row = shared_room(park)
    park.approved("L-1", rooms=(0,))
    assert book(park, park.stranger, row, 5).state == BookingState.BOOKED


def test_its_owner_says_that_it_is_shared(park: Park) -> None:
    row = shared_room(park, terms=Terms(zone="UTC", advance_days=0, shared=True))
    park.signed("L-1", rooms=(0,))
    assert book(park, park.stranger, row, 5).state == BookingState.BOOKED


def test_every_way_in_asks_the_lease(park: Park) -> None:
    row = shared_room(park)
    other = shared_room(park, 1)
    kept = book(park, park.stranger, row, -1)
    park.signed("L-1", rooms=(0,))
    wanted = [
        Wanted(resource_id=each.id, start=times(7)["starts_at"], end=times(7)["ends_at"]) for each in (row, other)
    ]
    stranger = park.stranger
    assert refused(park.do, booking.change_booking, stranger, booking_id=kept.id, **times(7)) == ["booking.let"]
    assert "booking.let" in refused(park.do, booking.book_bundle, stranger, wanted=wanted)
    assert refused(park.do, booking.wait_for, stranger, resource_id=row.id, **times(7)) == ["booking.let"]
    series = {"resource_id": row.id, **times(-2), "every_days": 7, "times": 2}
    assert "booking.let" in refused(park.do, booking.book_series, stranger, **series)
    begins, ends = (f"{each:%Y-%m-%d %H:%M}" for each in times(7).values())
    table = f"resource,start,end\n{row.code},{begins},{ends}\n".encode()
    (line,) = park.do(booking.import_bookings, stranger, content=table, dry_run=True).lines
    assert [each.code for each in line.problems] == ["booking.let"]
    with use_scope(stranger.scope):
        whom = booking.ForWhom(company=park.other.id, person=None)
        near = booking.nearest(row, whom=whom, start=times(7)["starts_at"], end=times(7)["ends_at"])
    assert near is None or near[0].date() < SINCE
