"""Several operators on one site: whoever oversees one park sees nothing of another one's business (T19, CN-2d)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Company, Details
from cellpark.identity import public as identity
from cellpark.identity.public import Duty, Organisation, OrganisationKind, Person, Role
from cellpark.kernel.problem import Refused
from cellpark.leases.public import Lease
from cellpark.ledger.public import find_events
from tests.pages.conftest import signed_in
from tests.people import HOUSE, acting, organisation, person

pytestmark = pytest.mark.django_db
OVERSEERS = (
    (Role.PARK_MANAGER,),
    (Role.PARK_MANAGER, Role.ORGANISATION_ADMINISTRATOR),
    (Role.SYSTEM_ADMINISTRATOR,),
    (Role.QUALITY_HEAD,),
)


@dataclass(frozen=True)
class Beside:
    """Two operators with a tenant and a lease each."""

    ours: Organisation
    theirs: Organisation
    tenant: Organisation
    their_manager: Person
    lease: Lease
    their_lease: Lease
    their_company: Company


def lease_of(house: Organisation, tenant: Organisation, number: str, *, parties: list[UUID] | None = None) -> Lease:
    made = Lease(
        organisation_id=house.id,
        parties=parties or [tenant.id],
        number=number,
        tenant_id=tenant.id,
        state="running",
        starts_on=date(2026, 1, 1),
        ends_on=date(2029, 1, 1),
        notice_days=90,
    )
    made.save(force_insert=True)
    return made


@pytest.fixture
def beside() -> Beside:
    ours, theirs = (organisation(each, OrganisationKind.OPERATOR) for each in ("Our park", "Their park"))
    tenant = organisation("Tenant")
    manager = person("manager@theirs.example.org", Role.PARK_MANAGER, within=theirs)
    with use_scope(EVERYTHING):
        company = companies.register_lead(
            actor=HOUSE,
            details=Details(name_en="Their lead"),
            step="call",
            step_on=companies.today(),
            organisation_id=theirs.id,
        )
        lease, their_lease = lease_of(ours, tenant, "L-OURS"), lease_of(theirs, tenant, "L-THEIRS")
    return Beside(ours, theirs, tenant, manager, lease, their_lease, company)


def overseer(beside: Beside, *roles: Role) -> Actor:
    duty = Duty.SYSTEM if Role.SYSTEM_ADMINISTRATOR in roles else Duty.BUSINESS
    return acting(person("overseer@ours.example.org", *roles, within=beside.ours, duty=duty))


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'cellpark_app', true)")
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        counted = int(cursor.fetchone()[0])
        cursor.execute("RESET ROLE")
    return counted


@pytest.mark.parametrize("roles", OVERSEERS)
def test_T19_whoever_oversees_a_park_sees_nothing_of_another_operator(beside: Beside, roles: tuple[Role, ...]) -> None:
    """T19, CN-2d: neither through the managers nor past them; the tenants that both share are seen."""
    actor = overseer(beside, *roles)
    with use_scope(actor.scope):
        assert list(Lease.objects.values_list("number", flat=True)) == ["L-OURS"]
        assert not Company.objects.exists()
        assert {each.id for each in Organisation.objects.all()} >= {beside.ours.id, beside.tenant.id}
        assert not Organisation.objects.filter(id=beside.theirs.id).exists()
        assert beside.their_manager not in set(identity.people_in_sight())
        assert not find_events(stream_prefix=companies.stream_of(beside.their_company.id)).exists()
        assert (rows("leases_lease"), rows("companies_company")) == (1, 0)


def test_T19_a_manager_who_administers_the_operator_finds_no_lease_of_another_one(beside: Beside) -> None:
    """T19: on the pages, too."""
    actor = overseer(beside, Role.PARK_MANAGER, Role.ORGANISATION_ADMINISTRATOR)
    with use_scope(EVERYTHING):
        reader = signed_in(Person.objects.get(id=actor.person_id))
    shown = reader.get(reverse("leases")).content.decode()
    assert "L-OURS" in shown
    assert "L-THEIRS" not in shown
    assert reader.get(reverse("lease", args=[beside.their_lease.id])).status_code == 404
    assert reader.get(reverse("company", args=[beside.their_company.id])).status_code == 404
    assert reader.get(reverse("person", args=[beside.their_manager.id])).status_code == 404


def test_T19_what_another_operator_shares_with_this_one_is_seen(beside: Beside) -> None:
    with use_scope(EVERYTHING):
        lease_of(beside.theirs, beside.tenant, "L-SHARED", parties=[beside.tenant.id, beside.ours.id])
    with use_scope(overseer(beside, Role.PARK_MANAGER).scope):
        assert set(Lease.objects.values_list("number", flat=True)) == {"L-OURS", "L-SHARED"}
        assert rows("leases_lease") == 2


def test_T19_an_account_of_another_operator_is_not_there(beside: Beside) -> None:
    """T19: whoever administers accounts of one operator suspends nobody of the other one."""
    actor = overseer(beside, Role.SYSTEM_ADMINISTRATOR)
    with use_scope(actor.scope), pytest.raises(Person.DoesNotExist):
        identity.suspend_person(actor=actor, person_id=beside.their_manager.id, reason="r")


def test_an_operator_alone_oversees_everything_and_a_new_one_until_somebody_acts_there() -> None:
    """Otherwise nobody could bring in the first person of a new operator."""
    ours = organisation("Our park", OrganisationKind.OPERATOR)
    manager = person("overseer@ours.example.org", Role.PARK_MANAGER, within=ours)
    assert acting(manager).scope == EVERYTHING
    theirs = organisation("Their park", OrganisationKind.OPERATOR)
    assert acting(manager).scope == EVERYTHING
    person("first@theirs.example.org", Role.PARK_STAFF, within=theirs)
    assert acting(manager).scope == Scope(frozenset({ours.id}), everything=True, hidden=frozenset({theirs.id}))


def test_a_credit_code_of_another_operator_is_known_all_the_same(beside: Beside) -> None:
    with use_scope(EVERYTHING):
        Organisation.objects.filter(id=beside.theirs.id).update(credit_code="91350100M000100Y43")
    actor = overseer(beside, Role.PARK_MANAGER)
    with use_scope(actor.scope), pytest.raises(Refused) as refused:
        identity.register_organisation(
            actor=actor, kind=OrganisationKind.TENANT, name_en="Twin", credit_code="91350100M000100Y43"
        )
    assert [each.code for each in refused.value.problems] == ["identity.credit_code.taken"]
