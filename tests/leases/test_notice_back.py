"""A notice is taken back: one side asks until a day, the other one agrees, nobody with themselves."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Lease
from cellpark.ledger.public import check_rebuild
from tests.leases.park import SINCE, UNTIL, Park, lease_file, make_park
from tests.leases.test_course import codes, days, row

DAY = date(2027, 6, 1)


def under_notice(park: Park) -> Lease:
    signed = park.signed(notice_days=60)
    park.do(leases.give_notice, park.administrator, lease_id=signed.id, day=DAY, reason="we move")
    return signed


def ask(park: Park, lease_id: UUID, *, until: date = date(2026, 12, 31)) -> None:
    park.do(leases.ask_notice_back, park.administrator, lease_id=lease_id, until=until, reason="we stay")


def test_it_goes_on_as_agreed_when_the_other_side_agrees(park: Park) -> None:
    signed = under_notice(park)
    assert days(signed) == [(1000, SINCE, DAY)]
    ask(park, signed.id)
    assert (row(signed).leaves_on, row(signed).back_by) == (DAY, "tenant")
    park.do(leases.agree_notice_back, park.manager, lease_id=signed.id)
    found = row(signed)
    assert (found.leaves_on, found.until, found.notice_by, found.back_until) == (None, UNTIL, "", None)
    assert days(signed) == [(1000, SINCE, UNTIL)]
    with use_scope(EVERYTHING):
        assert leases.rent_lease(found).days.end == UNTIL
    park.do(leases.give_notice, park.manager, lease_id=signed.id, day=DAY, reason="after all")
    assert row(signed).leaves_on == DAY


@pytest.mark.usefixtures("clock")
def test_its_tables_are_folds_of_its_stream(durable: str) -> None:
    with use_scope(EVERYTHING):
        park = make_park()
    signed = under_notice(park)
    ask(park, signed.id)
    park.do(leases.agree_notice_back, park.manager, lease_id=signed.id)
    with use_scope(EVERYTHING):
        tables = {"leases_lease", "leases_leaseversion", "leases_leaseroom"}
        assert [each for each in check_rebuild().differences if each.table in tables] == []


def test_nobody_agrees_with_themselves_and_nobody_late(park: Park, clock: FixedClock) -> None:
    signed = under_notice(park)
    with pytest.raises(Refused) as refused:
        park.do(leases.agree_notice_back, park.manager, lease_id=signed.id)
    assert codes(refused) == ["leases.back.none"]
    ask(park, signed.id)
    with pytest.raises(Refused) as refused:
        park.do(leases.agree_notice_back, park.administrator, lease_id=signed.id)
    assert codes(refused) == ["leases.back.own"]
    clock.advance(timedelta(days=45))
    with pytest.raises(Refused) as refused:
        park.do(leases.agree_notice_back, park.manager, lease_id=signed.id)
    assert codes(refused) == ["leases.back.none"]


def test_it_is_asked_before_the_lease_ends_and_only_where_there_is_a_notice(park: Park) -> None:
    signed = under_notice(park)
    for until in (date(2026, 11, 21), DAY):
        with pytest.raises(Refused) as refused:
            ask(park, signed.id, until=until)
        assert codes(refused) == ["leases.back.day"]
    other = park.signed("L-2", rooms=(1,), text=lease_file("L-2", room="R-01"))
    with pytest.raises(Refused) as refused:
        ask(park, other.id)
    assert codes(refused) == ["leases.notice.none"]


def test_rooms_that_were_let_to_somebody_else_stay_theirs(park: Park) -> None:
    signed = under_notice(park)
    ask(park, signed.id)
    park.approved("L-2", tenant=park.other, text=lease_file("L-2", since=DAY))
    with pytest.raises(Refused) as refused:
        park.do(leases.agree_notice_back, park.manager, lease_id=signed.id)
    assert codes(refused) == ["leases.room.taken"]
    assert row(signed).leaves_on == DAY
