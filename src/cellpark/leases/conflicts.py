"""What stands in the way of letting a room: whose days it is taken for, told without telling strangers who it is."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from cellpark.kernel.problem import Parameter, Problem
from cellpark.leases.days import today
from cellpark.leases.events import RoomDays
from cellpark.leases.models import LeaseRoom

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
    return [
        _problem(each, row) for each in wanted for row in others if row.room_id == each.number and _overlap(each, row)
    ]


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


def _problem(wanted: RoomDays, row: LeaseRoom) -> Problem:
    params: dict[str, Parameter] = {
        "room": wanted.code,
        "number": str(row.lease or row.hold),
        "since": row.starts_on.isoformat(),
        "until": OPEN_END if row.ends_on is None else row.ends_on.isoformat(),
    }
    kind = "held" if row.hold_id is not None else "taken"
    return Problem(f"leases.room.{kind}", params, field="rooms")
