"""The record of a company follows its lease (offer, signed, moved in)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cellpark.base.outbox import carry_out
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Company, CompanyState, Details, Stage
from cellpark.config.subscriptions import SUBSCRIPTIONS
from cellpark.identity.public import Person
from cellpark.kernel.clock import FixedClock
from cellpark.leases import public as leases
from cellpark.leases.public import Lease
from cellpark.ledger.public import Event, events_of
from tests.companies.park import Park as Rules
from tests.companies.park import load_rules
from tests.leases.park import SINCE, Park, make_park
from tests.pages.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def park(clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        return make_park()


def offered(park: Park) -> Company:
    """A company to which rooms were offered and which is the organisation that rents; the way there is told elsewhere."""
    with use_scope(park.staff.scope):
        row = companies.register_lead(
            actor=park.staff, details=Details(name_en="Example Vectors"), step="call", step_on=date(2026, 12, 1)
        )
        values = {"state": CompanyState.OFFERED, "tenant": park.tenant, "parties": [park.tenant.id]}
        Company.objects.filter(id=row.id).update(**values)
    return row


def follow(kind: str, *, times: int = 1) -> None:
    """What the worker does with the events of a type, as often as it is asked."""
    with use_scope(EVERYTHING):
        ids = list(Event.objects.filter(type=kind).order_by("rid").values_list("id", flat=True))
    for subscriber in [each for each in SUBSCRIPTIONS[kind] if each.startswith("cellpark.companies.")]:
        for each in ids * times:
            carry_out(subscriber=subscriber, event_id=str(each))


def now(row: Company) -> tuple[str, str, str]:
    with use_scope(EVERYTHING):
        found: Company = Company.objects.get(id=row.id)
    return found.state, found.stage, found.next_step


def told(row: Company) -> list[str]:
    with use_scope(EVERYTHING):
        return [each.type for each in events_of(companies.stream_of(row.id))]


def test_the_second_signature_of_the_lease_signs_the_company(park: Park) -> None:
    row = offered(park)
    approved = park.approved()
    park.sign(park.manager, approved)
    follow("leases.version.signed")
    assert now(row)[0] == CompanyState.OFFERED  # one side alone agreed nothing
    park.sign(park.administrator, approved)
    follow("leases.version.signed", times=2)
    assert now(row) == (CompanyState.SIGNED, "", "@keys")
    assert told(row).count("companies.company.signed") == 1
    with use_scope(EVERYTHING):
        found = Company.objects.get(id=row.id)
        assert (found.lease_id, found.next_step_on) == (approved.id, SINCE)
        assert list(events_of(companies.stream_of(row.id)))[-1].actor == "system/companies"


def test_a_contract_on_paper_signs_it_too(park: Park) -> None:
    row = offered(park)
    drafted = park.draft()
    park.do(leases.take_over_lease, park.manager, lease_id=drafted.id, paper="A 1", signed_on=date(2026, 11, 1))
    follow("leases.version.taken_over")
    assert now(row)[0] == CompanyState.SIGNED


def started(park: Park, clock: FixedClock) -> Lease:
    lease = park.signed()
    follow("leases.version.signed")
    clock.advance(max(timedelta(0), timedelta(days=(SINCE - companies.today()).days + 1)))
    with use_scope(EVERYTHING):
        leases.keep_leases()
    return lease


def test_the_first_day_of_the_lease_moves_it_in_where_the_park_states_no_criteria(
    park: Park, clock: FixedClock
) -> None:
    row = offered(park)
    started(park, clock)
    follow("leases.lease.started", times=2)
    assert now(row) == (CompanyState.MOVED_IN, Stage.NURSERY, "@settle")
    assert told(row).count("companies.stage.changed") == 1


def test_the_stage_is_the_furthest_whose_criteria_are_met(park: Park, clock: FixedClock) -> None:
    row = offered(park)
    with use_scope(park.manager.scope):
        load_rules(Rules(park.operator, park.manager, park.staff, park.staff))
        for kind, value in (("registered_on", "2025-03-01"),):
            companies.record_milestone(
                actor=park.manager, company_id=row.id, kind=kind, value=value, day=date(2026, 11, 1), evidence="licence"
            )
    started(park, clock)
    follow("leases.lease.started")
    assert now(row)[:2] == (CompanyState.MOVED_IN, Stage.NURSERY)
    with use_scope(EVERYTHING):
        last = [each for each in events_of(companies.stream_of(row.id)) if each.type == "companies.stage.changed"][-1]
    assert b"stage-nursery" in bytes(last.payload)


def test_where_the_criteria_cannot_tell_the_stage_somebody_is_asked(park: Park, clock: FixedClock) -> None:
    row = offered(park)
    with use_scope(park.manager.scope):
        load_rules(Rules(park.operator, park.manager, park.staff, park.staff))
    started(park, clock)
    follow("leases.lease.started")
    assert now(row) == (CompanyState.SIGNED, "", "@stage")


def test_a_start_that_arrives_before_the_signature_does_both(park: Park, clock: FixedClock) -> None:
    row = offered(park)
    park.signed()
    clock.advance(max(timedelta(0), timedelta(days=(SINCE - companies.today()).days + 1)))
    with use_scope(EVERYTHING):
        leases.keep_leases()
    follow("leases.lease.started")
    assert now(row)[0] == CompanyState.MOVED_IN
    follow("leases.version.signed")
    assert told(row).count("companies.company.signed") == 1


def test_a_lease_that_no_record_can_follow_is_work_for_somebody(park: Park) -> None:
    row = offered(park)
    with use_scope(park.staff.scope):
        Company.objects.filter(id=row.id).update(state=CompanyState.DECLINED)
    park.signed()
    follow("leases.version.signed")
    assert now(row)[0] == CompanyState.DECLINED
    with use_scope(EVERYTHING):
        officer = signed_in(Person.objects.get(id=park.staff.person_id))
    with use_scope(park.staff.scope):
        assert list(companies.unrecorded()) == [row]
    assert "bring its record up" in officer.get(reverse("home")).content.decode()


def test_a_tenant_that_is_no_company_of_the_park_changes_nothing(park: Park) -> None:
    row = offered(park)
    park.signed(tenant=park.other)
    follow("leases.version.signed")
    assert now(row)[0] == CompanyState.OFFERED
