"""What plus, minus, times and through mean for each pair of kinds: numbers with units, points on a scale, and dates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Protocol, TypeVar

from cellpark.kernel.expression.arithmetic import NUMBERS, Undefined, divide
from cellpark.kernel.expression.kinds import ANY, Kind, Sort, number
from cellpark.kernel.problem import Parameter, Refused
from cellpark.kernel.units import unit

Moment = TypeVar("Moment", date, datetime)
Operation = Callable[[Any, Any], Any]
SECONDS_A_DAY: Final = Decimal(86400)
MICROSECONDS: Final = Decimal(10) ** 6
_TIME: Final = unit("s").dimension


class Fault(Protocol):
    """Notes a problem at the node in question and gives the kind that the node counts as from then on."""

    def __call__(self, code: str, **params: Parameter) -> Kind:
        """Note the problem."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One sign between two kinds: the kind of the result, and the operation on base values."""

    kind: Kind
    run: Operation


class Mismatch(Exception):  # noqa: N818 -- internal: the answer "these do not go together"
    """The two kinds do not go together under this sign."""

    def __init__(self, code: str, **params: Parameter) -> None:
        """Keep the problem's code and parameters."""
        super().__init__(code)
        self.code = code
        self.params = params


def chain_kind(parts: Sequence[Kind], signs: Sequence[str], fault: Fault) -> Kind:
    """The kind of a whole chain, or the fault of its first mismatch."""
    result = parts[0]
    for sign, part in zip(signs, parts[1:], strict=True):
        try:
            result = step(sign, result, part).kind
        except Mismatch as mismatch:
            return fault(mismatch.code, **mismatch.params)
    return result


def step(sign: str, left: Kind, right: Kind) -> Step:
    """The meaning of ``left sign right``; raises ``Mismatch``."""
    if Sort.ANY in (left.sort, right.sort):
        # A value of which not even the sort is known is unknown, and so is every result from it.
        return Step(ANY, _nothing)
    if sign in "*/":
        return _product(sign, left, right)
    if left.sort in (Sort.DAY, Sort.INSTANT):
        return _moved(sign, left, right)
    if left.sort is not Sort.NUMBER or right.sort is not Sort.NUMBER or left.unit.dimension != right.unit.dimension:
        raise Mismatch("mixed_kinds", left=str(left), right=str(right))
    return _sum(sign, left, right)


def _nothing(_left: object, _right: object) -> None:
    return None


def _product(sign: str, left: Kind, right: Kind) -> Step:
    for kind in (left, right):
        if kind.sort is not Sort.NUMBER or kind.unit.point:
            raise Mismatch("number_wanted", found=str(kind))
    try:
        combined = left.unit.times(right.unit) if sign == "*" else left.unit.over(right.unit)
    except Refused:
        raise Mismatch("unit_too_long", left=str(left), right=str(right)) from None
    return Step(Kind(Sort.NUMBER, combined), NUMBERS.multiply if sign == "*" else divide)


def _sum(sign: str, left: Kind, right: Kind) -> Step:
    if right.unit.point:
        if sign == "+" or not left.unit.point:
            raise Mismatch("points", left=str(left), right=str(right))
        return Step(number("delta_degC"), NUMBERS.subtract)
    return Step(left, NUMBERS.add if sign == "+" else NUMBERS.subtract)


def _moved(sign: str, left: Kind, right: Kind) -> Step:
    is_day = left.sort is Sort.DAY
    if sign == "-" and left.sort is right.sort:
        return Step(number("d"), days_from) if is_day else Step(number("h"), _seconds_from)
    if right.sort is not Sort.NUMBER or right.unit.dimension != _TIME:
        raise Mismatch("mixed_kinds", left=str(left), right=str(right))
    act = _day_after if is_day else _instant_after
    return Step(left, act if sign == "+" else lambda moment, span: act(moment, span.copy_negate()))


def days_from(later: date, earlier: date) -> Decimal:
    """The days from ``earlier`` to ``later`` in seconds."""
    return (later - earlier).days * SECONDS_A_DAY


def _seconds_from(later: datetime, earlier: datetime) -> Decimal:
    span = later - earlier
    return span.days * SECONDS_A_DAY + span.seconds + span.microseconds / MICROSECONDS


def _day_after(day: date, seconds: Decimal) -> date:
    days = NUMBERS.divide(seconds, SECONDS_A_DAY)
    if days != NUMBERS.to_integral_value(days):
        raise Undefined("not_whole_days")
    return _shifted(day, days, timedelta(days=1))


def _instant_after(instant: datetime, seconds: Decimal) -> datetime:
    return _shifted(
        instant, NUMBERS.to_integral_value(NUMBERS.multiply(seconds, MICROSECONDS)), timedelta(microseconds=1)
    )


def _shifted(moment: Moment, count: Decimal, step_size: timedelta) -> Moment:
    # The largest span that Python knows is 999,999,999 days, in microseconds 8.64e19.
    if abs(count) > Decimal("9e19"):
        raise Undefined("date_out_of_range")
    try:
        return moment + step_size * int(count)
    except OverflowError:
        raise Undefined("date_out_of_range") from None
