"""Writing: an event goes into the building's stream, and the rows become what it says; the two cannot drift apart."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection

from cellpark.base.actor import Actor
from cellpark.kernel.plain import plain
from cellpark.ledger.public import event_types, lock_stream, record
from cellpark.premises import folds
from cellpark.premises.events import RoomFacts
from cellpark.premises.models import Building, Room
from cellpark.premises.states import RoomKind
from cellpark.premises.uses import refusal_of, tell_day

_CHUNK = 500


def stream_of(building_id: UUID) -> str:
    """The stream of a building and its rooms."""
    return f"premises/{building_id}"


def locked(building_id: UUID) -> Building:
    """Lock a building's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(stream_of(building_id))
    row: Building = Building.objects.get(id=building_id)
    return row


def next_numbers(count: int) -> list[int]:
    """Numbers for new rooms, which no room of any operator ever had."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('premises_room_number') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def facts_of(room: Room, **changed: Any) -> RoomFacts:
    """A room's facts, with changes; in which room a bench stands is told by an event of its own."""
    values = {name: changed.get(name, getattr(room, name)) for name in folds.ROOM}
    outline = tuple(tuple((int(x), int(y)) for x, y in ring) for ring in values["outline"])
    return RoomFacts(room=room.id, **{**values, "outline": outline, "came_from": tuple(values["came_from"])})


def benches_standing(*rooms: Room) -> list[tuple[str, date | None]]:
    """The benches that stand in rooms, with their ends; those that go themselves are left out."""
    found: list[tuple[str, date | None]] = []
    for room in rooms:
        if room.kind == RoomKind.ROOM:
            rows = Room.objects.filter(building_id=room.building_id, floor=room.floor, inside=room.code)
            found += rows.order_by("code").values_list("code", "valid_until")
    return found


def write(event: object, *, actor: Actor, building: Building, reason: str | None = None) -> list[Room]:
    """Record an event in the building's stream and bring its rows to it; gives the rooms that are new.

    Raises ``Refused``: ``premises.room.in_use`` where somebody holds a room whose days would get shorter.
    """
    owner: UUID = building.organisation_id
    made = record(stream=stream_of(building.id), event=event, actor=actor, organisation=owner, reason=reason)
    name = _names()[type(event)]
    data: Any = plain(event)
    for column, value in {**(folds.building_values(name, data) or {}), "version": made.version}.items():
        setattr(building, column, value)
    building.save()
    try:
        return _write_rooms(building, folds.room_values(name, data))
    except IntegrityError as error:
        raise refusal_of(error) or error from error


def _write_rooms(building: Building, values: Mapping[UUID, folds.Values]) -> list[Room]:
    present: dict[UUID, Room] = Room.objects.in_bulk(list(values))
    opened = [
        Room(id=key, building_id=building.id, organisation_id=building.organisation_id, **columns)
        for key, columns in values.items()
        if key not in present
    ]
    changed: set[str] = set()
    # what ends goes first: its code may be given to what begins on that day
    for key, room in present.items():
        for column, value in values[key].items():
            if getattr(room, column) != value:
                setattr(room, column, value)
                changed.add(column)
    if changed:
        for room in present.values():
            room.refuse_foreign()
        if changed & {"code", "floor", "kind", "inside"}:
            with connection.cursor() as cursor:
                tell_day(cursor)
        Room.objects.bulk_update(present.values(), sorted(changed), batch_size=_CHUNK)
    for room in opened:
        room.refuse_foreign()
    Room.objects.bulk_create(opened, batch_size=_CHUNK)
    return opened


@cache
def _names() -> dict[type, str]:
    return {kind.shape: named[0] for named, kind in event_types().items()}
