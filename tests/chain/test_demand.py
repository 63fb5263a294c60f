"""Unmet demand comes from what the park does every day, each with its record."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking import public as booking
from cellpark.booking.public import Resource
from cellpark.chain import public as chain
from cellpark.chain.actions.open_recruitment import said
from cellpark.chain.public import DemandKind, Wanted
from cellpark.companies import public as companies
from cellpark.companies.public import Details, Need, NeedKind, Wish
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.leases import public as leases
from cellpark.orders import public as orders
from cellpark.premises import public as premises
from cellpark.premises.public import Building, Needs
from cellpark.space.public import Park as Published
from cellpark.space.public import load_park
from tests.batches.conftest import floor, small
from tests.booking.park import at
from tests.booking.park import make_park as make_shared
from tests.chain.world import DAY, PARK, World, follow, soon
from tests.leases.park import make_room
from tests.orders.conftest import ward
from tests.orders.ward import Ward
from tests.pages.conftest import signed_in
from tests.people import HOUSE, acting, organisation, person

__all__ = ["floor", "small", "ward"]
pytestmark = pytest.mark.django_db
PARKS = Path(__file__).parents[2] / "examples" / "parks"


def building_in(key: str, organisation: UUID) -> Building:
    """A building of an organisation that stands in a park of the directory."""
    with use_scope(EVERYTHING):
        if not Published.objects.filter(key=key).exists():
            file = next(each for each in sorted(PARKS.glob("*.yaml")) if f"key: {key}" in each.read_text("utf-8"))
            load_park(actor=HOUSE, content=file.read_bytes(), file=file.name)
        made = Building(
            organisation_id=organisation, park=Published.objects.get(key=key), name_en="Hall", code=f"H-{key}",
            lowest_floor=1, highest_floor=3, width_dm=100, depth_dm=100,
        )  # fmt: skip
        made.save(force_insert=True)
    return made


def need(world: World, **wish: object) -> Need:
    with use_scope(world.staff.scope):
        row = companies.companies().first() or companies.register_lead(
            actor=world.staff, details=Details(name_en="Example Cells"), step="call", step_on=soon()
        )
        return companies.state_need(actor=world.staff, company_id=row.id, wish=Wish(**{"text": "asked", **wish}))  # type: ignore[arg-type]


def told(world: World | Actor, node: str, *, key: str = "lishan") -> list[tuple[str, UUID]]:
    with use_scope(world.scope if isinstance(world, Actor) else world.staff.scope):
        wanted: tuple[Wanted, ...] = chain.chain_of(key).park[node].wanted
    return [(each.kind, each.id) for each in wanted]


@pytest.mark.parametrize(
    ("kind", "text", "node"),
    [
        (NeedKind.PEOPLE, "two clinical research nurses", "X5"),
        (NeedKind.SERVICE, "sterility and mycoplasma tests", "M41"),
        (NeedKind.SUPPLIER, "growth factors such as IL-15", "U23"),
    ],
)
def test_a_need_that_names_no_link_stands_where_its_words_say(
    world: World, kind: NeedKind, text: str, node: str
) -> None:
    """Whoever fills in the public form knows no codes: what they look for is demand all the same."""
    made = need(world, kind=kind, text=text)
    assert told(world, node) == [("need", made.id)]


def test_a_need_whose_words_name_no_link_or_several_counts_nowhere(world: World) -> None:
    for text in ("somebody who helps", "plasmids, cryopreservation media and dry shippers"):
        need(world, kind=NeedKind.SUPPLIER, text=text)
    with use_scope(world.staff.scope):
        assert not [each for node in chain.chain_of("lishan").park.values() for each in node.wanted]


def test_a_need_that_lapsed_stays_demand_and_a_met_one_does_not(world: World, clock: FixedClock) -> None:
    lapsing = need(world, kind=NeedKind.SERVICE, node="M42", until=DAY + timedelta(days=3))
    met = need(world, kind=NeedKind.SERVICE, node="M42")
    with use_scope(EVERYTHING):
        companies.meet_need(actor=HOUSE, need_id=met.id, met_by="somebody")
    clock.advance(timedelta(days=4))
    with use_scope(EVERYTHING):
        assert companies.expire_needs(actor=HOUSE) == 1
    assert told(world, "M42") == [("need", lapsing.id)]
    clock.advance(timedelta(days=400))
    assert told(world, "M42") == []


def test_a_room_with_a_clean_grade_that_nobody_finds_is_demand_for_clean_plants(world: World) -> None:
    clean = need(world, kind=NeedKind.ROOM, wanted={"grade": "B", "area_least": "300"})
    need(world, kind=NeedKind.ROOM, wanted={"area_least": "50"})  # an office is nothing of the chain
    assert told(world, "X7") == [("need", clean.id)]


def test_an_order_that_its_maker_declined_is_demand_where_the_maker_works(ward: Ward) -> None:
    house = organisation("Operator of the park", OrganisationKind.OPERATOR)
    staff = acting(person("desk@operator.example.org", Role.PARK_STAFF, within=house))
    order, other = ward.accepted(), ward.accepted(patient=ward.patient("Other Patient", "0002"))
    building_in("lishan", order.organisation_id)
    with use_scope(ward.planner.scope):
        orders.cancel_order(actor=ward.planner, order_id=order.id, reason="no slot is free")
    with use_scope(ward.physician.scope):
        orders.cancel_order(actor=ward.physician, order_id=other.id, reason="treated elsewhere")
    [(kind, record)] = told(staff, "M33")
    assert kind == DemandKind.ORDER
    with use_scope(EVERYTHING):
        assert orders.OrderStep.objects.get(id=record).order_id == order.id
    assert told(staff, "M33", key="ftz-one") == []
    with use_scope(staff.scope):
        assert chain.chain_of("lishan").park["M33"].wanted[0].text == ""  # never whose, never why


def test_a_queue_for_shared_equipment_that_was_not_served_is_demand(world: World) -> None:
    with use_scope(EVERYTHING):
        park = make_shared()
        Resource.objects.filter(id=park.device.id).update(kind="equipment", name_en="Flow cytometer")
    building_in("lishan", park.operator.id)
    taken = park.book(3, resource=park.device)
    with use_scope(park.rival.scope):
        times = {"starts_at": at(3), "ends_at": at(4)}
        waiting = booking.wait_for(actor=park.rival, resource_id=park.device.id, **times)
    assert told(world, "U37") == [("queue", waiting.id)]
    with use_scope(EVERYTHING):
        Resource.objects.filter(id=park.device.id).update(name_en="Grey box")
    assert told(world, "U37") == []  # what it is does not stand in its name
    with use_scope(EVERYTHING):
        Resource.objects.filter(id=park.device.id).update(name_en="Flow cytometer")
    park.do(booking.cancel, booking_id=taken.id)
    follow("booking.booking.cancelled")
    assert told(world, "U37") == []  # it was offered: nobody waits unserved


def test_a_search_for_a_clean_place_without_a_hit_is_demand_and_opens(world: World) -> None:
    building_in("lishan", world.operator.id)
    with use_scope(world.staff.scope):
        leases.find_free_places(actor=world.staff, needs=Needs(day=DAY, area_min=Decimal(50)))
        assert told(world, "X7") == []  # an office is nothing of the chain
        leases.find_free_places(actor=world.staff, needs=Needs(day=DAY, grade="B", area_min=Decimal(300)))
        row = premises.missed_places(since=DAY).get(grade="B")
    assert told(world, "X7") == [("place", row.id)]
    assert told(world, "X7", key="ftz-one") == []
    with use_scope(EVERYTHING):
        client = signed_in(Person.objects.get(id=world.staff.person_id))
    shown = client.get(f"{reverse('chain_node', args=['X7'])}?park=lishan").content.decode()
    assert f'href="{reverse("premises_places")}?area_min=300&amp;grade=B"' in shown
    assert "Searches without a hit" in client.get(reverse("premises_places")).content.decode()


def test_visitors_who_find_no_clean_room_count_once_a_day(world: World) -> None:
    building_in("lishan", world.operator.id)
    for use in ("production", "laboratory"):
        Client().get(f"{reverse('visit-park', args=['lishan'])}?use={use}&grade=B")
    with use_scope(EVERYTHING):
        assert premises.MissedPlace.objects.count() == 2
    assert [kind for kind, _id in told(world, "X7")] == ["place"]
    with use_scope(world.staff.scope):
        gap = next(each for each in chain.chain_of("lishan").gaps if each.node == "X7")
    assert gap.unmet == 1  # so it weighs in the gap's priority


def test_a_refused_booking_is_demand_until_it_is_made_up_for(world: World) -> None:
    with use_scope(EVERYTHING):
        park = make_shared()
        Resource.objects.filter(id=park.device.id).update(kind="equipment", name_en="Flow cytometer")
    building_in("lishan", park.operator.id)
    park.book(3, resource=park.device)
    for actor in (park.rival, park.guest):
        with pytest.raises(Refused):
            park.book(3, actor=actor, resource=park.device)
    assert [kind for kind, _id in told(world, "U37")] == ["booking", "booking"]
    park.book(5, actor=park.rival, resource=park.device)
    park.do(booking.wait_for, park.guest, resource_id=park.device.id, starts_at=at(3), ends_at=at(4))
    assert [kind for kind, _id in told(world, "U37")] == ["queue"]


def test_a_shared_clean_room_that_was_not_to_be_had_is_demand_for_clean_plants(world: World) -> None:
    with use_scope(EVERYTHING):
        park = make_shared()
    building = building_in("lishan", park.operator.id)
    with use_scope(EVERYTHING):
        room = make_room(building, 1, grade="C")
        Resource.objects.filter(id=park.room.id).update(source_kind="premises.room", source_id=room.id, kind="room")
    park.book(3)
    with pytest.raises(Refused):
        park.book(3, actor=park.rival)
    assert [kind for kind, _id in told(world, "X7")] == ["booking"]


def test_demand_is_told_of_park_city_and_nation(world: World) -> None:
    with use_scope(world.member.scope):
        for area in ("park:lishan", "park:ftz-one"):
            chain.miss_search(actor=world.member, node="M42", area=area)
    with use_scope(world.staff.scope):
        here = chain.chain_of("lishan")
        assert here.city is not None
        unmet = [each["M42"].unmet for each in (here.park, here.city, here.nation)]
    assert [each.value for each in unmet] == [1, 1, 2]
    assert [len(each.records) for each in unmet] == [1, 1, 2]


def test_a_nation_has_at_least_what_one_of_its_cities_has(world: World) -> None:
    world.facts("city:jinan,M33,firms,4,,2026-01-01,survey")
    with use_scope(world.staff.scope):
        here = chain.chain_of("lishan")
        assert here.city is not None
        assert (here.city["M33"].firms.value, here.nation["M33"].firms.value) == (4, 4)
        assert here.nation["M33"].firms.at_least
    world.facts("nation:cn,M33,firms,90,,2026-01-01,survey")
    with use_scope(world.staff.scope):
        firms = chain.chain_of("lishan").nation["M33"].firms
    assert (firms.value, firms.at_least) == (90, False)


def test_free_rooms_are_those_of_the_park(world: World) -> None:
    here, there = building_in("lishan", world.operator.id), building_in("ftz-one", world.operator.id)
    with use_scope(EVERYTHING):
        for number, building in enumerate((here, there, there)):
            make_room(building, number)
    with use_scope(world.staff.scope):
        for key, count in (("lishan", 1), ("ftz-one", 2)):
            assert chain.chain_of(key, rooms=True).book.rooms["M41"] == count


def test_others_learn_who_sits_there_and_not_by_which_lease_the_park_knows_it(world: World) -> None:
    world.seat("M41", "Tester")
    with use_scope(EVERYTHING):
        member = signed_in(Person.objects.get(id=world.member.person_id))
    shown = member.get(f"{reverse('chain_search')}?node=M41&area={PARK}").content.decode()
    assert "Tester" in shown
    assert "said so" not in shown


def test_a_program_of_a_tenant_learns_what_the_page_says_and_no_more(world: World) -> None:
    """Whom the operator watches in the city is told by neither; evidence, source and capacity stay with the park."""
    seat = world.seat("M41", "Tester")
    world.seat("M41", "Watched firm", area="city:jinan")
    with use_scope(EVERYTHING):
        member: Client = signed_in(Person.objects.get(id=world.member.person_id))
    sent = {"node": "M41", "area": PARK}
    told = member.post("/api/v1/chain-search", sent, content_type="application/json").json()
    assert told == [{"node": "M41", "name_zh": "", "name_en": "Tester", "day": seat.day.isoformat()}]
    shown = [member.get(f"{reverse('chain_search')}?node=M41&area={area}") for area in (PARK, "city:jinan")]
    assert ["Watched firm" in each.content.decode() for each in shown] == [False, False]
    elsewhere = sent | {"area": "city:jinan"}
    answer = member.post("/api/v1/chain-search", elsewhere, content_type="application/json")
    assert (answer.status_code, "Watched firm" in answer.content.decode()) == (422, False)


def test_a_program_asks_what_happens_when_several_leave(world: World) -> None:
    building_in("lishan", world.operator.id)
    one, other = world.seat("M41", "First tester"), world.seat("M41", "Second tester")
    with use_scope(EVERYTHING):
        client: Client = signed_in(Person.objects.get(id=world.staff.person_id))
    address = f"/api/v1/chain/lishan/what-if/{one.id}"
    alone = client.get(address).json()
    both = client.get(f"{address}?and_seats={other.id}").json()
    assert (alone["gone"], both["gone"]) == (["First tester"], ["First tester", "Second tester"])
    assert [each["left"] for each in (*alone["losses"], *both["losses"])] == [["Second tester"], []]
    assert client.get(f"{address}?and_seats={UUID(int=1)}").status_code == 404


def test_purchases_and_figures_are_read_within_ones_own_scope_alone(world: World) -> None:
    """A share that would give one tenant's purchases away is not there for another, nor for another operator."""
    world.purchases(f"{PARK},U21,Cell company,Supplier,abroad,1000,2026-06-01,PO 1")
    other = organisation("Other operator", OrganisationKind.OPERATOR)
    rival = acting(person("staff@other.example.org", Role.PARK_STAFF, within=other))
    for actor, known in ((world.staff, True), (world.member, False), (rival, False)):
        with use_scope(actor.scope):
            here = chain.chain_of("lishan")
            assert chain.purchases().exists() is known
            assert here.park["U21"].import_share.known is known
    with use_scope(EVERYTHING):
        member = signed_in(Person.objects.get(id=world.member.person_id))
    assert member.get(f"{reverse('chain_node', args=['U21'])}?park=lishan").status_code == 403


def test_a_figure_opens_to_the_company_behind_it(world: World) -> None:
    asked = need(world, kind=NeedKind.SERVICE, node="M42")
    building_in("lishan", world.operator.id)
    with use_scope(EVERYTHING):
        client = signed_in(Person.objects.get(id=world.staff.person_id))
    shown = client.get(f"{reverse('chain_node', args=['M42'])}?park=lishan").content.decode()
    assert f'href="{reverse("company", args=[asked.company_id])}"' in shown


def test_what_a_lead_keeps_of_the_demand_is_in_nobodys_code() -> None:
    """Days, nodes and words of whoever asked; never the kind as programs write it."""
    day = date(2026, 11, 20)
    wanted = [Wanted(kind=each.value, id=UUID(int=1), node="M3", day=day, text="Vectors") for each in DemandKind]
    assert set(said(wanted).splitlines()) == {"2026-11-20 M3 Vectors"}
