"""From a report to a mended thing: who may do what, and what stands in the way."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.facilities import public as facilities
from cellpark.facilities.public import Colour, OrderState, Payer, Side, Where
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.facilities.park import MONDAY, Park, picture

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refusal.value.problems]


def at(clock: FixedClock, moment: datetime) -> None:
    clock.advance(moment - clock.now())


def test_a_tenant_reports_and_the_park_mends_it(park: Park, clock: FixedClock) -> None:
    """Report with photo, acceptance, assignment, work, confirmation."""
    at(clock, MONDAY)
    row = park.report(photos=[picture()], text="In the corridor of the cold room")
    assert (row.code, row.place, row.state) == ("W-00001", "B1 A-101", OrderState.REPORTED)
    assert (row.tenant_id, row.organisation_id) == (park.tenants[0].id, park.operator.id)
    assert row.due_at == MONDAY + timedelta(hours=4)
    at(clock, MONDAY + timedelta(hours=1))
    row = park.do(park.staff, facilities.accept_order, order_id=row.id, urgency="urgent")
    assert (row.state, row.urgency, row.answer_kept) == (OrderState.ACCEPTED, "urgent", True)
    assert row.due_at == MONDAY + timedelta(days=1, minutes=30) - timedelta(minutes=30)
    row = park.do(park.staff, facilities.assign_order, order_id=row.id, assignee_id=park.people["staff"].id)
    row = park.do(park.staff, facilities.start_work, order_id=row.id)
    at(clock, MONDAY + timedelta(hours=2))
    row = park.do(park.staff, facilities.finish_work, order_id=row.id, done="New fuse")
    assert (row.state, row.mend_kept, row.due_at, row.done_at) == (OrderState.DONE, True, None, clock.now())
    row = park.do(park.one, facilities.confirm_order, order_id=row.id)
    assert row.state == OrderState.CONFIRMED
    assert [each["step"] for each in row.history] == [
        *("reported", "accepted", "assigned", "started", "finished", "confirmed")
    ]
    assert [each["side"] for each in row.history] == ["tenant", "park", "park", "park", "park", "tenant"]


def test_numbers_follow_each_other(park: Park) -> None:
    assert [park.report().number, park.report(park.two, where=Where(place="Lift 2")).number] == [1, 2]


def test_a_tenant_reports_a_common_area_in_words(park: Park) -> None:
    row = park.report(where=Where(place="  Lift 2, floor 1 "))
    assert (row.room_id, row.place, row.tenant_id) == (None, "Lift 2, floor 1", park.tenants[0].id)


def test_the_park_reports_for_a_room_and_its_tenant_reads_along(park: Park) -> None:
    row = park.report(park.staff, where=Where(place="b1/a-103"))
    assert (row.place, row.tenant_id, row.history[0]["side"]) == ("B1 A-103", park.tenants[1].id, Side.PARK)
    alone = park.report(park.staff, where=Where(place="B1 A-103", for_tenant=False))
    empty = park.report(park.staff, where=Where(room_id=park.rooms[3].id, place="left window"))
    assert (alone.tenant_id, empty.tenant_id, empty.place) == (None, None, "B1 A-104, left window")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"title": " "}, "base.required"),
        ({"title": "x" * 121}, "base.too_long"),
        ({"title": "a\u202eb"}, "base.text.control"),
        ({"kind": "moon"}, "base.not_a_choice"),
        ({"urgency": "yesterday"}, "base.not_a_choice"),
        ({"where": Where(place="")}, "base.required"),
        ({"where": Where(place="Lift", operator_id=uuid4())}, "facilities.no_park"),
        ({"where": Where(room_id=uuid4())}, "facilities.room.not_yours"),
        ({"photos": [b"no picture"]}, "facilities.photo.kind"),
        ({"photos": [b""]}, "facilities.photo.kind"),
        ({"photos": [b"x"] * 11}, "facilities.photo.many"),
    ],
)
def test_a_report_that_says_too_little_is_refused(park: Park, said: dict[str, Any], problem: str) -> None:
    with pytest.raises(Refused) as refusal:
        park.report(**said)
    assert codes(refusal) == [problem]


def test_a_tenant_reports_no_room_of_another_one(park: Park) -> None:
    with pytest.raises(Refused) as refusal:
        park.report(where=Where(room_id=park.rooms[2].id))
    assert codes(refusal) == ["facilities.room.not_yours"]


def test_who_rents_nothing_reports_nothing(park: Park) -> None:
    from cellpark.identity.public import Role
    from tests.people import acting, organisation, person

    with use_scope(EVERYTHING):
        stranger = organisation("Stranger")
        actor = acting(person("stranger@x.test", Role.MEMBER, within=stranger), stranger)
    with pytest.raises(Refused) as refusal:
        park.report(actor, where=Where(place="Lift"))
    assert codes(refusal) == ["facilities.no_park"]


def test_a_room_that_the_park_does_not_have_is_refused(park: Park) -> None:
    with pytest.raises(Refused) as refusal:
        park.report(park.staff, where=Where(room_id=uuid4()))
    assert codes(refusal) == ["facilities.room.unknown"]


def test_only_the_office_accepts(park: Park) -> None:
    row = park.report()
    with pytest.raises(NotAllowed):
        park.do(park.one, facilities.accept_order, order_id=row.id)


def test_nobody_outside_sees_an_order(park: Park) -> None:
    """T19: another tenant's order does not exist."""
    row = park.report()
    with use_scope(park.two.scope):
        assert list(facilities.orders(park.two)) == []
        with pytest.raises(facilities.WorkOrder.DoesNotExist):
            facilities.order(row.id)
    with pytest.raises(facilities.WorkOrder.DoesNotExist):
        park.do(park.two, facilities.add_note, order_id=row.id, text="hello")


