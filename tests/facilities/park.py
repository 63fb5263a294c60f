"""A building with rooms, two tenants, an office of two and what they do: shared by the tests of facilities."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import CostKind, HotWork, Payer, Permit, Waste, WasteKind, Where, WorkOrder
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role
from cellpark.leases.public import Lease, LeaseRoom, LeaseState
from cellpark.premises.public import Building, Room
from tests.people import acting, organisation, person

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Nine in the morning in Shanghai, half an hour after the office has opened."""
CHECKS = ("cleared", "gases", "openings", "exit", "told")


@dataclass(frozen=True, kw_only=True)
class Park:
    operator: Organisation
    people: dict[str, Person]
    manager: Actor
    second: Actor
    staff: Actor
    tenants: tuple[Organisation, Organisation]
    one: Actor
    two: Actor
    building: Building
    rooms: tuple[Room, ...]

    def do(self, actor: Actor, act: Callable[..., Any], **said: Any) -> Any:
        with use_scope(actor.scope):
            return act(actor=actor, **said)

    def report(self, actor: Actor | None = None, **more: Any) -> WorkOrder:
        said: dict[str, Any] = {"title": "No light", "kind": "power", "where": Where(room_id=self.rooms[0].id)}
        return self.do(actor or self.one, facilities.report_order, **(said | more))

    def accepted(self, **more: Any) -> WorkOrder:
        row = self.report(**more)
        return self.do(self.staff, facilities.accept_order, order_id=row.id)

    def in_work(self, **more: Any) -> WorkOrder:
        row = self.accepted(**more)
        self.do(self.staff, facilities.assign_order, order_id=row.id, contractor="Example Electric")
        return self.do(self.staff, facilities.start_work, order_id=row.id)

    def done(self, cost: str | None = None, payer: Payer = Payer.TENANT, **more: Any) -> WorkOrder:
        row = self.in_work(**more)
        if cost is not None:
            self.cost(row, cost, payer)
        return self.do(self.staff, facilities.finish_work, order_id=row.id, done="Fuse replaced")

    def cost(self, row: WorkOrder, price: str, payer: Payer = Payer.TENANT, actor: Actor | None = None) -> WorkOrder:
        return self.do(
            actor or self.staff,
            facilities.enter_cost,
            order_id=row.id,
            kind=CostKind.MATERIAL,
            text="Fuse",
            quantity=Decimal(1),
            unit_price=Decimal(price),
            payer=payer,
        )

    def hot_work(self, actor: Actor | None = None, *, start: datetime = MONDAY, hours: int = 4, **more: Any) -> Permit:
        said = {"fire_watch": "Example watcher", "extinguisher": "CO2 5 kg", "detectors": "D-12", "checks": CHECKS}
        return self.do(
            actor or self.one,
            facilities.request_permit,
            said=HotWork(**(said | more.pop("hot", {}))),
            text="Weld a bracket",
            starts_at=start,
            ends_at=start + timedelta(hours=hours),
            **({"where": Where(room_id=self.rooms[0].id)} | more),
        )

    def waste(self, actor: Actor | None = None, *, start: datetime = MONDAY, hours: int = 2, **more: Any) -> Permit:
        said: dict[str, Any] = {
            "kind": WasteKind.SHARPS,
            "quantity": Decimal("12.5"),
            "containers": 2,
            "carrier": "Example Carrier",
            "licence": "EX-1",
        }
        return self.do(
            actor or self.one,
            facilities.request_permit,
            said=Waste(**(said | more.pop("waste", {}))),
            text="Full boxes",
            starts_at=start,
            ends_at=start + timedelta(hours=hours),
            **({"where": Where(room_id=self.rooms[0].id)} | more),
        )

    def alarm(self, external: str = "1", **more: Any) -> facilities.Alarm:
        said: dict[str, Any] = {
            "source": "BMS",
            "external": external,
            "point": "AHU-01.DP",
            "severity": facilities.Severity.CRITICAL,
            "at": now(),
            "room": "B1 A-101",
            "text": "Pressure low",
            "kind": "air",
        }
        return self.do(self.staff, facilities.receive_alarm, **(said | more))

    def order(self, order_id: Any) -> WorkOrder:
        with use_scope(EVERYTHING):
            return facilities.order(order_id)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    out = BytesIO()
    Image.new(more.pop("mode", "RGB"), size, "red").save(out, form, **more)
    return out.getvalue()


def make_park() -> Park:
    operator = organisation("Park operator", OrganisationKind.OPERATOR)
    tenants = organisation("Tenant one"), organisation("Tenant two")
    building = _building(operator)
    rooms = tuple(_room(operator, building, number) for number in range(1, 5))
    let(operator, tenants[0], rooms[0])
    let(operator, tenants[0], rooms[1])
    let(operator, tenants[1], rooms[2])
    people = {
        "manager": person("manager@x.test", Role.PARK_MANAGER, within=operator),
        "second": person("second@x.test", Role.PARK_MANAGER, within=operator),
        "staff": person("staff@x.test", Role.PARK_STAFF, within=operator),
        "one": person("one@x.test", Role.MEMBER, within=tenants[0]),
        "two": person("two@x.test", Role.MEMBER, within=tenants[1]),
    }
    return Park(
        operator=operator,
        people=people,
        manager=acting(people["manager"], operator),
        second=acting(people["second"], operator),
        staff=acting(people["staff"], operator),
        tenants=tenants,
        one=acting(people["one"], tenants[0]),
        two=acting(people["two"], tenants[1]),
        building=building,
        rooms=rooms,
    )


def let_another(operator: Organisation, tenant: Organisation) -> None:
    """Let a room of another park to a tenant."""
    let(operator, tenant, _room(operator, _building(operator), 9))


def _building(operator: Organisation) -> Building:
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
    return building


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


def let(operator: Organisation, tenant: Organisation, room: Room) -> None:
    lease = Lease(
        organisation_id=operator.id,
        parties=[tenant.id],
        number=f"L-{room.code}",
        tenant_id=tenant.id,
        state=LeaseState.RUNNING,
        starts_on=date(2026, 1, 1),
        ends_on=date(2028, 1, 1),
        notice_days=90,
    )
    lease.save()
    LeaseRoom(
        organisation_id=operator.id,
        parties=lease.parties,
        lease=lease,
        room=room,
        starts_on=date(2026, 1, 1),
        ends_on=date(2028, 1, 1),
    ).save()
