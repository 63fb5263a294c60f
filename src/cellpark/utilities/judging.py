"""Judging a reading against those that stand; the caller holds the locks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.billing.public import today
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.utilities.loading import dial_of, readings_of, settled_until
from cellpark.utilities.models import Meter
from cellpark.utilities.rating.metering import Mark
from cellpark.utilities.rules import Judgement, judge, register_problems


def judged(
    meter: Meter,
    day: date,
    registers: Mapping[str, Decimal],
    *,
    confirmed: bool,
    instead_of: UUID | None = None,
) -> None:
    """Raise ``Refused`` for a reading that cannot be, or that is doubtful and not ``confirmed``.

    ``instead_of``: the reading whose place it takes; then days that are settled may be touched.
    """
    found = judgement(meter, day, registers, instead_of=instead_of)
    refuse_any([*found.wrong, *(() if confirmed else found.doubtful)])


def judgement(
    meter: Meter, day: date, registers: Mapping[str, Decimal], *, instead_of: UUID | None = None
) -> Judgement:
    """What speaks against a reading."""
    refuse_any(register_problems(registers, meter.point.bands, meter.digits))
    settled = settled_until(meter.organisation_id, meter.point.utility)
    if settled is not None and day < settled and instead_of is None:
        return Judgement((Problem("utilities.reading.settled", {"day": settled.isoformat()}, field="day"),))
    served = dict(readings_of([meter.point_id])[meter.point_id])
    rows = [row for other, own in served.items() if other.id == meter.id for row in own if row.id != instead_of]
    mark = Mark(day, registers)
    return judge(dial_of(meter, rows), mark, fitted=meter.fitted_on, removed=meter.removed_on, today=today())
