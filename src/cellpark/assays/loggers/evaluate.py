"""What happened on the way: lowest, highest, mean and mean kinetic temperature, and times outside the limits."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from cellpark.assays.loggers.model import Day, LoggerFile, Sample, Side
from cellpark.assays.model import number_text
from cellpark.kernel.problem import Problem, Refused

ACTIVATION_ENERGY: Final = Decimal("83.144")
"""Heat of activation in kJ/mol that USP <1079.2> and the WHO take for products in general: 10,000 K times R."""
GAS_CONSTANT: Final = Decimal("0.0083144")
"""R in kJ/(mol K), as USP <1079.2> writes it."""
_KELVIN = Decimal("273.15")
_GAP = 2  # a value is missing when the next comes later than so many intervals


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From which to which temperature in degC (None: open), and for how long in one piece it may be otherwise."""

    low: Decimal | None
    high: Decimal | None
    allowed: timedelta = timedelta(0)

    def side(self, celsius: Decimal) -> Side | None:
        """On which side of the window a temperature lies, or None."""
        if self.low is not None and celsius < self.low:
            return Side.BELOW
        return Side.ABOVE if self.high is not None and celsius > self.high else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursion:
    """A time outside. A reading stands until the next one, so the time is never understated.

    ``by_day``: the device keeps days alone, so that nobody knows more than the day. ``within_allowance``: shorter than
    what the window allows.
    """

    side: Side
    starts_at: datetime
    ends_at: datetime
    peak: Decimal
    within_allowance: bool
    by_day: bool = False

    @property
    def lasted(self) -> timedelta:
        """How long."""
        return self.ends_at - self.starts_at


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without readings."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Temperatures in degC; ``kinetic`` is None where only days are known."""

    lowest: Decimal
    highest: Decimal
    mean: Decimal | None
    kinetic: Decimal | None
    excursions: tuple[Excursion, ...]
    gaps: tuple[Gap, ...]

    @property
    def breaches(self) -> tuple[Excursion, ...]:
        """The excursions that are longer than allowed."""
        return tuple(each for each in self.excursions if not each.within_allowance)


def evaluate(
    file: LoggerFile,
    window: Window,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    activation_energy: Decimal = ACTIVATION_ENERGY,
) -> Evaluation:
    """Judge a file against a window, from ``since`` to ``until``: a logger runs before it is packed and after.

    Raises ``Refused(assays.logger.not_of_this_time)`` when the file says nothing about that time.
    """
    readings = [each for each in file.readings if _in(each.at, since, until)]
    days = [] if file.readings else [each for each in file.days if _touches(each, since, until)]
    if not readings and not days:
        raise Refused(Problem("assays.logger.not_of_this_time"))
    if days:
        return Evaluation(
            lowest=min(each.lowest for each in days),
            highest=max(each.highest for each in days),
            mean=None,
            kinetic=None,
            excursions=tuple(_of_days(days, window)),
            gaps=tuple(_missing_days(days)),
        )
    values = [each.celsius for each in readings]
    return Evaluation(
        lowest=min(values),
        highest=max(values),
        mean=Decimal(number_text(sum(values) / len(values))),
        kinetic=mean_kinetic_temperature(values, activation_energy=activation_energy),
        excursions=tuple(_excursions(readings, window, file.interval or timedelta(0))),
        gaps=tuple(_gaps(readings, file.interval, since, until)),
    )


def mean_kinetic_temperature(
    celsius: Sequence[Decimal], *, activation_energy: Decimal = ACTIVATION_ENERGY, gas_constant: Decimal = GAS_CONSTANT
) -> Decimal:
    """The one temperature in degC that does as much harm as all the readings (equal times between them).

    T = (dH/R) / -ln(mean of exp(-dH/(R T_i))), T in kelvin (USP <1079.2>; ICH Q1A(R2), glossary). The exponents are
    taken relative to the warmest reading, so that nothing underflows at -196 degC. ``activation_energy`` in kJ/mol.

    Raises ``Refused(assays.logger.empty)`` without readings, ``assays.logger.energy`` for an energy not above zero.
    """
    if not celsius:
        raise Refused(Problem("assays.logger.empty"))
    if activation_energy <= 0:
        raise Refused(Problem("assays.logger.energy"))
    ratio = float(activation_energy / gas_constant)
    kelvin = [float(each + _KELVIN) for each in celsius]
    hottest = max(kelvin)
    harm = math.fsum(math.exp(ratio / hottest - ratio / each) for each in kelvin) / len(kelvin)
    return Decimal(number_text(ratio / (ratio / hottest - math.log(harm)) - float(_KELVIN)))


def _in(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at <= until)


def _touches(day: Day, since: datetime | None, until: datetime | None) -> bool:
    zone = day.lowest_at.tzinfo
    begins = datetime.combine(day.day, time(), zone)
    return (until is None or begins <= until) and (since is None or begins + timedelta(days=1) > since)


def _excursions(readings: Sequence[Sample], window: Window, interval: timedelta) -> Iterator[Excursion]:
    begun: Sample | None = None
    peak, side = Decimal(0), Side.ABOVE
    for each in readings:
        now = window.side(each.celsius)
        if begun is not None and now != side:
            yield _excursion(side, begun.at, each.at, peak, window)
            begun = None
        if now is None:
            continue
        if begun is None:
            begun, side, peak = each, now, each.celsius
        peak = (max if side is Side.ABOVE else min)(peak, each.celsius)
    if begun is not None:
        yield _excursion(side, begun.at, readings[-1].at + interval, peak, window)


def _excursion(side: Side, starts: datetime, ends: datetime, peak: Decimal, window: Window) -> Excursion:
    allowed = ends - starts <= window.allowed
    return Excursion(side=side, starts_at=starts, ends_at=ends, peak=peak, within_allowance=allowed)


def _of_days(days: Sequence[Day], window: Window) -> Iterator[Excursion]:
    for each in days:
        for peak, at in ((each.lowest, each.lowest_at), (each.highest, each.highest_at)):
            side = window.side(peak)
            if side is not None:
                begins = datetime.combine(each.day, time(), at.tzinfo)
                yield Excursion(
                    side=side,
                    starts_at=begins,
                    ends_at=begins + timedelta(days=1),
                    peak=peak,
                    within_allowance=False,
                    by_day=True,
                )


def _gaps(
    readings: Sequence[Sample], interval: timedelta | None, since: datetime | None, until: datetime | None
) -> Iterator[Gap]:
    if not interval:
        return
    moments = [*([since] if since else []), *(each.at for each in readings), *([until] if until else [])]
    for before, after in pairwise(moments):
        if after - before > _GAP * interval:
            yield Gap(before, after)


def _missing_days(days: Sequence[Day]) -> Iterator[Gap]:
    for before, after in pairwise(days):
        if after.day - before.day > timedelta(days=1):
            zone = before.lowest_at.tzinfo
            yield Gap(
                datetime.combine(before.day + timedelta(days=1), time(), zone),
                datetime.combine(after.day, time(), zone),
            )
