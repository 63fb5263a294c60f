"""One thread from a gap of the chain to the lease that closes it."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.chain import public as chain
from cellpark.chain.public import Lead, RecruitmentState, VerdictKind
from cellpark.companies import public as companies
from cellpark.companies.public import Company, CompanyState, Details, Need, NeedKind, NeedState, Wish
from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from tests.chain.world import World as ChainWorld
from tests.chain.world import follow, soon
from tests.leases.park import Park, make_park
from tests.people import acting, person

pytestmark = pytest.mark.django_db


def park_with_rooms() -> Park:
    with use_scope(EVERYTHING):
        return make_park()


def world_of(park: Park) -> ChainWorld:
    member = acting(person("member@other.example.org", Role.MEMBER, within=park.other))
    return ChainWorld(
        operator=park.operator, staff=park.staff, tenant=park.other, member=member,
        hospital=park.other, doctor=member,
    )  # fmt: skip


def resident(park: Park, name: str) -> Company:
    with use_scope(park.staff.scope):
        return companies.register_lead(actor=park.staff, details=Details(name_en=name), step="call", step_on=soon())


def test_from_a_gap_to_the_lease_that_closes_it(clock: FixedClock) -> None:
    """Issue 5, 3: a search without a hit and a need make a gap; a lead carries them; its signed lease closes the gap."""
    park = park_with_rooms()
    world = world_of(park)
    maker = resident(park, "Maker of cells")
    with use_scope(park.staff.scope):
        need = companies.state_need(
            actor=park.staff,
            company_id=maker.id,
            wish=Wish(kind=NeedKind.SERVICE, node="M42", text="RCL test for a clinical batch"),
        )
    with use_scope(world.member.scope):
        assert not chain.miss_search(actor=world.member, node="M42", area="park:lishan", words="who tests RCL")
        assert not chain.miss_search(actor=world.member, node="M42", area="park:lishan", words="again")
    world.facts("city:jinan,M42,firms,1,,2026-10-01,register of the city")

    before = next(each for each in world.chain(rooms=True).gaps if each.node == "M42")
    assert before.standing.main is not None
    assert before.standing.main.kind is VerdictKind.FILL
    assert before.unmet == 2  # the second search of the day is the same demand
    assert {each.kind for each in before.standing.figures.wanted} == {"need", "search"}
    assert before.priority > 0

    with use_scope(park.staff.scope):
        pursued = chain.open_recruitment(
            actor=park.staff,
            node="M42",
            area="park:lishan",
            verdict=before.standing.main.kind,
            demand=before.standing.figures.wanted,
            lead=Lead(name_en="Vector testers", step="invite them", step_on=soon()),
        )
        lead = companies.company(pursued.company)
    assert lead.node == "M42"
    assert "RCL test for a clinical batch" in lead.demand
    assert next(each for each in world.chain().gaps if each.node == "M42").unmet == 2  # a lead is not a lease

    sign(park, lead.id)
    follow("companies.company.signed")
    with use_scope(park.staff.scope):
        closed = chain.recruitment(pursued.id)
        met = Need.objects.get(id=need.id)
    assert (closed.state, closed.lease) == (RecruitmentState.CLOSED, "L-1")
    assert {each["kind"] for each in closed.demand} == {"need", "search"}
    assert (met.state, met.met_by) == (NeedState.MET, "Vector testers")
    after = world.chain()
    assert after.park["M42"].firms.value == 1
    assert after.park["M42"].wanted == ()
    told = after.standings["M42"].main
    assert told is None or told.kind not in (VerdictKind.BUILD, VerdictKind.FILL)
    assert [each.name for each in after.park["M42"].seats] == ["Vector testers"]

    # and it leaves: nobody does it any more
    clock.advance(timedelta(days=30))
    with use_scope(park.manager.scope):
        companies.leave(actor=park.manager, company_id=lead.id, **leaving())
    follow("companies.company.moved")
    assert world.chain().park["M42"].firms.value == 0


def sign(park: Park, company_id: UUID) -> None:
    """The company becomes a tenant and signs a lease; its way there is the companies' own business."""
    with use_scope(park.staff.scope):
        Company.objects.filter(id=company_id).update(state=CompanyState.OFFERED, tenant=park.tenant)
    lease = park.signed("L-1")
    with use_scope(park.staff.scope):
        companies.record_signing(
            actor=park.staff, company_id=company_id, lease_id=lease.id, step="keys", step_on=soon()
        )


def leaving() -> dict[str, object]:
    return {"reason": "moved away", "day": date(2026, 12, 22)}


def test_a_lead_for_a_node_that_calls_for_nothing_is_refused(clock: FixedClock) -> None:
    park = park_with_rooms()
    with use_scope(park.staff.scope), pytest.raises(Refused, match=r"chain.recruitment.nothing"):
        chain.open_recruitment(
            actor=park.staff,
            node="M42",
            area="park:lishan",
            verdict=None,
            demand=(),
            lead=Lead(name_en="X", step="call", step_on=date(2026, 12, 1)),
        )


def test_recruiting_is_given_up_and_the_demand_stays(clock: FixedClock) -> None:
    park = park_with_rooms()
    world = world_of(park)
    with use_scope(world.member.scope):
        chain.miss_search(actor=world.member, node="M42", area="park:lishan")
    gap = next(each for each in world.chain().gaps if each.node == "M42")
    with use_scope(park.staff.scope):
        made = chain.open_recruitment(
            actor=park.staff, node="M42", area="park:lishan", verdict=VerdictKind.FILL,
            demand=gap.standing.figures.wanted, lead=Lead(name_en="X", step="call", step_on=soon()),
        )  # fmt: skip
        chain.give_up_recruitment(actor=park.staff, recruitment_id=made.id, reason="no answer")
        with pytest.raises(Refused, match=r"lifecycle.step"):
            chain.give_up_recruitment(actor=park.staff, recruitment_id=made.id, reason="again")
    assert next(each for each in world.chain().gaps if each.node == "M42").unmet == 1
