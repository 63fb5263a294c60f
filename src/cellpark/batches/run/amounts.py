"""Values against what a recipe permits: ranges, computed quantities, expressions over what was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

from cellpark.batches.run.happened import Value
from cellpark.batches.run.recipe import Range, Use
from cellpark.kernel.expression import evaluate, shown
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import unit as unit_of

Data = Mapping[str, Value]
MICROSECONDS = 1_000_000
DIGITS = Context(prec=9, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an expression says over the values recorded so far.

    ``value`` is None when it is not known; then ``missing`` names what must be recorded first, or ``fault`` is the code
    of a refusal, such as a division by zero.
    """

    value: Value | None
    missing: tuple[str, ...] = ()
    reasons: str = ""
    fault: str = ""


def decide(text: str, data: Data) -> Decision:
    """Evaluate ``text``; an unknown datum is asked for, never taken as false."""
    try:
        answer = evaluate(text, data)
    except Refused as refused:
        return Decision(None, fault=refused.problems[0].code)
    value = answer.value
    known = value if isinstance(value, (str, bool, Quantity)) else None
    return Decision(known, answer.missing, answer.reason.outline())


def inside(value: Quantity, limits: Range | None) -> bool:
    """Whether a value lies in a range, ends included. Raises ``Refused`` when the units are of different kinds."""
    if limits is None:
        return True
    low, high = limits.low, limits.high
    return (low is None or _reaches(value, low)) and (high is None or _reaches(high, value))


def _reaches(more: Quantity, less: Quantity) -> bool:
    # most values are recorded in the unit of their limits: then the decimals themselves compare
    return more.value >= less.value if more.unit == less.unit else more >= less


def range_text(limits: Range) -> str:
    """A range as the dialect writes it: ``20 h..28 h``."""
    low, high = limits.low, limits.high
    return f"{'' if low is None else low}..{'' if high is None else high}"


def wanted(text: str | None, data: Data) -> Decision:
    """The quantity that an expression asks for; a quantity written plainly is itself."""
    if text is None:
        return Decision(None)
    try:
        return Decision(Quantity.parse(text))
    except Refused:
        return decide(text, data)


def fits(used: Quantity, asked: Quantity, field: Use) -> bool:
    """Whether what was used is what the recipe computes.

    With a tolerance: that share above or below. Without one: equal, in the digits in which the used amount was written.
    """
    if field.tolerance is None:
        digits = len(used.value.as_tuple().digits)
        return asked == used or asked.to(used.unit, digits=digits) == used
    share = field.tolerance.base()
    off = abs(used.base() - asked.base())
    return off <= abs(asked.base()) * share


def span_of(duration: Quantity) -> timedelta:
    """A duration as the clock counts it, to the microsecond."""
    return timedelta(microseconds=round(duration.base() * MICROSECONDS))


def duration_of(span: timedelta, unit: str) -> Quantity:
    """A stretch of the clock in a unit of time, to the millisecond, in nine digits at most."""
    factor = unit_of(unit).factor
    seconds = DIGITS.divide(Decimal(span // timedelta(milliseconds=1)), Decimal(1_000))
    value = DIGITS.divide(DIGITS.multiply(seconds, Decimal(factor.denominator)), Decimal(factor.numerator))
    return Quantity(value.normalize(DIGITS), unit)


def written(value: Value | None) -> str:
    """A value as the language of expressions writes it; ``?`` where there is none."""
    return shown(value)
