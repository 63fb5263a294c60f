"""Close a measuring point."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities.actions.take_reading import meter_on
from cellpark.utilities.devices import keep
from cellpark.utilities.events import MeterRemoved, PointClosed
from cellpark.utilities.judging import judged
from cellpark.utilities.models import Point
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.states import ReadingSource, ReadingState
from cellpark.utilities.streams import locked, write


def close_point(
    *, actor: Actor, point_id: UUID, day: date, last: Mapping[str, Decimal], confirmed: bool = False
) -> Point:
    """Nothing is counted at a point from ``day`` on, when its device showed ``last``. Raises as ``take_reading``."""
    actor.require(UtilityPermission.MANAGE)
    with transaction.atomic():
        point = locked(point_id)
        if point.closed_on is not None:
            raise Refused(Problem("utilities.point.closed", {"code": point.code}))
        meter = meter_on(point, day)
        if meter.removed_on is not None or day <= meter.fitted_on:
            raise Refused(Problem("utilities.reading.not_there", {"day": day.isoformat()}, field="day"))
        if meter.readings.filter(day__gt=day, state=ReadingState.STANDING).exists():
            raise Refused(Problem("utilities.meter.read_later", {"day": day.isoformat()}, field="day"))
        judged(meter, day, last, confirmed=confirmed)
        keep(meter, day, last, ReadingSource.REMOVED, actor=actor)
        meter.removed_on = point.closed_on = day
        meter.save(update_fields=["removed_on"])
        write(
            point,
            MeterRemoved(point=point.id, meter=meter.id, day=day),
            PointClosed(point=point.id, day=day),
            actor=actor,
        )
    return point
