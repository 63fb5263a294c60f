"""Which device may serve a step, and which may be the source of a value (T3, P11-7)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.desk import Desk
from cellpark.batches.run.plan import step_of
from cellpark.batches.run.recipe import Equip, Openness, Place
from cellpark.equipment.public import (
    EXPOSED,
    STORES,
    Equipment,
    EquipmentKind,
    Placement,
    Wanted,
    close_container,
    equipment_of_serial,
    equipment_problems,
    facts_of,
    find_equipment,
    finish_use,
    inside_problems,
    place_container,
    registered_device,
    start_use,
)
from cellpark.equipment.public import Openness as Exposure
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.public import Container

# what is cultured stands in them, with the hold times that run there
CULTURE = frozenset({EquipmentKind.INCUBATOR, EquipmentKind.ROCKING_BIOREACTOR})
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


def put_inside(desk: Desk, place: Place | None, found: Equipment) -> None:
    """What is in process stands in a device of culture from now on, until it is taken out to be worked with (T16)."""
    if found.kind not in CULTURE:
        return
    vented = found.kind == EquipmentKind.INCUBATOR and place is not None and place.openness is Openness.OPEN
    _stand_in(desk, found, desk.state.process, Exposure.VENTED if vented else Exposure.CLOSED)


def put_held(desk: Desk, step: str) -> None:
    """What the recipe lets a device of this step hold stands in it, closed, as far as both were scanned (T16).

    What came in or was made in the step counts as far as it is there; else what carried the name before.
    """
    where, done = desk.plan.find(step), desk.state.steps[step]
    if where is None:
        return
    own = {field.name for field in where.step.fields}
    for field in where.step.fields:
        taken = done.entries.get(field.name) if isinstance(field, Equip) and field.holds else None
        if not taken or not isinstance(field, Equip):
            continue
        named: list[UUID] = []
        for held in field.holds:
            here = [entry.thing for entry in done.entries.get(held, ()) if entry.thing is not None]
            named += here if held in own else desk.state.things.get(held, ())
        _stand_in(desk, Equipment.objects.get(id=taken[-1].thing), named, Exposure.CLOSED)


def _stand_in(desk: Desk, found: Equipment, containers: Iterable[UUID], openness: Exposure) -> None:
    """The containers that hold something are inside the device from now on; wherever they were, they left."""
    rows = Container.objects.filter(id__in=list(containers)).select_related("material", "lot")
    if found.room_id is None:
        return
    placed = {
        each.container: each
        for each in Placement.objects.filter(container__in=[row.id for row in rows], removed_at=None)
    }
    for row in rows:
        before = placed.get(row.id)
        here: dict[str, Any] = {"openness": openness, "equipment_id": found.id, "at": desk.at}
        if not row.quantity.value or _is_there(before, found, openness):
            continue
        if before is not None and before.room_id == found.room_id:
            close_container(actor=desk.actor, room_id=found.room_id, container=row.id, **here)
            continue
        if before is not None and before.openness in EXPOSED:
            close_container(actor=desk.actor, room_id=before.room_id, container=row.id, at=desk.at)
        facts = facts_of(row)
        place_container(actor=desk.actor, room_id=found.room_id, facts=facts, batch=desk.batch.number, **here)


def _is_there(before: Placement | None, found: Equipment, openness: Exposure) -> bool:
    return before is not None and before.equipment_id == found.id and before.openness == openness


def free_unless_held(desk: Desk, device: UUID) -> None:
    """The device serves the batch no longer, unless another step of the batch still holds it."""
    if device in desk.state.held.values():
        return
    found = Equipment.objects.filter(id=device, used_by=desk.batch.number).first()
    if found is not None:
        finish_use(actor=WATCH, equipment_id=found.id, batch=desk.batch.number, at=desk.at)


def accepted_device(desk: Desk, step: str, code: str) -> str:
    """The code of a registered source of data; empty for none. Raises ``Refused`` for any other (P11-7).

    Where the step works with a device of that class, it is that very device: another one measured something else.
    """
    if not code.strip():
        return ""
    found = registered_device(code, at=desk.at)
    taken = taken_of(desk, step, str(found.kind))
    if taken is not None and found.id not in taken:
        named = {"equipment": found.code, "step": step, "kind": found.kind}
        raise Refused(Problem("batches.value.other_device", named, field="device", rule="P11-7"))
    return str(found.code)


def writer_problems(named: str, *, claimed: str, step: str) -> list[Problem]:
    """Why a file was not written by the claimed device, as it calls itself there; empty where it says nothing (P11-7).

    An instrument names itself by its maker's serial number, or by the code that the house gave it.
    """
    written = named.strip()
    if not written:
        return []
    device = find_equipment(claimed)
    try:
        found = find_equipment(written)
    except Refused:
        found = None
    if found is not None and found.code == device.code:
        return []
    others = [found] if found is not None else equipment_of_serial(written)
    if any(each.code == device.code for each in others):
        return []
    if others:
        told = {"equipment": others[0].code, "step": step, "kind": others[0].kind}
        return [Problem("batches.value.other_device", told, field="device", rule="P11-7")]
    if device.serial:
        told = {"equipment": device.code, "serial": device.serial, "found": written[:60]}
        return [Problem("batches.value.other_serial", told, field="device", rule="P11-7")]
    return []


def taken_of(desk: Desk, step: str, kind: str) -> frozenset[UUID] | None:
    """The devices of a class with which the step works; None where the recipe names none of that class."""
    done = desk.state.steps.get(step)
    asked = {
        place for place, field in desk.plan.fields.items() if isinstance(field, Equip) and field.equipment_class == kind
    }
    held = {device for (key, name), device in desk.state.held.items() if (step_of(key), name) in asked}
    here = {name for owner, name in asked if owner == step_of(step)}
    taken = {each.thing for name in here if done is not None for each in done.entries.get(name, ()) if each.thing}
    return frozenset(held | taken) if here or held else None
