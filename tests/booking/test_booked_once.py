"""Nobody books what is booked: the database refuses it by itself, and locks are taken in one order."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, connections

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now, use_clock
from cellpark.booking import public as booking
from cellpark.booking.public import Booking, Resource, Wanted
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import check_rebuild
from cellpark.runtime.provision import connection_urls
from tests.booking.park import Park, at, make_park

INSERT = (
    "INSERT INTO booking_booking (id, organisation_id, parties, resource_id, number, company_id, starts_at, ends_at,"
    " hold_from, hold_until, state, purpose, via, price_fen, tax_per_10000, charge_by, late, made_at, version)"
    " VALUES (%s, %s, '{}', %s, %s, %s, %s, %s, %s, %s, %s, '', 'page', 0, 0, 'reservation', false, %s, 1)"
)


def values(row: Resource, company: UUID, hours: float, state: str = "booked") -> list[object]:
    start, end = at(hours), at(hours + 1)
    return [uuid4(), row.organisation_id, row.id, row.number, company, start, end, start, end, state, now()]


@contextmanager
def two(postgres: Path, name: str) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    url = connection_urls(postgres, name).superuser
    with psycopg.connect(url) as one, psycopg.connect(url) as other:
        yield one, other


def test_the_database_refuses_a_second_booking_that_the_rules_did_not_see(
    durable: str, postgres: Path, clock: FixedClock
) -> None:
    """Two connections that each saw nothing: the second fails, and without the constraint both would stand."""
    with use_scope(EVERYTHING):
        park = make_park()
    with two(postgres, durable) as (one, other):
        one.execute(INSERT, values(park.room, park.company.id, 1))
        refused: list[type[BaseException]] = []
        overlapping = values(park.room, park.other.id, 1.5)  # here: the clock of a test is not that of its threads

        def second() -> None:
            try:
                other.execute(INSERT, overlapping)
            except psycopg.errors.ExclusionViolation as error:
                refused.append(type(error))

        rival = threading.Thread(target=second)
        rival.start()
        one.commit()
        rival.join(20)
        assert refused == [psycopg.errors.ExclusionViolation]
    with two(postgres, durable) as (one, other):
        one.execute("ALTER TABLE booking_booking DROP CONSTRAINT booking_booked_once")
        one.commit()
        one.execute(INSERT, values(park.room, park.company.id, 5))
        other.execute(INSERT, values(park.room, park.other.id, 5.5))
        one.commit()
        other.commit()
    with use_scope(EVERYTHING):
        assert Booking.objects.filter(starts_at__gte=at(5)).count() == 2


def test_what_touches_or_is_another_resource_or_was_given_up_is_no_double_booking(
    durable: str, postgres: Path, clock: FixedClock
) -> None:
    with use_scope(EVERYTHING):
        park = make_park()
    with two(postgres, durable) as (one, _other):
        one.execute(INSERT, values(park.room, park.company.id, 1))
        one.execute(INSERT, values(park.room, park.company.id, 2))
        one.execute(INSERT, values(park.device, park.company.id, 1))
        one.execute(INSERT, values(park.room, park.company.id, 1, "cancelled"))
        with pytest.raises(psycopg.errors.ExclusionViolation):
            one.execute(INSERT, values(park.room, park.company.id, 1, "offered"))


def test_two_bundles_in_opposite_order_neither_wait_for_each_other_nor_share_a_part(
    durable: str, clock: FixedClock
) -> None:
    """Both take their locks in the order of the resources' numbers, whatever order they ask in."""
    with use_scope(EVERYTHING):
        park = make_park()
    start = threading.Barrier(2)
    found: list[str] = []

    def bundle(actor: Actor, rows: list[Resource], hours: float) -> None:
        wanted = [Wanted(resource_id=each.id, start=at(hours), end=at(hours) + timedelta(hours=1)) for each in rows]
        try:
            start.wait(20)
            with use_scope(actor.scope):
                booking.book_bundle(actor=actor, wanted=wanted)
            found.append("booked")
        except Refused as refusal:
            found.append(refusal.problems[-1].code)
        finally:
            connections.close_all()

    for hours in range(1, 6):
        found.clear()
        pairs = ((park.member, [park.room, park.device]), (park.rival, [park.device, park.room]))
        threads = [threading.Thread(target=_with(clock, bundle), args=(who, rows, hours)) for who, rows in pairs]
        for each in threads:
            each.start()
        for each in threads:
            each.join(30)
        assert sorted(found) == ["booked", "booking.taken"]
    with use_scope(EVERYTHING):
        assert Booking.objects.count() == 10


def _with(clock: FixedClock, act: object) -> object:
    def run(*args: object) -> None:
        with use_clock(clock):
            act(*args)  # type: ignore[operator]

    return run


@pytest.mark.usefixtures("durable")
def test_P11_5a_the_tables_are_folds_of_their_streams(clock: FixedClock) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    with use_scope(EVERYTHING):
        park = make_park()
    _history(park, clock)
    with use_scope(EVERYTHING):
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table.startswith("booking_")] == []
        counted = {name: count for name, count in rebuilt.rows.items() if name.startswith("booking_")}
        assert counted == {
            "booking_resource": 3,
            "booking_booking": 4,
            "booking_wait": 1,
            "booking_refusal": 0,
            "booking_feed": 1,
        }
        with connection.cursor() as cursor:
            cursor.execute("UPDATE booking_booking SET ends_at = ends_at + interval '1 minute' WHERE state = 'done'")
        assert {each.table for each in check_rebuild().differences} == {"booking_booking"}


def _history(park: Park, clock: FixedClock) -> None:
    priced = park.add("HP-9", price=Decimal("12.50"), tax=Decimal("0.06"))
    first = park.book(1, resource=priced)
    taken = park.book(3)
    with use_scope(park.rival.scope):
        wait = booking.wait_for(actor=park.rival, resource_id=park.room.id, starts_at=at(3), ends_at=at(4))
    moved = park.book(5)
    park.do(booking.change_booking, booking_id=moved.id, starts_at=at(6), ends_at=at(7), purpose="later")
    park.do(booking.cancel, booking_id=taken.id)
    with use_scope(EVERYTHING):
        booking.offer_freed(resource_id=park.room.id)
    park.do(booking.accept_offer, park.rival, wait_id=wait.id)
    feed = park.do(booking.make_feed).feed
    park.do(booking.revoke_feed, feed_id=feed.id)
    park.rule(park.device, open_max=4)
    park.do(booking.close_resource, park.staff, resource_id=park.device.id, reason="test")
    clock.advance(timedelta(hours=1))
    park.do(booking.check_in, raw="HP-9")
    clock.advance(timedelta(minutes=30))
    park.do(booking.check_out, booking_id=first.id)
