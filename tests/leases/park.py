"""A park with rooms, two tenants and the people of both sides, for tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role, example_proof
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, RoomWanted
from cellpark.premises.public import Building, Room
from tests.people import PASSWORD, acting, organisation, person

SINCE, UNTIL = date(2026, 12, 1), date(2028, 12, 1)


@dataclass(frozen=True, kw_only=True)
class Park:
    operator: Organisation
    tenant: Organisation
    other: Organisation
    staff: Actor
    manager: Actor
    second: Actor
    administrator: Actor
    stranger: Actor
    rooms: list[Room]

    def draft(
        self, number: str = "L-1", *, rooms: Any = (0,), tenant: Organisation | None = None, **more: Any
    ) -> Lease:
        text = more.pop("text", None) or lease_file(number, **{k: more.pop(k) for k in ("since", "until") if k in more})
        with use_scope(self.staff.scope):
            return leases.draft_lease(
                actor=more.pop("actor", self.staff),
                number=number,
                tenant_id=(tenant or self.tenant).id,
                text=text,
                rooms=[self.wanted(each) for each in rooms],
                **more,
            )

    def wanted(self, number: int, **more: Any) -> RoomWanted:
        return RoomWanted(room_id=self.rooms[number].id, **more)

    def approved(self, number: str = "L-1", **more: Any) -> Lease:
        drafted = self.draft(number, **more)
        with use_scope(self.manager.scope):
            return leases.approve_lease(actor=self.manager, lease_id=drafted.id)

    def signed(self, number: str = "L-1", **more: Any) -> Lease:
        approved = self.approved(number, **more)
        administrator = self.stranger if more.get("tenant") == self.other else self.administrator
        self.sign(self.manager, approved)
        return self.sign(administrator, approved)

    def sign(self, actor: Actor, lease: Lease) -> Lease:
        with use_scope(actor.scope):
            prepared = leases.prepare_lease_signature(actor=actor, lease_id=lease.id, why="agreed")
        with proof_of(actor) as proof, use_scope(actor.scope):
            return leases.sign_lease(actor=actor, lease_id=lease.id, prepared_id=prepared.id, proof=proof)

    def do(self, act: Callable[..., Any], actor: Actor, **more: Any) -> Any:
        with use_scope(actor.scope):
            return act(actor=actor, **more)


def lease_file(number: str, *, since: date = SINCE, until: date = UNTIL, rate: str = "9000", room: str = "R-00") -> str:
    return (
        f"format: cellpark.lease/1\nlease: {number}\nsince: {since}\nuntil: {until}\ncurrency: CNY\n"
        "cycle: {every_months: 1, months: lease}\nterms:\n"
        f"  - {{key: rent, kind: rent, room: {room}, basis: month, rate: '{rate}', tax: '0.09'}}\n"
    )


@contextmanager
def proof_of(actor: Actor) -> Iterator[Any]:
    with use_scope(EVERYTHING):
        assert actor.person_id is not None
        someone = Person.objects.get(id=actor.person_id)
        someone.example = True
        with example_proof(person=someone, password=PASSWORD) as proof:
            yield proof


def make_park(rooms: int = 4) -> Park:
    operator = organisation("Operator", OrganisationKind.OPERATOR)
    tenant, other = organisation("Tenant"), organisation("Other tenant")

    def someone(name: str, role: Role, within: Organisation) -> Actor:
        return acting(person(f"{name}@{within.id}.example.org", role, within=within))

    building = Building(
        organisation=operator,
        name_en="Building",
        code="B1",
        lowest_floor=1,
        highest_floor=3,
        width_dm=600,
        depth_dm=200,
    )
    building.save(force_insert=True)
    return Park(
        operator=operator,
        tenant=tenant,
        other=other,
        staff=someone("staff", Role.PARK_STAFF, operator),
        manager=someone("manager", Role.PARK_MANAGER, operator),
        second=someone("second", Role.PARK_MANAGER, operator),
        administrator=someone("admin", Role.ORGANISATION_ADMINISTRATOR, tenant),
        stranger=someone("admin", Role.ORGANISATION_ADMINISTRATOR, other),
        rooms=[make_room(building, number) for number in range(rooms)],
    )


def make_room(building: Building, number: int, **more: Any) -> Room:
    room = Room(
        organisation_id=building.organisation_id,
        building=building,
        number=1000 + number,
        floor=1 + number % 3,
        code=f"R-{number:02}",
        use="laboratory",
        area_gross_m2=Decimal(120),
        area_net_m2=Decimal(100),
        height_m=Decimal("4.2"),
        floor_load_kn_m2=Decimal(5),
        valid_from=date(2020, 1, 1),
        **more,
    )
    room.save(force_insert=True)
    # as every act on a room does
    Building.objects.filter(id=building.id).update(version=F("version") + 1)
    return room
