"""A fire and a batch do not miss each other: who gives a permit and who opens something take turns."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now, use_clock
from cellpark.facilities import beside
from cellpark.facilities import public as facilities
from cellpark.facilities.public import Occupied, PermitState, Where
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from tests.facilities.park import MONDAY, make_park

WAIT_S = 20


def somebody_waits() -> None:
    """Until the database says that one connection waits for a lock of another one."""
    for _ in range(WAIT_S * 20):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.05)
    pytest.fail("the permit was judged without waiting for its turn")


@pytest.mark.usefixtures("durable")
def test_a_permit_waits_for_what_is_being_opened_on_its_floor(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a connection of its own somebody opens a bag and has not said so yet: the manager is refused, not missed.

    The other room of the floor counts too: the lock is that of the floor, for neighbours are looked at as well.
    """
    clock.advance(MONDAY - timedelta(hours=1) - clock.now())
    with use_scope(EVERYTHING):
        park = make_park()
    row = park.hot_work(where=Where(room_id=park.rooms[0].id))
    opened: list[Occupied] = []
    monkeypatch.setattr(beside, "contributed", lambda *_named: [lambda _rooms, _reader: list(opened)])
    has_turn, may_end = threading.Event(), threading.Event()
    answers: list[str] = []

    def opening() -> None:
        with use_clock(clock), use_scope(EVERYTHING), transaction.atomic():
            facilities.fire_and_batch_in_turn(park.rooms[1].id)
            has_turn.set()
            may_end.wait(WAIT_S)
            room = park.rooms[0].id
            opened.append(
                Occupied(house=park.tenants[1].id, room_id=room, plant_room="", batch="", since=now(), until=None)
            )
        connections.close_all()

    def giving() -> None:
        with use_clock(clock):
            try:
                park.do(park.manager, facilities.approve_permit, permit_id=row.id)
                answers.append("given")
            except Refused as refused:
                answers.append(refused.problems[0].code)
        connections.close_all()

    bag, permit = threading.Thread(target=opening), threading.Thread(target=giving)
    bag.start()
    assert has_turn.wait(WAIT_S)
    permit.start()
    somebody_waits()
    may_end.set()
    for each in (bag, permit):
        each.join(WAIT_S)
    assert answers == ["facilities.permit.batch"]
    with use_scope(EVERYTHING):
        assert facilities.permit(row.id).state == PermitState.REQUESTED
