"""Fitting and reading devices: what several acts write the same way. Their callers hold the locks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities.events import MeterFitted, ReadingTaken
from cellpark.utilities.models import Meter, Point, Reading
from cellpark.utilities.states import ReadingSource
from cellpark.utilities.streams import write


def fit(
    point: Point,
    serial: str,
    digits: int,
    factor: Decimal,
    day: date,
    registers: Mapping[str, Decimal],
    *,
    actor: Actor,
) -> Meter:
    """Let a device begin to count at a point. Raises ``Refused(utilities.meter.elsewhere)``."""
    elsewhere = Meter.objects.filter(organisation_id=point.organisation_id, serial=serial, removed_on=None)
    taken = elsewhere.select_related("point").first()
    if taken is not None:
        raise Refused(
            Problem("utilities.meter.elsewhere", {"serial": serial, "code": taken.point.code}, field="serial")
        )
    meter = Meter(
        id=new_id(),
        organisation_id=point.organisation_id,
        point=point,
        serial=serial,
        digits=digits,
        factor=factor,
        fitted_on=day,
    )
    meter.save(force_insert=True)
    event = MeterFitted(point=point.id, meter=meter.id, serial=serial, digits=digits, factor=factor, day=day)
    write(point, event, actor=actor)
    keep(meter, day, registers, ReadingSource.FITTED, actor=actor)
    return meter


def keep(
    meter: Meter,
    day: date,
    registers: Mapping[str, Decimal],
    source: ReadingSource,
    *,
    actor: Actor,
    note: str = "",
    reason: str | None = None,
) -> Reading:
    """Write a reading that was judged."""
    row = Reading(
        id=new_id(),
        organisation_id=meter.organisation_id,
        meter=meter,
        day=day,
        registers={band: f"{value:f}" for band, value in registers.items()},
        source=source.value,
        note=note,
        taken_at=now(),
    )
    row.save(force_insert=True)
    event = ReadingTaken(
        point=meter.point_id,
        meter=meter.id,
        reading=row.id,
        day=day,
        registers=dict(registers),
        source=source.value,
        note=note,
    )
    write(meter.point, event, actor=actor, reason=reason)
    return row
