"""Change what is kept of a room."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.premises.columns import NAMES, Unread, read_cell
from cellpark.premises.events import BenchesPlaced, RoomChanged
from cellpark.premises.models import Building, Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.rows import facts_of, locked, write
from cellpark.premises.rules import inside_problems, room_problems, taken_problems
from cellpark.premises.states import RoomKind
from cellpark.premises.values import held_values

FIXED = frozenset({"building", "valid_from", "valid_until"})
"""A room stays in its building; its days change by closing, splitting and merging."""


def change_room(*, actor: Actor, room_id: UUID, values: Mapping[str, str], reason: str) -> Room:
    """Set columns of a list of rooms, as text, by their names; what they were stays in the ledger.

    Values that are there already change nothing. Raises ``Refused``: ``premises.value.*``, ``premises.room.*``;
    ``DoesNotExist``.
    """
    actor.require(PremisesPermission.CHANGE_ROOM)
    if not reason.strip():
        raise Refused(Problem("base.reason_required", field="reason"))
    read = _read(values)
    found: Room = Room.objects.get(id=room_id)
    with transaction.atomic():
        building = locked(found.building_id)
        room: Room = Room.objects.get(id=room_id)
        before = held_values(room)
        after = {**before, **read}
        if after == before:
            return room
        others = Room.objects.filter(building_id=building.id, code=after["code"]).exclude(id=room.id)
        held = others.values_list("id", "code", "valid_from", "valid_until")
        refuse_any(
            [
                *inside_problems(after, _rooms_called(building, after["inside"])),
                *room_problems(after, floors=building.floors),
                *taken_problems([(after["code"], room.valid_from, room.valid_until)], held),
            ]
        )
        benches = _benches_in(room)
        changed = {name: value for name, value in after.items() if name != "outline_dm"}
        facts = facts_of(room, **changed, outline=after["outline_dm"])
        write(RoomChanged(building=building.id, room=facts), actor=actor, building=building, reason=reason)
        placed = {str(room.id): after["inside"]} if after["inside"] != before["inside"] else {}
        if after["code"] != before["code"]:
            placed |= {str(each.id): after["code"] for each in benches}
        if placed:
            write(BenchesPlaced(building=building.id, benches=placed), actor=actor, building=building, reason=reason)
        if after["floor"] != before["floor"]:
            for each in benches:
                moved = RoomChanged(building=building.id, room=facts_of(each, floor=after["floor"]))
                write(moved, actor=actor, building=building, reason=reason)
    row: Room = Room.objects.get(id=room_id)
    return row


def _benches_in(room: Room) -> list[Room]:
    if room.kind != RoomKind.ROOM:
        return []
    return list(Room.objects.filter(building_id=room.building_id, floor=room.floor, inside=room.code))


def _rooms_called(building: Building, code: str) -> list[tuple[int, str, date, date | None]]:
    if not code:
        return []
    rows = Room.objects.filter(building_id=building.id, code=code)
    return list(rows.values_list("floor", "kind", "valid_from", "valid_until"))


def _read(values: Mapping[str, str]) -> dict[str, Any]:
    read, problems = {}, []
    for name, text in values.items():
        if name not in NAMES or name in FIXED:
            problems.append(Problem("premises.room.fixed", {"column": name[:40]}, field=name))
            continue
        try:
            read[name] = read_cell(name, text.strip())
        except Unread as unread:
            problems.append(Problem(unread.problem.code, unread.problem.params, field=name))
    refuse_any(problems)
    return read
