"""Split a room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import refuse_any
from cellpark.premises.events import RoomFacts, RoomSplit
from cellpark.premises.models import Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.places.outlines import Rings, sliced
from cellpark.premises.rows import benches_standing, facts_of, locked, next_numbers, write
from cellpark.premises.rules import division_problems, emptied_problems, sum_problems, taken_problems
from cellpark.premises.states import Ending
from cellpark.premises.values import part_problems, shared

SUPPLIES = ("power_kw", "steam_kg_h", "purified_water_l_h", "exhaust_m3_h")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One room that a split makes. Areas in m2."""

    code: str
    area_gross_m2: Decimal
    area_net_m2: Decimal


def split_room(*, actor: Actor, room_id: UUID, day: date, parts: Sequence[Part], reason: str = "") -> list[Room]:
    """From ``day`` on there are ``parts`` where one room was; the room keeps its days up to then.

    The areas add up to the room's own, up to a hundredth; supplies are shared by net area and corrected afterwards
    where a pipe says otherwise. A room that somebody holds on ``day`` or later is refused by the database.
    Raises ``Refused``: ``premises.room.*``; ``DoesNotExist``.
    """
    actor.require(PremisesPermission.CHANGE_ROOM)
    found: Room = Room.objects.get(id=room_id)
    with transaction.atomic():
        building = locked(found.building_id)
        room: Room = Room.objects.get(id=room_id)
        others = Room.objects.filter(building_id=building.id, code__in=[each.code for each in parts])
        held = others.exclude(id=room.id).values_list("id", "code", "valid_from", "valid_until")
        before = {"area_gross_m2": room.area_gross_m2, "area_net_m2": room.area_net_m2}
        after = [{"area_gross_m2": each.area_gross_m2, "area_net_m2": each.area_net_m2} for each in parts]
        refuse_any(
            [
                *division_problems(day=day, valid_from=room.valid_from, valid_until=room.valid_until, parts=len(parts)),
                *part_problems((each.code, each.area_gross_m2, each.area_net_m2) for each in parts),
                *emptied_problems(benches_standing(room), day),
                *sum_problems(before, after),
                *taken_problems([(each.code, day, room.valid_until) for each in parts], held, field="parts"),
            ]
        )
        outlines = sliced(room.outline, [each.area_gross_m2 for each in parts])
        numbers = next_numbers(len(parts))
        supplies = {name: shared(getattr(room, name), [each.area_net_m2 for each in parts]) for name in SUPPLIES}
        into = tuple(
            _made(room, part, day, numbers[place], outlines[place], {name: supplies[name][place] for name in SUPPLIES})
            for place, part in enumerate(parts)
        )
        event = RoomSplit(building=building.id, room=room.id, day=day, into=into)
        return write(event, actor=actor, building=building, reason=reason.strip() or None)


def _made(room: Room, part: Part, day: date, number: int, outline: Rings, supplies: dict[str, Decimal]) -> RoomFacts:
    ends = Ending.CLOSED if room.valid_until is not None else Ending.OPEN
    facts = facts_of(
        room,
        number=number,
        code=part.code,
        area_gross_m2=part.area_gross_m2,
        area_net_m2=part.area_net_m2,
        valid_from=day,
        ending=ends.value,
        outline=outline,
        came_from=(room.id,),
        **supplies,
    )
    return replace(facts, room=new_id())
