"""A building with four rooms, two tenants with leases, tariffs and meters: what the tests of utilities share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.leases.public import Lease, LeaseRoom, LeaseState
from cellpark.premises.public import Building, Room
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Band, Device, Point, PointRole, Step, Tariff, Utility, Where
from tests.people import acting, organisation, person

ALL = Band.ALL.value
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


@dataclass(frozen=True, kw_only=True)
class Site:
    operator: Organisation
    manager: Actor
    staff: Actor
    tenants: tuple[Organisation, Organisation]
    readers: tuple[Actor, Actor]
    building: Building
    rooms: tuple[Room, ...]
    tariff: Tariff

    def point(self, code: str, room: int | None = 0, *, role: PointRole = PointRole.ROOM, **more: Any) -> Point:
        with use_scope(self.staff.scope):
            return utilities.register_point(
                actor=self.staff,
                code=code,
                tariff_id=more.pop("tariff", self.tariff).id,
                where=Where(
                    role=role,
                    building_id=self.building.id,
                    room_id=None if room is None else self.rooms[room].id,
                    main_id=more.pop("main", None),
                ),
                device=Device(
                    serial=more.pop("serial", f"SN-{code}"),
                    digits=more.pop("digits", 6),
                    day=more.pop("day", SEPTEMBER),
                    registers=more.pop("registers", {ALL: Decimal(more.pop("first", 0))}),
                    factor=more.pop("factor", Decimal(1)),
                ),
            )

    def read(self, point: Point, day: date, value: Any, **more: Any) -> utilities.Reading:
        registers: Mapping[str, Decimal] = value if isinstance(value, dict) else {ALL: Decimal(value)}
        with use_scope(self.staff.scope):
            return utilities.take_reading(
                actor=self.staff,
                point_id=point.id,
                day=day,
                registers=registers,
                confirmed=more.pop("confirmed", True),
                **more,
            )

    def close(
        self, until: date, *, since: date | None = None, utility: Utility = Utility.ELECTRICITY
    ) -> utilities.Period:
        with use_scope(self.manager.scope):
            return utilities.close_period(actor=self.manager, utility=utility, until=until, since=since)

    def lease(self, room: int, tenant: int, since: date, until: date, number: str = "") -> Lease:
        with use_scope(EVERYTHING):
            lease = Lease(
                organisation_id=self.operator.id,
                parties=[self.tenants[tenant].id],
                number=number or f"L-{room}-{tenant}-{since}",
                tenant_id=self.tenants[tenant].id,
                state=LeaseState.RUNNING,
                starts_on=since,
                ends_on=until,
                notice_days=90,
            )
            lease.save()
            LeaseRoom(
                organisation_id=self.operator.id,
                parties=lease.parties,
                lease=lease,
                room=self.rooms[room],
                starts_on=since,
                ends_on=until,
            ).save()
        return lease


def make_site() -> Site:
    operator = organisation("Park operator", OrganisationKind.OPERATOR)
    tenants = organisation("Tenant one"), organisation("Tenant two")
    building = Building(
        organisation_id=operator.id,
        code="B1",
        name_en="House one",
        lowest_floor=1,
        highest_floor=2,
        width_dm=300,
        depth_dm=200,
    )
    building.save()
    rooms = tuple(_room(operator, building, number) for number in range(1, 5))
    manager = acting(person("manager@x.test", Role.PARK_MANAGER, within=operator), operator)
    with use_scope(EVERYTHING):
        tariff = utilities.register_tariff(
            actor=manager, code="E-1", utility=Utility.ELECTRICITY, name_en="Electricity", name_zh="\u7535"
        )
        utilities.set_price(
            actor=manager,
            tariff_id=tariff.id,
            since=date(2026, 1, 1),
            prices={ALL: (Step(Decimal(0), Decimal("0.85")),)},
            tax=Decimal("0.13"),
        )
    return Site(
        operator=operator,
        manager=manager,
        staff=acting(person("staff@x.test", Role.PARK_STAFF, within=operator), operator),
        tenants=tenants,
        readers=(
            acting(person("one@x.test", Role.MEMBER, within=tenants[0]), tenants[0]),
            acting(person("two@x.test", Role.MEMBER, within=tenants[1]), tenants[1]),
        ),
        building=building,
        rooms=rooms,
        tariff=tariff,
    )


def _room(operator: Organisation, building: Building, number: int) -> Room:
    room = Room(
        organisation_id=operator.id,
        building=building,
        number=10**9 + number,  # far from those that the acts of rooms give
        floor=1,
        code=f"A-10{number}",
        use="laboratory",
        area_gross_m2=Decimal(120),
        area_net_m2=Decimal(100),
        height_m=Decimal(4),
        floor_load_kn_m2=Decimal(5),
        valid_from=date(2026, 1, 1),
    )
    room.save()
    return room
