"""What stands in the way of letting a room: whose days it is taken for, told without telling strangers who it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from cellpark.kernel.problem import Parameter, Problem
from cellpark.leases.days import today
from cellpark.leases.events import RoomDays
from cellpark.leases.models import LeaseRoom
from cellpark.premises.public import Room, RoomKind

OPEN_END = "\u2026"


def taken_problems(
    rooms: Iterable[RoomDays],
    *,
    lease_id: UUID | None = None,
    hold_id: UUID | None = None,
    tenant_id: UUID | None = None,
) -> list[Problem]:
    """The rooms that another lease or hold takes on some of these days, with its days.

    What is held for ``tenant_id`` does not stand in its own way, nor does a hold that ran out. The operator's number is
    told, and never who it is: a tenant is a stranger to the next one.
    """
    wanted = list(rooms)
    day = today()
    # a room and all that ever takes it are one operator's
    rows = LeaseRoom.objects.filter(room_id__in=[each.number for each in wanted]).select_related("lease", "hold")
    others = [row for row in rows if not _own(row, lease_id, hold_id) and not _gives_way(row, tenant_id, day)]
    found = [
        _problem(each, row) for each in wanted for row in others if row.room_id == each.number and _overlap(each, row)
    ]
    nested = nested_in(each.number for each in wanted)
    return [*found, *nested_problems(wanted, nested, lease_id=lease_id, hold_id=hold_id, tenant_id=tenant_id)]


def nested_problems(
    wanted: Iterable[RoomDays],
    nested: Mapping[int, Mapping[int, Room]],
    *,
    lease_id: UUID | None = None,
    hold_id: UUID | None = None,
    tenant_id: UUID | None = None,
) -> list[Problem]:
    """Benches in a room that somebody else has on some of these days, and rooms in which somebody else has a bench.

    One tenant may have both: a bench first, and the whole room later.
    """
    numbers = {number for inner in nested.values() for number in inner}
    if not numbers:
        return []
    rows = LeaseRoom.objects.filter(room_id__in=numbers).select_related("lease", "hold")
    day = today()
    others = [
        row
        for row in rows
        if not (_own(row, lease_id, hold_id) or _gives_way(row, tenant_id, day) or _same_tenant(row, tenant_id))
    ]
    return [
        _problem(each, row, other=nested[each.number][row.room_id].code)
        for each in wanted
        for row in others
        if row.room_id in nested.get(each.number, ()) and _overlap(each, row)
    ]


def nested_in(numbers: Iterable[int]) -> dict[int, dict[int, Room]]:
    """For each room the benches that stand in it, for each bench its room, by their numbers. Two queries."""
    rooms = list(Room.objects.filter(number__in=set(numbers)))
    if not rooms:
        return {}
    inner = Q(kind=RoomKind.BENCH, inside__in={each.code for each in rooms if each.kind == RoomKind.ROOM})
    outer = Q(kind=RoomKind.ROOM, code__in={each.inside for each in rooms if each.inside})
    others = Room.objects.filter(inner | outer, building_id__in={each.building_id for each in rooms})
    there = [(each, _place(each), (each.building_id, each.floor, each.inside)) for each in others]
    return {
        room.number: {
            other.number: other
            for other, place, around in there
            if _place(room) == around or (room.inside and place == (room.building_id, room.floor, room.inside))
        }
        for room in rooms
    }


def _place(room: Room) -> tuple[UUID, int, str]:
    return room.building_id, room.floor, room.code


def _same_tenant(row: LeaseRoom, tenant_id: UUID | None) -> bool:
    return tenant_id is not None and row.lease is not None and row.lease.tenant_id == tenant_id


def _own(row: LeaseRoom, lease_id: UUID | None, hold_id: UUID | None) -> bool:
    return (lease_id is not None and row.lease_id == lease_id) or (hold_id is not None and row.hold_id == hold_id)


def _gives_way(row: LeaseRoom, tenant_id: UUID | None, day: date) -> bool:
    if row.hold is None:
        return False
    return bool(row.hold.until <= day or (tenant_id is not None and row.hold.tenant_id == tenant_id))


def _overlap(wanted: RoomDays, row: LeaseRoom) -> bool:
    starts: date = row.starts_on
    ends: date | None = row.ends_on
    return (wanted.end is None or starts < wanted.end) and (ends is None or wanted.start < ends)


def _problem(wanted: RoomDays, row: LeaseRoom, other: str = "") -> Problem:
    params: dict[str, Parameter] = {
        "room": wanted.code,
        "number": str(row.lease or row.hold),
        "since": row.starts_on.isoformat(),
        "until": OPEN_END if row.ends_on is None else row.ends_on.isoformat(),
    }
    kind = "held" if row.hold_id is not None else "taken"
    if other:
        return Problem(f"leases.room.nested_{kind}", {**params, "other": other}, field="rooms")
    return Problem(f"leases.room.{kind}", params, field="rooms")