def test_for_the_office_of_another_park_an_order_is_not_there(park: Park) -> None:
    """T19: nothing is said of what another operator mends."""
    from cellpark.identity.public import OrganisationKind, Role
    from tests.people import acting, organisation, person

    row = park.report()
    with use_scope(EVERYTHING):
        other = organisation("Other operator", OrganisationKind.OPERATOR)
        manager = acting(person("other@x.test", Role.PARK_MANAGER, within=other), other)
    with pytest.raises(facilities.WorkOrder.DoesNotExist):
        park.do(manager, facilities.accept_order, order_id=row.id)


def test_declined_with_a_reason_that_the_reporter_reads(park: Park) -> None:
    row = park.report()
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.decline_order, order_id=row.id, reason=" ")
    assert codes(refusal) == ["base.reason_required"]
    row = park.do(park.staff, facilities.decline_order, order_id=row.id, reason="Your own device")
    assert (row.state, row.history[-1]["text"], row.due_at) == (OrderState.DECLINED, "Your own device", None)
    assert facilities.order_colour(row, MONDAY) is Colour.OFF


def test_only_the_reporter_gives_an_order_up(park: Park) -> None:
    row = park.accepted()
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.cancel_order, order_id=row.id, reason="no")
    assert codes(refusal) == ["facilities.order.reporter"]
    row = park.do(park.one, facilities.cancel_order, order_id=row.id, reason="It works again")
    assert row.state == OrderState.CANCELLED


def test_what_is_in_work_is_not_given_up(park: Park) -> None:
    row = park.in_work()
    with pytest.raises(Refused) as refusal:
        park.do(park.one, facilities.cancel_order, order_id=row.id, reason="never mind")
    assert codes(refusal) == ["lifecycle.step"]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "facilities.assignee.one"),
        ({"assignee_id": uuid4(), "contractor": "Firm"}, "facilities.assignee.one"),
        ({"assignee_id": uuid4()}, "facilities.assignee.unknown"),
    ],
)
def test_work_is_given_to_one(park: Park, said: dict[str, Any], problem: str) -> None:
    row = park.accepted()
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.assign_order, order_id=row.id, **said)
    assert codes(refusal) == [problem]


def test_work_is_given_to_somebody_else(park: Park) -> None:
    row = park.in_work()
    row = park.do(park.staff, facilities.assign_order, order_id=row.id, contractor="Second firm")
    assert (row.state, row.contractor) == (OrderState.ASSIGNED, "Second firm")


def test_the_clock_waits_for_the_tenant_and_goes_on_with_its_answer(park: Park, clock: FixedClock) -> None:
    at(clock, MONDAY)
    row = park.accepted(urgency="emergency")
    due = row.due_at
    row = park.do(park.staff, facilities.wait_for_tenant, order_id=row.id, reason="When may we come in?")
    assert (row.due_at, row.waiting_since) == (None, MONDAY)
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.wait_for_tenant, order_id=row.id, reason="again")
    assert codes(refusal) == ["facilities.wait.already"]
    at(clock, MONDAY + timedelta(hours=10))
    row = park.do(park.one, facilities.add_note, order_id=row.id, text="Now")
    assert (row.waiting_since, row.due_at) == (None, due + timedelta(hours=10))
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.resume_order, order_id=row.id)
    assert codes(refusal) == ["facilities.wait.not"]


