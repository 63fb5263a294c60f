"""Permits: asked for by one, given by another, in force for their time, closed after a check."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities import public as facilities
from cellpark.facilities.paper import permit_paper
from cellpark.facilities.public import Permit, PermitState, Where
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.facilities.park import CHECKS, MONDAY, Park

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refusal.value.problems]


def approved(park: Park, row: Permit) -> Permit:
    return park.do(park.manager, facilities.approve_permit, permit_id=row.id)


def at(clock: FixedClock, **after: int) -> None:
    clock.advance(MONDAY + timedelta(**after) - clock.now())


def test_hot_work_from_request_to_check(park: Park, clock: FixedClock) -> None:
    """Fire watch, extinguisher, detectors, checks; closed an hour after its end (rules of the house)."""
    row = park.hot_work(contractor="Example Welding")
    assert (row.code, row.state, row.fire_watch, row.checks) == (
        *("P-00001", PermitState.REQUESTED, "Example watcher"),
        list(CHECKS),
    )
    row = approved(park, row)
    assert row.approved_by == park.people["manager"].id
    at(clock, hours=2)
    assert facilities.is_in_force(state=row.state, starts_at=row.starts_at, ends_at=row.ends_at, at=clock.now())
    row = park.do(park.one, facilities.end_permit, permit_id=row.id)
    at(clock, hours=2, minutes=59)
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.close_permit, permit_id=row.id, said="Nothing glows")
    assert codes(refusal) == ["facilities.permit.watch"]
    at(clock, hours=3)
    row = park.do(park.staff, facilities.close_permit, permit_id=row.id, said="Nothing glows")
    assert (row.state, row.said) == (PermitState.CLOSED, "Nothing glows")


def test_time_ends_a_permit_that_nobody_ends(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.hot_work(hours=4))
    at(clock, hours=4)
    assert not facilities.is_in_force(state=row.state, starts_at=row.starts_at, ends_at=row.ends_at, at=clock.now())
    with pytest.raises(Refused):
        park.do(park.staff, facilities.close_permit, permit_id=row.id, said="Looked")
    at(clock, hours=5)
    assert park.do(park.staff, facilities.close_permit, permit_id=row.id, said="Looked").state == PermitState.CLOSED


def test_the_watcher_is_not_in_the_ledger(park: Park) -> None:
    """No personal data in events."""
    from cellpark.ledger.public import events_of

    row = park.hot_work()
    with use_scope(EVERYTHING):
        (event,) = events_of(f"work-permit/{row.id}")
    assert b"Example watcher" not in bytes(event.payload)


@pytest.mark.parametrize(
    ("said", "problems"),
    [
        ({"hot": {"fire_watch": ""}}, ["base.required"]),
        ({"hot": {"extinguisher": " "}}, ["base.required"]),
        ({"hot": {"detectors": ""}}, ["base.required"]),
        ({"hot": {"checks": CHECKS[1:]}}, ["facilities.permit.checks"]),
        ({"hot": {"checks": (*CHECKS, "moon")}}, ["facilities.permit.checks"]),
        ({"hours": 9}, ["facilities.permit.day"]),
        ({"start": MONDAY + timedelta(hours=12)}, ["facilities.permit.day"]),  # past midnight
        ({"hours": 0}, ["facilities.permit.order"]),
        ({"start": MONDAY - timedelta(days=2)}, ["facilities.permit.past"]),
        ({"start": MONDAY + timedelta(days=70)}, ["facilities.permit.far"]),
    ],
)
def test_hot_work_that_is_not_prepared_is_refused(park: Park, said: dict[str, Any], problems: list[str]) -> None:
    with pytest.raises(Refused) as refusal:
        park.hot_work(**said)
    assert codes(refusal) == problems


@pytest.mark.parametrize(
    ("said", "problems"),
    [
        ({"waste": {"quantity": Decimal(0)}}, ["facilities.waste.quantity"]),
        ({"waste": {"quantity": Decimal("0.0001")}}, ["facilities.waste.quantity"]),
        ({"waste": {"containers": 0}}, ["facilities.waste.containers"]),
        ({"waste": {"carrier": ""}}, ["base.required"]),
        ({"waste": {"licence": ""}}, ["base.required"]),
        ({"hours": 25}, ["facilities.permit.window"]),
    ],
)
def test_waste_that_is_not_described_is_refused(park: Park, said: dict[str, Any], problems: list[str]) -> None:
    with pytest.raises(Refused) as refusal:
        park.waste(**said)
    assert codes(refusal) == problems


def test_nobody_permits_to_oneself(park: Park) -> None:
    row = park.hot_work(park.manager)
    with pytest.raises(Refused) as refusal:
        approved(park, row)
    assert codes(refusal) == ["facilities.permit.own"]
    assert park.do(park.second, facilities.approve_permit, permit_id=row.id).state == PermitState.APPROVED


def test_staff_and_tenants_permit_nothing(park: Park) -> None:
    row = park.hot_work()
    for actor in (park.staff, park.one):
        with pytest.raises(NotAllowed):
            park.do(actor, facilities.approve_permit, permit_id=row.id)


def test_what_is_over_is_not_permitted(park: Park, clock: FixedClock) -> None:
    row = park.hot_work()
    at(clock, hours=4)
    with pytest.raises(Refused) as refusal:
        approved(park, row)
    assert codes(refusal) == ["facilities.permit.past"]


def test_two_fires_in_one_room_are_one_too_many(park: Park, clock: FixedClock) -> None:
    first, second = park.hot_work(), park.hot_work(start=MONDAY + timedelta(hours=3))
    approved(park, first)
    with pytest.raises(Refused) as refusal:
        approved(park, second)
    assert codes(refusal) == ["facilities.permit.overlap"]
    with pytest.raises(Refused) as refusal:
        park.hot_work(park.staff)
    assert codes(refusal) == ["facilities.permit.overlap"]
    park.hot_work(start=MONDAY + timedelta(hours=4))  # one after the other
    approved(park, park.hot_work(where=Where(room_id=park.rooms[1].id)))  # another room
    at(clock, hours=1)
    park.do(park.one, facilities.end_permit, permit_id=first.id)
    approved(park, second)


def test_a_place_in_words_is_a_place_too(park: Park) -> None:
    approved(park, park.hot_work(where=Where(place="Roof")))
    with pytest.raises(Refused) as refusal:
        park.hot_work(where=Where(place="roof"))
    assert codes(refusal) == ["facilities.permit.overlap"]


def test_a_tenant_asks_for_its_own_rooms_alone(park: Park) -> None:
    with pytest.raises(Refused) as refusal:
        park.hot_work(where=Where(room_id=park.rooms[2].id))
    assert codes(refusal) == ["facilities.room.not_yours"]


def test_revoked_at_once(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.hot_work())
    at(clock, hours=1)
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.revoke_permit, permit_id=row.id, reason="")
    assert codes(refusal) == ["base.reason_required"]
    row = park.do(park.staff, facilities.revoke_permit, permit_id=row.id, reason="Smell of solvent")
    assert (row.state, row.said, row.over_at) == (PermitState.REVOKED, "Smell of solvent", clock.now())
    assert not facilities.is_in_force(state=row.state, starts_at=row.starts_at, ends_at=row.ends_at, at=clock.now())


def test_declined_and_withdrawn(park: Park) -> None:
    row = park.do(park.manager, facilities.decline_permit, permit_id=park.hot_work().id, reason="Not this week")
    assert (row.state, row.said) == (PermitState.DECLINED, "Not this week")
    assert park.do(park.one, facilities.withdraw_permit, permit_id=park.waste().id).state == PermitState.WITHDRAWN


def test_the_park_says_why_it_withdraws_what_a_tenant_asked_for(park: Park) -> None:
    row = park.hot_work()
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.withdraw_permit, permit_id=row.id)
    assert codes(refusal) == ["base.reason_required"]
    done = park.do(park.staff, facilities.withdraw_permit, permit_id=row.id, reason="The room was given back")
    assert (done.state, done.said) == (PermitState.WITHDRAWN, "The room was given back")
    own = park.hot_work(park.staff, where=Where(place="Roof"))
    assert park.do(park.manager, facilities.withdraw_permit, permit_id=own.id).state == PermitState.WITHDRAWN


def test_the_paper_of_what_nobody_permits_says_so(park: Park) -> None:
    """What hangs at a door and looks like a permit is taken for one."""

    def warning(row: Permit) -> list[str]:
        with use_scope(park.staff.scope):
            found: list[str] = permit_paper(row, "Tenant one")["no_permit"]
        return found[1:]

    row = park.hot_work()
    said = ["This is no permit: nothing is permitted by it."]
    assert warning(row) == said
    row = approved(park, row)
    assert warning(row) == []
    row = park.do(park.staff, facilities.revoke_permit, permit_id=row.id, reason="Smell of solvent")
    assert warning(row) == said


def test_nothing_ends_before_it_begins(park: Park) -> None:
    row = approved(park, park.hot_work())
    with pytest.raises(Refused) as refusal:
        park.do(park.one, facilities.end_permit, permit_id=row.id)
    assert codes(refusal) == ["facilities.permit.early"]


def test_waste_is_closed_with_what_was_handed_over(park: Park, clock: FixedClock) -> None:
    row = approved(park, park.waste())
    said: dict[str, Any] = {"said": "Sealed", "quantity": Decimal("11.8"), "containers": 2, "note_number": "T-1"}
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.close_permit, permit_id=row.id, **said)
    assert codes(refusal) == ["facilities.permit.early"]
    at(clock, hours=1)
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.close_permit, permit_id=row.id, said="Sealed")
    assert codes(refusal) == ["facilities.waste.quantity", "facilities.waste.containers", "base.required"]
    row = park.do(park.staff, facilities.close_permit, permit_id=row.id, **said)
    assert (row.quantity, row.containers, row.note_number) == ("11.8", 2, "T-1")
    with use_scope(park.one.scope):
        assert [each.id for each in facilities.waste_handed_over(park.one)] == [row.id]
        day = clock.now().date()
        assert not facilities.waste_handed_over(park.one, until=day).exists()
    with use_scope(park.two.scope):
        assert not facilities.waste_handed_over(park.two).exists()


def test_another_tenant_sees_no_permit(park: Park) -> None:
    """T19."""
    row = park.hot_work()
    with use_scope(park.two.scope), pytest.raises(Permit.DoesNotExist):
        facilities.permit(row.id)
