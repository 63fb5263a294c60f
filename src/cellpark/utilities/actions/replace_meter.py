"""Replace the device of a point."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.utilities.actions.register_point import Device
from cellpark.utilities.devices import fit, keep
from cellpark.utilities.events import MeterRemoved
from cellpark.utilities.judging import judged
from cellpark.utilities.models import Meter
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rules import device_problems, register_problems
from cellpark.utilities.states import ReadingSource
from cellpark.utilities.streams import locked, write


def replace_meter(
    *, actor: Actor, point_id: UUID, last: Mapping[str, Decimal], device: Device, confirmed: bool = False
) -> Meter:
    """Take the device of a point away at the start of ``device.day``, when it showed ``last``, and fit another one.

    Nothing is lost: the old one counts up to that day, the new one from it. Raises ``Refused`` as ``take_reading``.
    """
    actor.require(UtilityPermission.MANAGE)
    with transaction.atomic():
        point = locked(point_id)
        if point.closed_on is not None:
            raise Refused(Problem("utilities.point.closed", {"code": point.code}))
        refuse_any(
            [
                *device_problems(serial=device.serial, digits=device.digits, factor=device.factor),
                *register_problems(device.registers, point.bands, device.digits),
            ]
        )
        old: Meter = Meter.objects.select_related("point").get(point=point, removed_on=None)
        if device.day <= old.fitted_on:
            raise Refused(Problem("utilities.reading.not_there", {"day": device.day.isoformat()}, field="day"))
        if old.readings.filter(day__gt=device.day, state="standing").exists():
            raise Refused(Problem("utilities.meter.read_later", {"day": device.day.isoformat()}, field="day"))
        # a reading of that very day stands already: it is the last one
        if not old.readings.filter(day=device.day, state="standing", registers=_texts(last)).exists():
            judged(old, device.day, last, confirmed=confirmed)
            keep(old, device.day, last, ReadingSource.REMOVED, actor=actor)
        old.removed_on = device.day
        old.save(update_fields=["removed_on"])
        write(point, MeterRemoved(point=point.id, meter=old.id, day=device.day), actor=actor)
        return fit(point, device.serial, device.digits, device.factor, device.day, device.registers, actor=actor)


def _texts(registers: Mapping[str, Decimal]) -> dict[str, str]:
    return {band: f"{value:f}" for band, value in registers.items()}
