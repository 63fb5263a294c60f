"""A small plant for tests: one organisation, two rooms, people gowned and qualified, made by the same acts as in life."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.equipment import public as plant
from cellpark.equipment.public import (
    ContainerFacts,
    Content,
    Equipment,
    EquipmentKind,
    Grade,
    Infectious,
    Pressure,
    Room,
    RoomUse,
)
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role, grant_qualification
from tests.equipment.clearing import signed_by_two
from tests.people import HOUSE, acting, organisation, person

FAR = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Plant:
    home: Organisation
    clean: Room
    infectious: Room
    vector: Room
    cabinet: Equipment
    incubator: Equipment
    operator: Actor
    second: Actor
    quality: Actor

    @property
    def rooms(self) -> list[Room]:
        return [self.clean, self.infectious, self.vector]


def gowned(name: str, home: Organisation, role: Role, *, grade: str = "b") -> Actor:
    who = person(f"{name}@example.org", role, within=home)
    with use_scope(EVERYTHING):
        grant_qualification(
            actor=HOUSE,
            organisation_id=home.id,
            person_id=who.id,
            subject=f"gowning-grade-{grade}",
            title_zh="",
            title_en="Gowning",
            valid_from=date(2026, 1, 1),
            valid_until=date(2036, 1, 1),
            reason="test",
        )
    return acting(who, home)


def make_room(home: Organisation, suite: plant.Suite, code: str, *uses: RoomUse, x: int) -> Room:
    infectious = RoomUse.INFECTIOUS in uses
    return plant.register_room(
        actor=HOUSE,
        suite_id=suite.id,
        code=code,
        scan_code=f"RM-{code}",
        name_en=f"Room {code}",
        grade=Grade.B,
        uses=uses,
        pressure=Pressure.NEGATIVE if infectious else Pressure.POSITIVE,
        air_unit=f"AHU-{code}",
        plan=(x, 0, 10, 8),
    )


def make_equipment(kind: EquipmentKind, code: str, room: Room, *, ready: bool = True) -> Equipment:
    made = plant.register_equipment(
        actor=HOUSE, kind=kind, code=code, scan_code=f"SCAN-{code}", name_en=code, room_id=room.id
    )
    if ready:
        plant.qualify_equipment(actor=HOUSE, equipment_id=made.id, valid_until=FAR)
        made = plant.clean_equipment(actor=HOUSE, equipment_id=made.id, valid_until=FAR)
    return made


def make_plant(name: str = "Plant") -> Plant:
    home = organisation(name, OrganisationKind.PLATFORM_PROVIDER)
    with use_scope(EVERYTHING):
        suite = plant.register_suite(actor=HOUSE, code="B", name_en="Suite B", organisation=home.id)
        clean = make_room(home, suite, "B-101", RoomUse.CELLS, x=0)
        infectious = make_room(home, suite, "I-101", RoomUse.CELLS, RoomUse.INFECTIOUS, x=12)
        vector = make_room(home, suite, "V-101", RoomUse.VECTOR, x=24)
        cabinet = make_equipment(EquipmentKind.SAFETY_CABINET, "BSC-1", clean)
        make_equipment(EquipmentKind.SAFETY_CABINET, "BSC-2", infectious)
        make_equipment(EquipmentKind.SAFETY_CABINET, "BSC-3", vector)
        incubator = make_equipment(EquipmentKind.INCUBATOR, "INC-1", clean)
    lower = name.lower()
    return Plant(
        home=home,
        clean=clean,
        infectious=infectious,
        vector=vector,
        cabinet=cabinet,
        incubator=incubator,
        operator=gowned(f"one.{lower}", home, Role.PLATFORM_STAFF),
        second=gowned(f"two.{lower}", home, Role.PLATFORM_STAFF),
        quality=gowned(f"quality.{lower}", home, Role.QUALITY_HEAD),
    )


def bag(
    code: str = "BAG-1",
    donor: str = "COI-1",
    *,
    infectious: Infectious = Infectious.NEGATIVE,
    content: Content = Content.CELLS,
) -> ContainerFacts:
    return ContainerFacts(container=uuid4(), code=code, content=content, infectious=infectious, donor=donor)


def cleared(found: Plant, room: Room, *, valid_for: timedelta = timedelta(hours=8)) -> plant.LineClearance:
    return signed_by_two(found.operator, found.second, room, valid_for=valid_for)


def someone_in(room: Room, who: Actor, **more: object) -> plant.Presence:
    return plant.occupy_room(actor=who, room_id=room.id, **more)  # type: ignore[arg-type]


__all__ = [
    "FAR",
    "UUID",
    "Person",
    "Plant",
    "bag",
    "cleared",
    "gowned",
    "make_equipment",
    "make_plant",
    "replace",
    "someone_in",
]
