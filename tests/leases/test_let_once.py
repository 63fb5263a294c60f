"""No room is let twice on one day: the race that the database ends, with its constraint and without it."""

import threading
from collections import Counter
from datetime import date

import psycopg
import pytest
from django.db import connection, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.problem import Refused
from cellpark.leases import public as leases
from cellpark.leases.models import LeaseRoom
from cellpark.leases.rows import LET_ONCE
from tests.leases.park import SINCE, UNTIL, Park, lease_file, make_park

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
UNCONSTRAINED = f"ALTER TABLE leases_leaseroom DROP CONSTRAINT {LET_ONCE}"


def waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def race() -> tuple[list[Exception], Counter[int]]:
    """Two managers approve two leases of one room at the same moment, on two connections; what both wrote."""
    with use_scope(EVERYTHING):
        park = make_park(1)
    drafts = [park.draft("L-1"), park.draft("L-2", tenant=park.other)]
    failures: list[Exception] = []

    def second() -> None:
        try:
            park.do(leases.approve_lease, park.second, lease_id=drafts[1].id)
        except Exception as error:  # noqa: BLE001 -- told to the thread that asks
            failures.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=second)
    with transaction.atomic():
        park.do(leases.approve_lease, park.manager, lease_id=drafts[0].id)
        other.start()
        while not waits():
            assert other.is_alive(), failures
    other.join()
    with use_scope(EVERYTHING):
        return failures, Counter(LeaseRoom.objects.values_list("room_id", flat=True))


def test_without_the_constraint_the_race_lets_a_room_twice(durable: str, superuser: psycopg.Connection) -> None:
    superuser.execute(UNCONSTRAINED)
    assert race() == ([], Counter({1000: 2}))


def test_with_the_constraint_the_second_is_refused_and_told_the_days_of_the_first(durable: str) -> None:
    failures, taken = race()
    assert taken == Counter({1000: 1})
    (refused,) = failures
    assert isinstance(refused, Refused)
    (problem,) = refused.problems
    assert problem.code == "leases.room.taken"
    assert dict(problem.params) == {"room": "R-00", "number": "L-1", "since": str(SINCE), "until": str(UNTIL)}


def test_the_last_day_given_is_the_first_free_one(park: Park) -> None:
    """Half-open days: a lease that begins on the day on which another one ends takes no day twice."""
    middle = date(2027, 12, 1)
    park.approved("L-1", until=middle)
    assert park.approved("L-2", tenant=park.other, since=middle).state == "approved"
    with pytest.raises(Refused, match=r"leases\.room\.taken"):
        park.draft("L-3", text=lease_file("L-3", since=date(2027, 11, 30), until=middle))


def test_a_room_that_ends_cannot_be_let_past_its_end(park: Park) -> None:
    room = park.rooms[0]
    room.valid_until, room.ending = date(2027, 12, 1), "closed"
    with use_scope(EVERYTHING):
        room.save()
    with pytest.raises(Refused, match=r"leases\.room\.not_there"):
        park.draft()
    assert park.approved(until=date(2027, 12, 1)).state == "approved"
