"""My work says which leases wait: for whom, and by when; nobody reads what others have to do."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.leases.public import Lease, LeaseState
from cellpark.web.areas.leases.waiting import tasks
from cellpark.web.pages.waiting import Task
from tests.leases.park import SINCE, Park
from tests.leases_pages.test_pages import reader

pytestmark = pytest.mark.django_db


def said(actor: Actor) -> Sequence[tuple[str, Any]]:
    with use_scope(actor.scope):
        return [(each.title, each.limit) for each in tasks(actor)]


def test_a_draft_waits_for_a_manager_who_did_not_write_it(park: Park) -> None:
    park.draft()
    assert said(park.manager) == [("Approve the lease L-1", SINCE)]
    assert said(park.staff) == []
    assert said(park.administrator) == []


def test_an_approved_lease_waits_for_both_sides_and_for_nobody_else(park: Park) -> None:
    park.approved()
    assert said(park.manager) == [("Sign the lease L-1", SINCE)]
    assert said(park.administrator) == [("Sign the lease L-1", SINCE)]
    assert said(park.stranger) == []
    page = reader(park.administrator).get(reverse("leases")).content.decode()
    assert "Sign the lease L-1" in page


def test_a_lease_that_ends_within_half_a_year_waits_for_the_staff(park: Park) -> None:
    lease = park.signed()
    assert said(park.staff) == []
    with use_scope(EVERYTHING):
        Lease.objects.filter(id=lease.id).update(state=LeaseState.RUNNING, ends_on=date(2027, 1, 31))
    assert said(park.staff) == [("Renew L-1 or let it end", date(2027, 1, 31))]
    assert said(park.administrator) == []


def test_a_day_is_said_as_a_day_and_an_hour_as_an_hour() -> None:
    assert Task("", "", "", "waiting", datetime(2027, 1, 31, tzinfo=UTC)).limit == date(2027, 1, 31)
    offered = datetime(2027, 1, 31, 9, 30, tzinfo=UTC)
    assert Task("", "", "", "waiting", offered).limit == offered
    assert Task("", "", "", "waiting").limit is None
