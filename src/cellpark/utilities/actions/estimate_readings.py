"""Estimate readings that nobody could take."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities.actions.take_reading import meter_on
from cellpark.utilities.devices import keep
from cellpark.utilities.judging import judged
from cellpark.utilities.loading import dial_of, readings_of
from cellpark.utilities.models import Meter, Reading
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rating.metering import a_day, stretches, used
from cellpark.utilities.rules import LOOK_BACK
from cellpark.utilities.states import ReadingSource
from cellpark.utilities.streams import locked

SEASON = 90
PLACES = Decimal("0.001")


def estimate_readings(*, actor: Actor, point_ids: Sequence[UUID], day: date) -> list[Reading]:
    """Write for each point what its device will have shown at the start of ``day``.

    Between two readings it lies on the line between them; after the last one it goes on with the mean of the last 90
    days, else of the last year. The next true reading puts it right. Where it lies below the estimate it
    is refused with what to do: correct the estimate, so that what was charged too much is taken back.
    Raises ``Refused``: ``utilities.estimate.nothing`` where nothing is known, and as ``take_reading``.
    """
    actor.require(UtilityPermission.READ)
    made = []
    with transaction.atomic():
        for point_id in sorted(point_ids):
            point = locked(point_id)
            meter = meter_on(point, day)
            registers = _estimated(meter, day)
            if registers is None:
                raise Refused(Problem("utilities.estimate.nothing", {"code": point.code}))
            judged(meter, day, registers, confirmed=True)
            made.append(keep(meter, day, registers, ReadingSource.ESTIMATED, actor=actor))
    return made


def _estimated(meter: Meter, day: date) -> Mapping[str, Decimal] | None:
    served = readings_of([meter.point_id])[meter.point_id]
    rows = next((own for other, own in served if other.id == meter.id), [])
    before = [row for row in rows if row.day < day]
    if not before:
        return None
    last = before[-1]
    found = stretches([dial_of(other, own) for other, own in served])
    if any(row.day > day for row in rows):
        way = used(found, Interval(last.day, day))
    else:
        usual = a_day(found, before=last.day + timedelta(days=1), within=SEASON)
        usual = usual or a_day(found, before=last.day + timedelta(days=1), within=LOOK_BACK)
        if usual is None:
            return None
        way = {band: quantity * (day - last.day).days for band, quantity in usual.items()}
    full = Decimal(10) ** meter.digits
    registers = {}
    for band, value in last.registers.items():
        steps = way[band] / meter.factor.as_integer_ratio()[0] * meter.factor.as_integer_ratio()[1]
        gone = (Decimal(steps.numerator) / Decimal(steps.denominator)).quantize(PLACES, rounding=ROUND_HALF_UP)
        registers[band] = ((Decimal(value) + gone) % full).normalize() + 0
    return registers
