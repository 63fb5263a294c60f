"""Which device may serve a step, and which may be the source of a value (T3, P11-7)."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.desk import Desk
from cellpark.batches.run.recipe import Equip, Openness, Place
from cellpark.equipment.public import (
    Equipment,
    EquipmentKind,
    Wanted,
    equipment_problems,
    facts_of,
    finish_use,
    inside_problems,
    registered_device,
    start_use,
)
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.materials.public import Container

# what is closed and frozen or cold goes to a store, wherever the plant has it
STORES = frozenset({EquipmentKind.LN2_STORAGE, EquipmentKind.FREEZER_80, EquipmentKind.REFRIGERATOR})
# the house itself frees devices: whoever gives the last signature may be no operator
WATCH = Actor.system("batches")


def device_problems(field: Equip, found: Equipment) -> list[Problem]:
    """The device is of the class that the recipe names."""
    if found.kind == field.equipment_class:
        return []
    named = {"equipment": found.code, "kind": found.kind, "needed": field.equipment_class}
    return [Problem("batches.equipment.other_class", named, field="code", rule="211-3c")]


def standing_problems(desk: Desk, place: Place | None, found: Equipment) -> list[Problem]:
    """The device stands in the suite of the step, and what is in process may go into it there (T7, CN-4e)."""
    room = found.room
    if room is None:
        return []
    if place is not None and room.suite.code != place.suite and found.kind not in STORES:
        named = {"equipment": found.code, "room": room.code, "suite": place.suite}
        return [Problem("batches.equipment.other_suite", named, field="code", rule="CN-4e")]
    if found.kind != EquipmentKind.INCUBATOR:
        return []
    vented = place is not None and place.openness is Openness.OPEN
    return [
        problem
        for each in Container.objects.filter(id__in=desk.state.process).select_related("material")
        for problem in inside_problems(
            equipment=found, container_facts=facts_of(each), batch=desk.batch.number, vented=vented, at=desk.at
        )
    ]


def take(desk: Desk, field: Equip, place: Place | None, found: Equipment) -> None:
    """The device serves the batch from now on; its own log says so (T3, T7, 211-3c)."""
    refuse_any([*device_problems(field, found), *standing_problems(desk, place, found)])
    wanted = tuple(each for each in Wanted if each.value in field.state)
    if found.used_by == desk.batch.number:
        asked = tuple(each for each in wanted if each is not Wanted.CLEAN)
        refuse_any(equipment_problems(equipment=found, wanted=asked, at=desk.at, batch=desk.batch.number))
        return
    start_use(
        actor=desk.actor,
        equipment_id=found.id,
        batch=desk.batch.number,
        product=desk.batch.product or desk.batch.mbr,
        containers=desk.state.process,
        wanted=wanted,
        at=desk.at,
    )


def free_unless_held(desk: Desk, device: UUID) -> None:
    """The device serves the batch no longer, unless another step of the batch still holds it."""
    if device in desk.state.held.values():
        return
    found = Equipment.objects.filter(id=device, used_by=desk.batch.number).first()
    if found is not None:
        finish_use(actor=WATCH, equipment_id=found.id, batch=desk.batch.number, at=desk.at)


def accepted_device(code: str, at: datetime) -> str:
    """The code of a registered source of data; empty for none. Raises ``Refused`` for any other (P11-7)."""
    return str(registered_device(code, at=at).code) if code.strip() else ""
