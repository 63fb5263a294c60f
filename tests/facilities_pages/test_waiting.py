"""Whose turn it is, on the first page after sign-in."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.facilities import public as facilities
from cellpark.facilities.public import Where
from cellpark.kernel.clock import FixedClock
from cellpark.web.areas.facilities.waiting import tasks
from cellpark.web.pages.waiting import Task
from tests.facilities.park import MONDAY, Park
from tests.facilities_pages.test_pages import reader, text

pytestmark = pytest.mark.django_db


def waiting(actor: Actor) -> list[Task]:
    with use_scope(actor.scope):
        return tasks(actor)


def said(actor: Actor) -> list[str]:
    return [each.title for each in waiting(actor)]


def assigned(park: Park) -> facilities.WorkOrder:
    row = park.accepted()
    return park.do(park.staff, facilities.assign_order, order_id=row.id, assignee_id=park.people["staff"].id)


def test_nothing_waits_where_nothing_happened(park: Park) -> None:
    assert [said(each) for each in (park.staff, park.manager, park.one, park.two)] == [[], [], [], []]


def test_what_was_reported_waits_for_the_office(park: Park, clock: FixedClock) -> None:
    park.report(urgency="emergency")
    [new] = waiting(park.staff)
    assert (new.title, new.colour, new.by) == (
        *("1 fault waits for an answer", "waiting"),
        clock.now() + timedelta(minutes=15),
    )
    clock.advance(timedelta(minutes=16))
    [late] = waiting(park.staff)
    assert (late.text, late.colour) == ("Accept or decline it; the first promise has passed.", "stopped")
    assert said(park.one) == []
    assert "1 fault waits for an answer" in text(reader(park.staff), "home")


def test_an_order_waits_for_whoever_it_was_given_to(park: Park, clock: FixedClock) -> None:
    clock.advance(MONDAY - clock.now())
    row = assigned(park)
    [own] = waiting(park.staff)
    assert (own.title, own.text, own.by) == (
        "Begin the work",
        "W-00001 · B1 A-101 · No light",
        park.order(row.id).due_at,
    )
    assert said(park.manager) == []
    park.do(park.staff, facilities.start_work, order_id=row.id)
    assert said(park.staff) == ["Finish the work"]
    clock.advance(timedelta(days=14))
    assert [(each.title, each.colour) for each in waiting(park.staff)] == [
        ("Finish the work", "stopped"),
        ("1 work order is late", "stopped"),
    ]
    assert said(park.manager) == ["1 work order is late"]
    park.do(park.staff, facilities.wait_for_tenant, order_id=row.id, reason="When may we come?")
    assert (said(park.staff), said(park.one)) == ([], ["Answer the park’s question"])


def test_what_is_mended_waits_for_the_tenant(park: Park) -> None:
    park.done()
    assert (said(park.one), said(park.two), said(park.staff)) == (["Say whether it works"], [], [])


def test_costs_wait_for_a_manager_who_wrote_none_of_them_down(park: Park) -> None:
    row = park.done(cost="6000")
    park.cost(row, "10", actor=park.manager)
    assert said(park.second) == []
    park.do(park.one, facilities.confirm_order, order_id=row.id)
    assert (said(park.second), said(park.manager), said(park.staff)) == (
        *(["Let the costs be charged, or have them corrected"], []),
        [],
    )
    park.do(park.second, facilities.approve_cost, order_id=row.id)
    assert said(park.second) == []


def test_a_permit_waits_for_a_manager_who_did_not_ask(park: Park, clock: FixedClock) -> None:
    row = park.hot_work(park.manager)
    assert (said(park.manager), said(park.second), said(park.staff)) == ([], ["Decide on the permit"], [])
    park.do(park.second, facilities.approve_permit, permit_id=row.id)
    assert said(park.second) == []
    clock.advance(MONDAY + timedelta(hours=4) - clock.now())
    assert said(park.staff) == ["1 permit is over and not closed"]
    clock.advance(timedelta(hours=1))
    park.do(park.staff, facilities.close_permit, permit_id=row.id, said="Looked")
    assert said(park.staff) == []


def test_rules_wait_for_a_manager_who_did_not_propose_them(park: Park, clock: FixedClock) -> None:
    """Until the day before the first one on which they hold: nothing is approved for a day that has come."""
    clock.advance(MONDAY - clock.now())
    own = facilities.OwnTerms.of(facilities.terms_on(MONDAY.date()))
    park.do(park.manager, facilities.propose_rules, since=date(2026, 11, 25), own=own, reason="Leases")
    assert (said(park.manager), said(park.staff)) == ([], [])
    [task] = waiting(park.second)
    assert (task.title, task.href, task.limit) == (
        *("Decide on the rules of the park", "/facilities/rules"),
        date(2026, 11, 24),
    )
    clock.advance(timedelta(days=2))
    assert waiting(park.second) == []


def test_a_request_whose_time_is_over_waits_for_nobody(park: Park, clock: FixedClock) -> None:
    park.hot_work()
    clock.advance(MONDAY + timedelta(hours=4) - clock.now())
    assert said(park.manager) == []


def test_the_number_of_queries_does_not_grow(park: Park) -> None:
    """Issue 5, section 5: the number of queries is independent of rows."""

    def counted(actor: Actor) -> int:
        with CaptureQueriesContext(connection) as found:
            waiting(actor)
        return len(found)

    def more() -> None:
        assigned(park)
        park.done()
        park.report()

    more()
    park.hot_work(where=Where(place="Roof"))
    few = [counted(each) for each in (park.manager, park.staff, park.one)]
    for number in range(6):
        more()
        park.hot_work(where=Where(place=f"Place {number}"))
    assert [counted(each) for each in (park.manager, park.staff, park.one)] == few


def test_a_task_leads_to_its_order(park: Park) -> None:
    row = assigned(park)
    [own] = waiting(park.staff)
    assert own.href == reverse("facility_order", args=[row.id])
