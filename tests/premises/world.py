"""An operator with its people and a building of nine rooms."""

from dataclasses import dataclass
from datetime import date

from cellpark.base.actor import Actor
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.premises.public import Building, Room, load_rooms, register_building
from tests.people import HOUSE, acting, organisation, person

HEAD = "building,code,floor,use,area_gross_m2,area_net_m2,grade,height_m,floor_load_kn_m2,power_kw,ln2,valid_from"
DAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class World:
    """Who works with the rooms, and where they are."""

    operator: Organisation
    manager: Actor
    tenant: Actor
    building: Building

    def room(self, code: str) -> Room:
        """The last room with this code."""
        row: Room = Room.objects.filter(building=self.building, code=code).latest("valid_from")
        return row


def sheet(*rows: str, head: str = HEAD) -> bytes:
    """A list of rooms as CSV."""
    return "\n".join([head, *rows]).encode()


def nine_rooms() -> list[str]:
    """Three rooms on each of three floors, 100, 200 and 300 m2."""
    return [
        f"B1,{floor}0{place},{floor},laboratory,{place}00,{place * 80},{'C' if place == 3 else 'CNC'},4.2,5,{place * 20},"
        f"{'yes' if place == 2 else 'no'},2025-01-01"
        for floor in (1, 2, 3)
        for place in (1, 2, 3)
    ]


def make_world() -> World:
    """The operator, and a building with its rooms."""
    operator = organisation("Premises Operator", OrganisationKind.OPERATOR)
    tenant = organisation("Premises Tenant")
    manager = person("premises-manager@example.org", Role.PARK_MANAGER, within=operator)
    member = person("premises-member@example.org", Role.MEMBER, within=tenant)
    building = register_building(
        actor=HOUSE, organisation=operator.id, code="B1", name_en="Building one", floors=(1, 3), phase="I"
    )
    load_rooms(actor=HOUSE, organisation=operator.id, content=sheet(*nine_rooms()))
    return World(operator, acting(manager, operator), acting(member, tenant), building)
