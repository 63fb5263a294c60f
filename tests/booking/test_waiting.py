"""The queue: who waits is offered what becomes free, in a stated order."""

from datetime import timedelta
from typing import Any

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking import public as booking
from cellpark.booking.effects import offer_what_is_free
from cellpark.booking.public import Quota, Wait
from cellpark.config.subscriptions import SUBSCRIPTIONS
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event
from tests.booking.park import Park, at, state_of

FREED = ("cancelled", "missed", "moved", "lapsed", "finished")


def wait(park: Park, actor: Any, hours: float = 3) -> Wait:
    with use_scope(actor.scope):
        return booking.wait_for(actor=actor, resource_id=park.room.id, starts_at=at(hours), ends_at=at(hours + 1))


def worker() -> None:
    """What the outbox does with the last event that freed something."""
    with use_scope(EVERYTHING):
        last = Event.objects.filter(type__in=[f"booking.booking.{each}" for each in FREED]).order_by("-id").first()
        assert last is not None
        offer_what_is_free(last.id)


def fresh(row: Wait) -> Wait:
    with use_scope(EVERYTHING):
        found: Wait = Wait.objects.get(id=row.id)
        return found


def test_everything_that_frees_time_tells_the_queue() -> None:
    path = "cellpark.booking.effects.offer_what_is_free"
    assert all(path in SUBSCRIPTIONS[f"booking.booking.{each}"] for each in FREED)


def test_what_becomes_free_is_offered_by_itself_and_taken(park: Park) -> None:
    """NUcore #6267 tells; here it is kept for whoever is next."""
    taken = park.book(3)
    waiting = wait(park, park.rival)
    park.do(booking.cancel, booking_id=taken.id)
    worker()
    offered = fresh(waiting)
    assert (offered.state, offered.offer_until) == ("offered", at(2))
    with pytest.raises(Refused):
        park.book(3, actor=park.guest)  # it is kept meanwhile
    row = park.do(booking.accept_offer, park.rival, wait_id=waiting.id)
    assert (row.state, row.company_id, fresh(waiting).state) == ("booked", park.other.id, "taken")


def test_an_offer_that_is_not_taken_goes_to_the_next_in_line(park: Park, clock: FixedClock) -> None:
    taken = park.book(8)
    first, second = wait(park, park.rival, 8), wait(park, park.guest, 8)
    park.do(booking.cancel, booking_id=taken.id)
    worker()
    assert [fresh(each).state for each in (first, second)] == ["offered", "waiting"]
    clock.advance(timedelta(hours=2))
    with pytest.raises(Refused) as caught:
        park.do(booking.accept_offer, park.rival, wait_id=first.id)
    assert caught.value.problems[0].code == "booking.offer.over"
    with use_scope(EVERYTHING):
        booking.keep_time()
    worker()
    assert [fresh(each).state for each in (first, second)] == ["ended", "offered"]


def test_leaving_the_queue_gives_the_offer_on(park: Park) -> None:
    taken = park.book(8)
    first, second = wait(park, park.rival, 8), wait(park, park.guest, 8)
    park.do(booking.cancel, booking_id=taken.id)
    worker()
    park.do(booking.leave_queue, park.rival, wait_id=first.id)
    worker()
    assert [fresh(each).state for each in (first, second)] == ["ended", "offered"]


def test_fewer_hours_in_the_week_go_before_who_asked_first(park: Park) -> None:
    park.book(20, 180, actor=park.rival)
    taken = park.book(30)
    first, second = wait(park, park.rival, 30), wait(park, park.guest, 30)
    park.do(booking.cancel, booking_id=taken.id)
    worker()
    assert [fresh(each).state for each in (first, second)] == ["waiting", "offered"]


def test_an_offer_is_bound_by_the_rules_and_passes_over_whom_they_refuse(park: Park) -> None:
    park.rule(park.room, quotas=(Quota("week", 3),))
    taken = park.book(10)
    first, second = wait(park, park.rival, 10), wait(park, park.guest, 10)
    park.book(2, 180, actor=park.guest)
    park.book(5, 175, actor=park.rival)
    park.do(booking.cancel, booking_id=taken.id)
    worker()
    assert [fresh(each).state for each in (first, second)] == ["waiting", "waiting"]


def test_a_booking_that_moves_away_frees_its_time(park: Park) -> None:
    taken = park.book(3)
    waiting = wait(park, park.rival)
    park.do(booking.change_booking, booking_id=taken.id, starts_at=at(6), ends_at=at(7))
    worker()
    assert fresh(waiting).state == "offered"
    assert state_of(taken) == "booked"


def test_one_does_not_wait_for_what_is_free_nor_twice(park: Park) -> None:
    with pytest.raises(Refused) as caught:
        wait(park, park.rival)
    assert caught.value.problems[0].code == "booking.wait.free"
    park.book(3)
    wait(park, park.rival)
    with pytest.raises(Refused) as caught:
        wait(park, park.rival)
    assert caught.value.problems[0].code == "booking.wait.twice"


def test_one_does_not_wait_for_what_one_may_never_have(park: Park) -> None:
    park.book(3)
    park.rule(park.room, training=("X-1",))
    with pytest.raises(Refused) as caught:
        wait(park, park.rival)
    assert [each.code for each in caught.value.problems] == ["booking.training"]


def test_a_place_in_the_queue_ends_when_its_time_comes(park: Park, clock: FixedClock) -> None:
    park.book(3)
    waiting = wait(park, park.rival)
    clock.advance(timedelta(hours=3))
    with use_scope(EVERYTHING):
        booking.keep_time()
    assert fresh(waiting).state == "ended"
