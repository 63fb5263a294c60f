"""Register a measuring point with its first device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.premises.public import Building, Room
from cellpark.utilities.devices import fit
from cellpark.utilities.events import PointRegistered
from cellpark.utilities.loading import settled_until
from cellpark.utilities.models import Point, Tariff
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rules import code_problems, device_problems, register_problems
from cellpark.utilities.states import PointRole
from cellpark.utilities.streams import periods_stream, point_stream, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device as it is fitted: what its registers show at the start of ``day``."""

    serial: str
    digits: int
    day: date
    registers: Mapping[str, Decimal]
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a point stands and whose use it counts; ``room_id`` only for the use of one room."""

    role: PointRole
    building_id: UUID
    room_id: UUID | None = None
    main_id: UUID | None = None


def register_point(*, actor: Actor, code: str, tariff_id: UUID, where: Where, device: Device) -> Point:
    """A place where something is counted from now on; utility and bands are those of its tariff.

    Raises ``Refused``: ``utilities.code....``, ``.meter....``, ``.point....``. Raises ``DoesNotExist``
    for a tariff, building, room or main out of sight.
    """
    actor.require(UtilityPermission.MANAGE)
    tariff: Tariff = Tariff.objects.get(id=tariff_id)
    building: Building = Building.objects.get(id=where.building_id)
    room: Room | None = None if where.room_id is None else Room.objects.get(id=where.room_id)
    main: Point | None = None if where.main_id is None else Point.objects.get(id=where.main_id)
    refuse_any(
        [
            *code_problems(code),
            *device_problems(serial=device.serial, digits=device.digits, factor=device.factor),
            *register_problems(device.registers, tariff.bands, device.digits),
            *_where_problems(where, building, room, main, tariff),
        ]
    )
    owner: UUID = tariff.organisation_id
    with transaction.atomic():
        lock_stream(periods_stream(owner, tariff.utility))
        _refuse_taken(owner, code, device, tariff)
        row = Point(
            id=new_id(),
            organisation_id=owner,
            code=code,
            utility=tariff.utility,
            role=where.role.value,
            building=building,
            room=room,
            main=main,
            tariff=tariff,
            bands=list(tariff.bands),
            since=device.day,
        )
        lock_stream(point_stream(row.id))
        row.save(force_insert=True)
        event = PointRegistered(
            point=row.id,
            code=code,
            utility=tariff.utility,
            role=where.role.value,
            building=building.id,
            room=where.room_id,
            main=where.main_id,
            tariff=tariff.id,
            bands=tuple(tariff.bands),
        )
        write(row, event, actor=actor)
        fit(row, device.serial, device.digits, device.factor, device.day, device.registers, actor=actor)
    return row


def _where_problems(
    where: Where, building: Building, room: Room | None, main: Point | None, tariff: Tariff
) -> Sequence[Problem]:
    problems = []
    if (where.role is PointRole.ROOM) != (room is not None):
        problems.append(Problem("utilities.point.room", field="room"))
    if room is not None and room.building_id != building.id:
        problems.append(
            Problem("utilities.point.elsewhere", {"room": room.code, "building": building.code}, field="room")
        )
    if building.organisation_id != tariff.organisation_id:
        problems.append(Problem("utilities.point.owner", field="tariff"))
    if main is not None and (where.role is PointRole.MAIN or main.role != PointRole.MAIN):
        problems.append(Problem("utilities.point.main", {"code": main.code}, field="main"))
    elif main is not None and (main.utility != tariff.utility or main.bands != tariff.bands):
        problems.append(Problem("utilities.point.main_differs", {"code": main.code}, field="main"))
    return problems


def _refuse_taken(owner: UUID, code: str, device: Device, tariff: Tariff) -> None:
    if Point.objects.filter(organisation_id=owner, code=code).exists():
        raise Refused(Problem("utilities.code.taken", {"code": code}, field="code"))
    settled = settled_until(owner, tariff.utility)
    if settled is not None and device.day < settled:
        raise Refused(Problem("utilities.reading.settled", {"day": settled.isoformat()}, field="day"))