@pytest.mark.parametrize("act", ["start", "finish"])
def test_whoever_works_waits_for_nobody(park: Park, clock: FixedClock, act: str) -> None:
    """Work that begins or is finished ends the wait; a late answer moves no clock."""
    clock.advance(MONDAY - clock.now())
    row = park.accepted()
    park.do(park.staff, facilities.assign_order, order_id=row.id, contractor="Example Electric")
    if act == "finish":
        park.do(park.staff, facilities.start_work, order_id=row.id)
    park.do(park.staff, facilities.wait_for_tenant, order_id=row.id, reason="When may we come?")
    clock.advance(timedelta(hours=1))
    if act == "start":
        row = park.do(park.staff, facilities.start_work, order_id=row.id)
    else:
        row = park.do(park.staff, facilities.finish_work, order_id=row.id, done="New fuse")
    assert row.waiting_since is None
    before = (row.due_at, row.done_at, row.mend_kept)
    row = park.do(park.one, facilities.add_note, order_id=row.id, text="At ten")
    assert (row.due_at, row.done_at, row.mend_kept) == before


def test_the_office_goes_on_by_itself(park: Park) -> None:
    row = park.accepted()
    park.do(park.staff, facilities.wait_for_tenant, order_id=row.id, reason="Key?")
    assert park.do(park.staff, facilities.resume_order, order_id=row.id).waiting_since is None


def test_nobody_is_waited_for_where_there_is_no_tenant(park: Park) -> None:
    row = park.report(park.staff, where=Where(place="Roof"))
    park.do(park.staff, facilities.accept_order, order_id=row.id)
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.wait_for_tenant, order_id=row.id, reason="?")
    assert codes(refusal) == ["facilities.wait.nobody"]


def test_internal_comments_stay_in_the_park(park: Park) -> None:
    row = park.accepted()
    park.do(park.staff, facilities.add_note, order_id=row.id, text="They forgot to pay", internal=True)
    park.do(park.staff, facilities.add_note, order_id=row.id, text="We come at ten")
    with use_scope(park.one.scope):
        assert [each.text for each in facilities.notes_of(row)] == ["We come at ten"]
    with use_scope(park.staff.scope):
        assert len(facilities.notes_of(row)) == 2
    with pytest.raises(Refused) as refusal:
        park.do(park.one, facilities.add_note, order_id=row.id, text="Secret", internal=True)
    assert codes(refusal) == ["facilities.note.internal"]


def test_opened_again_it_goes_on(park: Park, clock: FixedClock) -> None:
    at(clock, MONDAY)
    row = park.done(urgency="emergency")
    at(clock, MONDAY + timedelta(days=1))
    row = park.do(park.one, facilities.reopen_order, order_id=row.id, reason="Dark again")
    assert (row.state, row.mend_kept, row.done_at) == (OrderState.ACCEPTED, None, None)
    assert row.due_at == clock.now() + timedelta(hours=4)


def test_the_park_closes_what_a_tenant_never_answers(park: Park, clock: FixedClock) -> None:
    row = park.done()
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.confirm_order, order_id=row.id)
    assert codes(refusal) == ["facilities.confirm.tenant"]
    clock.advance(timedelta(days=7))
    row = park.do(park.staff, facilities.confirm_order, order_id=row.id)
    assert (row.state, row.agreed) == (OrderState.CONFIRMED, None)


def test_what_is_over_gets_no_picture(park: Park) -> None:
    row = park.done()
    park.do(park.one, facilities.confirm_order, order_id=row.id)
    with pytest.raises(Refused) as refusal:
        park.do(park.one, facilities.add_photo, order_id=row.id, content=picture())
    assert codes(refusal) == ["facilities.order.over"]


def test_T19_the_database_itself_hides_what_is_another_ones(park: Park) -> None:
    """T19: raw SQL sees an order, its pictures, comments and costs with both parties and with nobody else."""
    from django.db import connection

    row = park.done("80.00", photos=[picture()])
    park.cost(row, "10.00", Payer.PARK)
    park.do(park.staff, facilities.add_note, order_id=row.id, text="Within", internal=True)
    park.do(park.staff, facilities.add_note, order_id=row.id, text="For both")
    park.hot_work()
    park.alarm()
    tables = [
        *("facilities_workorder", "facilities_order_note", "facilities_order_photo", "facilities_cost_line"),
        *("facilities_permit", "facilities_alarm"),
    ]

    def seen(scope: Scope) -> list[int]:
        found = []
        with use_scope(scope), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                found.append(cursor.fetchone()[0])
        return found

    assert seen(Scope(frozenset({park.operator.id}))) == [2, 2, 1, 2, 1, 1]
    assert seen(park.one.scope) == [1, 1, 1, 1, 1, 0]
    assert seen(park.two.scope) == [0] * 6
