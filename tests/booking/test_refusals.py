"""What companies could not have is kept, whatever the way in, and what was made up for is no demand."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from cellpark.base.actor import Actor
from cellpark.base.idempotency import once
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking import public as booking
from cellpark.booking.public import Quota, Refusal, Via, Wanted
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import check_rebuild
from tests.booking.park import Park, at, make_park


def kept() -> set[tuple[UUID, str, str]]:
    with use_scope(EVERYTHING):
        return set(Refusal.objects.values_list("company_id", "codes", "via"))


def ask(park: Park, actor: Actor, **more: Any) -> None:
    with pytest.raises(Refused):
        park.book(3, actor=actor, **more)


def test_who_is_refused_what_others_have_is_kept_once_a_day(park: Park, clock: FixedClock) -> None:
    park.book(3)
    ask(park, park.rival)
    ask(park, park.rival)
    ask(park, park.guest)
    assert kept() == {(park.other.id, "booking.taken", "page"), (park.third.id, "booking.taken", "page")}
    clock.advance(timedelta(hours=2))
    park.book(30)
    clock.advance(timedelta(hours=22))
    with pytest.raises(Refused):
        park.book(8, actor=park.rival)
    with use_scope(EVERYTHING):
        assert Refusal.objects.count() == 3


def test_it_is_kept_although_the_act_and_its_form_are_taken_back(park: Park) -> None:
    park.book(3)

    def act() -> dict[str, str]:
        park.book(3, actor=park.rival)
        return {}

    with use_scope(park.rival.scope), pytest.raises(Refused):
        once(key=uuid4(), actor=park.rival, request=b"form", act=act)
    assert kept() == {(park.other.id, "booking.taken", "page")}


def test_a_mistake_and_a_rule_about_the_person_are_no_demand(park: Park) -> None:
    park.rule(park.room, training=("BSL-2",))
    with pytest.raises(Refused):
        park.book(3, minutes=7, actor=park.rival)
    park.do(booking.book, park.staff, resource_id=park.room.id, starts_at=at(3), ends_at=at(4))
    ask(park, park.rival)  # it is taken, and the person is not trained either
    with pytest.raises(Refused):
        park.do(booking.book, park.staff, resource_id=park.room.id, starts_at=at(3), ends_at=at(4))
    assert kept() == set()


def test_every_way_in_keeps_it(park: Park) -> None:
    park.book(3)
    rival = {"actor": park.rival}
    wanted = [Wanted(resource_id=each.id, start=at(3), end=at(4)) for each in (park.device, park.room)]
    table = f"resource,start,end\n{park.room.code},{at(3):%Y-%m-%d %H:%M},{at(4):%Y-%m-%d %H:%M}\n".encode()
    park.do(booking.import_bookings, **rival, content=table, dry_run=True)
    assert kept() == set()  # a trial
    park.do(booking.import_bookings, **rival, content=table, dry_run=False)
    table_refused = {(park.other.id, "booking.taken", "import")}
    assert kept() == table_refused
    with pytest.raises(Refused):
        park.do(booking.book_bundle, park.guest, wanted=wanted, via=Via.API)
    assert kept() - table_refused == {(park.third.id, "booking.taken", "api")}


def test_hours_that_are_used_up_are_demand(park: Park) -> None:
    park.rule(park.room, quotas=(Quota("week", 1),))
    park.book(3)
    with pytest.raises(Refused):
        park.do(booking.wait_for, resource_id=park.room.id, starts_at=at(5), ends_at=at(6))
    assert kept() == {(park.company.id, "booking.quota.week", "page")}


@pytest.mark.usefixtures("durable")
def test_P11_5a_refusals_are_folds_of_their_streams(clock: FixedClock) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say."""
    with use_scope(EVERYTHING):
        park = make_park()
    park.book(3)
    ask(park, park.rival)
    with use_scope(EVERYTHING):
        found = check_rebuild()
        assert [each for each in found.differences if each.table == "booking_refusal"] == []
        assert found.rows["booking_refusal"] == 1
