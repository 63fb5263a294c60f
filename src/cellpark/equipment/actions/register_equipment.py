"""Register a piece of equipment."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.equipment.acting import organisation_for
from cellpark.equipment.actions.note_serial import write_serial
from cellpark.equipment.events import EquipmentRegistered
from cellpark.equipment.models import Equipment, Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import code_problems, name_problems, scan_code_problems, serial_problems
from cellpark.equipment.states import EquipmentKind
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record


def register_equipment(  # noqa: PLR0913 -- what stands on its plates and how it is kept (211.105, P11-7)
    *,
    actor: Actor,
    kind: EquipmentKind,
    code: str,
    scan_code: str,
    name_zh: str = "",
    name_en: str = "",
    room_id: UUID | None = None,
    needs_cleaning: bool = True,
    needs_calibration: bool = False,
    serial: str = "",
    organisation: UUID | None = None,
) -> Equipment:
    """A piece of equipment, not yet qualified; ``serial`` is its maker's number, if it has one.

    Raises ``Refused(equipment.code.taken)``, ``Room.DoesNotExist``.
    """
    actor.require(EquipmentPermission.MANAGE)
    with transaction.atomic():
        room = None if room_id is None else Room.objects.get(id=room_id)
        owner = organisation_for(actor, organisation) if room is None else room.organisation_id
        written = serial.strip()
        lock_word(f"equipment.equipment/{owner}/{code}")
        wrong = [*code_problems(code), *scan_code_problems(scan_code), *serial_problems(written)]
        refuse_any([*wrong, *name_problems(name_zh=name_zh, name_en=name_en)])
        if Equipment.objects.filter(Q(code=code) | Q(scan_code=scan_code), organisation_id=owner).exists():
            raise Refused(Problem("equipment.code.taken", {"code": code}, field="code"))
        equipment = Equipment(
            id=new_id(),
            organisation_id=owner,
            kind=kind,
            code=code,
            scan_code=scan_code,
            name_zh=name_zh,
            name_en=name_en,
            room=room,
            needs_cleaning=needs_cleaning,
            needs_calibration=needs_calibration,
            version=1,
        )
        equipment.save(force_insert=True)
        event = EquipmentRegistered(
            equipment=equipment.id,
            kind=kind.value,
            code=code,
            scan_code=scan_code,
            name_zh=name_zh,
            name_en=name_en,
            room=room_id,
            needs_cleaning=needs_cleaning,
            needs_calibration=needs_calibration,
        )
        record(stream=f"equipment/{equipment.id}", event=event, actor=actor, organisation=owner)
        if written:
            write_serial(equipment, written, actor=actor)
    return equipment
