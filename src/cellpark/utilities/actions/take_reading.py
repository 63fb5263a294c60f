"""Take a reading."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.utilities.devices import keep
from cellpark.utilities.judging import judged
from cellpark.utilities.models import Meter, Point, Reading
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rules import NOTE_MAX
from cellpark.utilities.states import ReadingSource
from cellpark.utilities.streams import locked


def take_reading(
    *,
    actor: Actor,
    point_id: UUID,
    day: date,
    registers: Mapping[str, Decimal],
    note: str = "",
    confirmed: bool = False,
) -> Reading:
    """Keep what the device of a point shows at the start of ``day``.

    Raises ``Refused``: ``utilities.reading....``; what is only doubtful (rolled over, three times the usual use or less
    than a third of it) passes when it is ``confirmed``. Raises ``DoesNotExist`` for a point out of sight.
    """
    actor.require(UtilityPermission.READ)
    refuse_any(text_problems(note=note))
    if len(note) > NOTE_MAX:
        raise Refused(Problem("base.too_long", {"limit": NOTE_MAX}, field="note"))
    with transaction.atomic():
        point = locked(point_id)
        meter = meter_on(point, day)
        judged(meter, day, registers, confirmed=confirmed)
        return keep(meter, day, registers, ReadingSource.TYPED, actor=actor, note=note.strip())


def meter_on(point: Point, day: date) -> Meter:
    """The device that served a point on a day. Raises ``Refused(utilities.reading.not_there)``."""
    rows = Meter.objects.filter(point=point, fitted_on__lte=day).order_by("-fitted_on").select_related("point")
    found: Meter | None = rows.first()
    if found is None or (point.closed_on is not None and day > point.closed_on):
        raise Refused(Problem("utilities.reading.not_there", {"day": day.isoformat()}, field="day"))
    return found
