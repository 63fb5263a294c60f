"""Load suites, rooms and equipment from a file, by the same acts as people do."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.equipment.actions.calibrate_equipment import calibrate_equipment
from cellpark.equipment.actions.clean_equipment import clean_equipment
from cellpark.equipment.actions.qualify_equipment import qualify_equipment
from cellpark.equipment.actions.register_device import register_device
from cellpark.equipment.actions.register_equipment import register_equipment
from cellpark.equipment.actions.register_room import register_room
from cellpark.equipment.actions.register_suite import register_suite
from cellpark.equipment.actions.tie_room import tie_room
from cellpark.equipment.models import Equipment, Room, Suite
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.plant_file import PlantEquipment, PlantFile, PlantRoom, read_plant
from cellpark.kernel.problem import Problem, Refused

REASON = "plant file"


@dataclass(frozen=True, slots=True)
class LoadedPlant:
    """How many suites, rooms and pieces of equipment were new."""

    suites: int
    rooms: int
    equipment: int


def load_plant(*, actor: Actor, content: bytes, organisation: UUID, since: timedelta = timedelta(0)) -> LoadedPlant:
    """Register what the file names and the plant has not yet; what is there already stays as it is.

    Qualification, calibration and cleaning were done ``since`` ago and hold for the file's days from now on.

    Raises ``Refused`` (``equipment.plant_file.*``, or whatever an act refuses); then nothing is written at all.
    """
    actor.require(EquipmentPermission.MANAGE)
    actor.require(EquipmentPermission.SERVICE)
    plant = read_plant(content)
    with transaction.atomic():
        # two loads at the same time: the second one waits and then finds everything there
        lock_word(f"equipment.plant/{organisation}")
        suites = dict(Suite.objects.filter(organisation_id=organisation).values_list("code", "id"))
        new_suites = [each for each in plant.suites if each.code not in suites]
        for each in new_suites:
            made = register_suite(
                actor=actor,
                code=each.code,
                name_zh=each.name_zh,
                name_en=each.name_en,
                organisation=organisation,
            )
            suites[made.code] = made.id
        rooms = dict(Room.objects.filter(organisation_id=organisation).values_list("code", "id"))
        new_rooms = [each for each in plant.rooms if each.code not in rooms]
        for room in new_rooms:
            rooms[room.code] = _room(actor, room, suites).id
        new_equipment = _new_equipment(plant, organisation)
        for one in new_equipment:
            _equipment(actor, one, rooms, since)
    return LoadedPlant(len(new_suites), len(new_rooms), len(new_equipment))


def _new_equipment(plant: PlantFile, organisation: UUID) -> list[PlantEquipment]:
    known = set(Equipment.objects.filter(organisation_id=organisation).values_list("code", flat=True))
    return [each for each in plant.equipment if each.code not in known]


def _named(things: dict[str, UUID], code: str) -> UUID:
    if code not in things:
        raise Refused(Problem("equipment.plant_file.reference", {"code": code}))
    return things[code]


def _room(actor: Actor, room: PlantRoom, suites: dict[str, UUID]) -> Room:
    made = register_room(
        actor=actor,
        suite_id=_named(suites, room.suite),
        **room.model_dump(exclude={"suite", "premises"}),
    )
    return tie_room(actor=actor, room_id=made.id, premises=room.premises, reason=REASON) if room.premises else made


def _equipment(actor: Actor, wanted: PlantEquipment, rooms: dict[str, UUID], since: timedelta) -> None:
    made = register_equipment(
        actor=actor,
        kind=wanted.kind,
        code=wanted.code,
        scan_code=wanted.scan_code,
        name_zh=wanted.name_zh,
        name_en=wanted.name_en,
        room_id=_named(rooms, wanted.room),
        needs_cleaning=wanted.needs_cleaning,
        needs_calibration=wanted.needs_calibration,
        serial=wanted.serial,
    )
    for days, record in (
        (wanted.qualified, qualify_equipment),
        (wanted.calibrated, calibrate_equipment),
        (wanted.clean, clean_equipment),
    ):
        if days:
            until = now() + timedelta(days=days)
            record(actor=actor, equipment_id=made.id, valid_until=until, note=REASON, at=now() - since)
    if wanted.registered:
        register_device(actor=actor, equipment_id=made.id, reason=REASON)
