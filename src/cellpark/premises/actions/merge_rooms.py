"""Merge neighbouring rooms."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.premises.actions.split_room import SUPPLIES
from cellpark.premises.events import RoomFacts, RoomsMerged
from cellpark.premises.models import Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.places.neighbours import are_connected
from cellpark.premises.places.outlines import joined
from cellpark.premises.rows import benches_standing, facts_of, locked, next_numbers, write
from cellpark.premises.rules import division_problems, emptied_problems, sum_problems, taken_problems
from cellpark.premises.states import GRADE_ORDER, RoomGrade, Waste
from cellpark.premises.values import part_problems


def merge_rooms(
    *,
    actor: Actor,
    room_ids: Collection[UUID],
    day: date,
    code: str,
    area_gross_m2: Decimal | None = None,
    area_net_m2: Decimal | None = None,
    reason: str = "",
) -> Room:
    """From ``day`` on there is one room ``code`` where several were; without areas, theirs are added up.

    The rooms lie on one floor and each touches another one. Of height, floor load and grade the least holds for the
    new room; supplies add up; use and kind are those of the largest room. Raises ``Refused``: ``premises.room.*``;
    ``DoesNotExist``.
    """
    actor.require(PremisesPermission.CHANGE_ROOM)
    wanted = list(dict.fromkeys(room_ids))
    found = list(Room.objects.filter(id__in=wanted))
    if len(found) != len(wanted) or not found:
        raise Room.DoesNotExist
    if len({(each.building_id, each.floor) for each in found}) > 1:
        raise Refused(Problem("premises.room.apart", field="rooms"))
    with transaction.atomic():
        building = locked(found[0].building_id)
        rooms = list(Room.objects.filter(id__in=wanted).order_by("-area_net_m2", "code"))
        before = {name: sum((getattr(each, name) for each in rooms), Decimal(0)) for name in _AREAS}
        areas = {
            "area_gross_m2": before["area_gross_m2"] if area_gross_m2 is None else area_gross_m2,
            "area_net_m2": before["area_net_m2"] if area_net_m2 is None else area_net_m2,
        }
        others = Room.objects.filter(building_id=building.id, code=code).exclude(id__in=wanted)
        held = others.values_list("id", "code", "valid_from", "valid_until")
        until = min((each.valid_until for each in rooms if each.valid_until is not None), default=None)
        refuse_any(
            [
                *_together_problems(rooms, day),
                *part_problems([(code, areas["area_gross_m2"], areas["area_net_m2"])]),
                *emptied_problems(benches_standing(*rooms), day),
                *sum_problems(before, [areas]),
                *taken_problems([(code, day, until)], held),
            ]
        )
        into = _made(rooms, day=day, number=next_numbers(1)[0], code=code, **areas)
        event = RoomsMerged(building=building.id, rooms=tuple(each.id for each in rooms), day=day, into=into)
        return write(event, actor=actor, building=building, reason=reason.strip() or None)[0]


_AREAS = ("area_gross_m2", "area_net_m2")


def _together_problems(rooms: list[Room], day: date) -> list[Problem]:
    problems: list[Problem] = []
    for each in rooms:
        found = division_problems(day=day, valid_from=each.valid_from, valid_until=each.valid_until, parts=len(rooms))
        problems += [each for each in found if each not in problems]
    if any(each.valid_until is not None for each in rooms):
        problems.append(Problem("premises.room.ends", field="rooms"))
    if len({each.bonded for each in rooms}) > 1:
        problems.append(Problem("premises.room.border", field="rooms"))
    if not are_connected([each.outline for each in rooms]):
        problems.append(Problem("premises.room.apart", field="rooms"))
    return problems


def _made(rooms: list[Room], *, day: date, number: int, **values: Any) -> RoomFacts:
    first = rooms[0]
    wastes = {each.waste for each in rooms}
    waste = wastes.pop() if len(wastes) == 1 else Waste.NONE.value
    grade = max((RoomGrade(each.grade) for each in rooms), key=GRADE_ORDER.index)
    facts = facts_of(
        first,
        number=number,
        grade=grade.value,
        height_m=min(each.height_m for each in rooms),
        floor_load_kn_m2=min(each.floor_load_kn_m2 for each in rooms),
        **{name: sum((getattr(each, name) for each in rooms), Decimal(0)) for name in SUPPLIES},
        ln2=any(each.ln2 for each in rooms),
        waste=waste,
        public=all(each.public for each in rooms),
        valid_from=day,
        outline=joined([each.outline for each in rooms]),
        came_from=tuple(each.id for each in rooms),
        **values,
    )
    return replace(facts, room=new_id())
