"""Scan anything: the code says which field of the open step it is for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.idempotency import outcome_of
from cellpark.batches.acting import Attempt, Done, keep_refusal
from cellpark.batches.actions.enter_place import enter_place
from cellpark.batches.actions.scan_in import scan_in
from cellpark.batches.actions.take_equipment import take_equipment
from cellpark.batches.actions.use_material import use_material
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.reading import happened_of, state_of, stream_of
from cellpark.batches.run import OpenStep, Want, next_steps
from cellpark.batches.run.happened import EquipmentTaken, MaterialIn, MaterialUsed, PlaceEntered
from cellpark.batches.run.recipe import Equip, In, Use
from cellpark.equipment.public import Equipment, Room, find_equipment, find_room
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import events_of
from cellpark.materials.public import Scanned, resolve_scan


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan was taken for: the step, the field (empty for the place) and what was recorded."""

    step: str
    field: str
    want: Want
    done: Done


def scan(
    *,
    actor: Actor,
    batch_id: UUID,
    code: str,
    step: str = "",
    quantity: Quantity | None = None,
    last: bool = True,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Scan:
    """Take a code into the open step: a room, a device, a container or a reagent, whichever is missing (T1, T3, T4).

    ``quantity`` and ``last`` are for a reagent alone: another amount than is asked for, another lot that follows.
    Raises ``Refused``: ``batches.scan.not_wanted`` for a code of which the step lacks nothing, and what the acts
    themselves refuse. A label that fits no field is a mismatch of the first one that is missing: hard stop, near miss.
    """
    actor.require(BatchPermission.RUN)
    batch: Batch = Batch.objects.get(id=batch_id)
    try:
        place = _taken_before(actor, batch_id, key) or _wanted(code, step, batch)
    except Refused as refused:
        said = Attempt(actor=actor, batch_id=batch_id, permission=BatchPermission.RUN, verb="scan", step=step)
        keep_refusal(said, batch, refused)
        raise
    common: dict[str, Any] = {
        "actor": actor,
        "batch_id": batch_id,
        "step": place.step,
        "code": code,
        "at": at,
        "key": key,
    }
    if place.want is Want.PLACE:
        return Scan(place.step, "", place.want, enter_place(**common))
    amount: dict[str, Any] = {"quantity": quantity, "last": last} if place.want is Want.LOT else {}
    return Scan(place.step, place.field, place.want, ACTS[place.want](field=place.field, **common, **amount))


ACTS = {Want.EQUIPMENT: take_equipment, Want.CONTAINER: scan_in, Want.LOT: use_material}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a code goes."""

    step: str
    field: str
    want: Want


def _taken_before(actor: Actor, batch_id: UUID, key: UUID | None) -> _Place | None:
    """Where the same scan went when its answer was lost: the step no longer lacks what it was taken for."""
    outcome = None if key is None else outcome_of(key=key, actor=actor)
    event = None if outcome is None else events_of(stream_of(batch_id)).filter(id=str(outcome["id"])).first()
    match None if event is None else happened_of(event).data:
        case PlaceEntered(step=step):
            return _Place(step, "", Want.PLACE)
        case EquipmentTaken(step=step, field=field):
            return _Place(step, field, Want.EQUIPMENT)
        case MaterialIn(step=step, field=field):
            return _Place(step, field, Want.CONTAINER)
        case MaterialUsed(step=step, field=field):
            return _Place(step, field, Want.LOT)
    return None


def _wanted(code: str, step: str, batch: Batch) -> _Place:
    opened = _open_step(batch, step)
    return _Place(opened.key, *_field_for(code, opened, batch))


def _field_for(code: str, opened: OpenStep, batch: Batch) -> tuple[str, Want]:
    """Which field of the step the code is for; empty for the place."""
    if _room(code) is not None:
        return "", Want.PLACE
    device = _device(code)
    if device is not None:
        return _equipment_field(opened, device), Want.EQUIPMENT
    return _material_field(opened, _seen(code, batch))


def _open_step(batch: Batch, step: str) -> OpenStep:
    plan, state = state_of(batch)
    found = next_steps(plan, state).open
    chosen = next((each for each in found if each.key == step or (not step and each.has_begun)), None)
    chosen = chosen or next((each for each in found if not step), None)
    if chosen is None:
        raise Refused(Problem("batches.step.not_begun", {"step": step}, field="step", rule="P11-6"))
    return chosen


def _room(code: str) -> Room | None:
    try:
        return find_room(code)
    except Refused:
        return None


def _device(code: str) -> Equipment | None:
    try:
        return find_equipment(code)
    except Refused:
        return None


def _seen(code: str, batch: Batch) -> Scanned:
    try:
        return resolve_scan(code, organisation=batch.organisation_id)
    except Refused:
        return Scanned(raw=code)


def _equipment_field(opened: OpenStep, device: Equipment) -> str:
    wanted = [each.field for each in opened.missing if each.want is Want.EQUIPMENT]
    fields = {each.name: each for each in opened.step.fields if isinstance(each, Equip)}
    fitting = [name for name in wanted if fields[name].equipment_class == device.kind]
    if not wanted:
        raise Refused(Problem("batches.scan.not_wanted", {"step": opened.key}, field="code"))
    return (fitting or wanted)[0]


def _material_field(opened: OpenStep, seen: Scanned) -> tuple[str, Want]:
    """A reagent goes to the field that asks for its material; anything else to the first container that is missing."""
    uses = {each.name: each for each in opened.step.fields if isinstance(each, Use)}
    lacking = [each for each in opened.missing if each.want in (Want.CONTAINER, Want.LOT)]
    further = _further_field(opened, seen)
    if not lacking and not further:
        raise Refused(Problem("batches.scan.not_wanted", {"step": opened.key}, field="code"))
    if seen.material is not None:
        for each in lacking:
            if each.want is Want.LOT and uses[each.field].material == seen.material.code:
                return each.field, each.want
    container = next((each for each in lacking if each.want is Want.CONTAINER), None)
    if container is None and further:
        return further, Want.CONTAINER
    chosen = container or lacking[0]
    return chosen.field, chosen.want


def _further_field(opened: OpenStep, seen: Scanned) -> str:
    """The field that takes as many containers as there are, when one more of the batch's own is scanned."""
    if seen.container is None or seen.lot is not None:
        return ""
    return next((each.name for each in opened.step.fields if isinstance(each, In) and each.qty is None), "")
