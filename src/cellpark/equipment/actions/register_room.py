"""Register a room."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.equipment.events import RoomRegistered
from cellpark.equipment.facts import uses_in
from cellpark.equipment.models import Room, Suite
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import code_problems, name_problems, plan_problems, room_problems, scan_code_problems
from cellpark.equipment.states import Grade, Pressure, RoomUse
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record


def register_room(  # noqa: PLR0913 -- a room is what all of this says
    *,
    actor: Actor,
    suite_id: UUID,
    code: str,
    scan_code: str,
    name_zh: str = "",
    name_en: str = "",
    grade: Grade,
    uses: Collection[RoomUse],
    pressure: Pressure,
    air_unit: str,
    plan: tuple[int, int, int, int],
    accepts_unknown: bool = False,
) -> Room:
    """A room of a suite; ``plan``: x, y, width, depth in squares. Raises ``Refused(equipment.room...)`` (CN-4d)."""
    actor.require(EquipmentPermission.MANAGE)
    with transaction.atomic():
        suite: Suite = Suite.objects.get(id=suite_id)
        # rooms that share air are judged together, so they are made one after the other
        lock_word(f"equipment.rooms/{suite.organisation_id}")
        rooms = Room.objects.filter(organisation_id=suite.organisation_id)
        refuse_any(
            [
                *code_problems(code),
                *code_problems(air_unit, field="air_unit"),
                *scan_code_problems(scan_code),
                *name_problems(name_zh=name_zh, name_en=name_en),
                *plan_problems(plan),
                *room_problems(
                    grade=grade,
                    uses=uses,
                    pressure=pressure,
                    air_unit=air_unit,
                    neighbours=uses_in(rooms.filter(air_unit=air_unit)),
                ),
            ]
        )
        if rooms.filter(Q(code=code) | Q(scan_code=scan_code)).exists():
            raise Refused(Problem("equipment.code.taken", {"code": code}, field="code"))
        room = Room(
            id=new_id(),
            organisation_id=suite.organisation_id,
            suite=suite,
            code=code,
            scan_code=scan_code,
            name_zh=name_zh,
            name_en=name_en,
            grade=grade.value,
            uses=[use.value for use in RoomUse if use in uses],
            pressure=pressure.value,
            air_unit=air_unit,
            accepts_unknown=accepts_unknown,
            **dict(zip(("plan_x", "plan_y", "plan_width", "plan_depth"), plan, strict=True)),
            version=1,
        )
        room.save(force_insert=True)
        record(stream=f"room/{room.id}", event=_registered(room, plan), actor=actor, organisation=suite.organisation_id)
    return room


def _registered(room: Room, plan: tuple[int, int, int, int]) -> RoomRegistered:
    return RoomRegistered(
        room=room.id,
        suite=room.suite_id,
        code=room.code,
        scan_code=room.scan_code,
        name_zh=room.name_zh,
        name_en=room.name_en,
        grade=room.grade,
        uses=tuple(room.uses),
        pressure=room.pressure,
        air_unit=room.air_unit,
        accepts_unknown=room.accepts_unknown,
        plan=plan,
    )
