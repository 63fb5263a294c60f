"""The boundary: values in their units become bare values in base units once, and results become quantities again."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cellpark.kernel.expression.arithmetic import NUMBERS
from cellpark.kernel.expression.kinds import Kind, Sort, Value, kind_of
from cellpark.kernel.expression.limits import MAX_LIST_DATA
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity, fraction_to_decimal
from cellpark.kernel.units import Unit, unit

Convert = Callable[[Any], Any]
_UNITS_KEPT = 64


class Misfit(Exception):  # noqa: N818 -- internal: the answer "not of this kind"
    """The value is not of the declared kind."""


def base_value(value: Decimal, measured_in: Unit) -> Decimal:
    """A value in a unit as the nearest decimal of 34 digits in base units."""
    return fraction_to_decimal(Fraction(value) * measured_in.factor + measured_in.offset)


def to_base(kind: Kind) -> Convert:  # noqa: PLR0911 -- one case for each sort
    """The function that turns a known value of this kind into its base value; it raises ``Misfit``."""
    match kind.sort:
        case Sort.NUMBER:
            return _number(kind.unit)
        case Sort.LIST:
            return _list(to_base(kind.item) if kind.item is not None else _never)
        case Sort.INSTANT:
            return _instant
        case Sort.DAY:
            return _day
        case Sort.TEXT:
            return _exactly(str)
        case Sort.TRUTH:
            return _exactly(bool)
    return _never


def from_base(kind: Kind, value: Any) -> Value:
    """The value that a caller sees: numbers as quantities in the unit of the kind."""
    if value is None or kind.sort not in (Sort.NUMBER, Sort.LIST):
        found: Value = value
        return found
    if kind.sort is Sort.LIST:
        return [from_base(kind.item, each) if kind.item is not None else each for each in value]
    return Quantity(fraction_to_decimal((Fraction(value) - kind.unit.offset) / kind.unit.factor), kind.unit.text)


def datum_problem(name: str, kind: Kind, value: Any) -> Refused:
    """The refusal of a datum that is not of its declared kind."""
    try:
        found = str(kind_of(value))
    except TypeError:
        found = type(value).__name__
    return Refused(Problem("expression.datum", {"name": name, "wanted": str(kind), "found": found}, field=name))


def _number(measured_in: Unit) -> Convert:
    # Every unit that was met is kept with its factor: one look-up, one multiplication, one rounding for each datum.
    met = {measured_in.text: _linear(measured_in)}

    def convert(value: Any) -> Decimal:
        given = type(value) is Quantity
        name = value.unit if given else measured_in.text
        linear = met.get(name)
        if linear is None:
            linear = _linear(_alike(measured_in, value.measured_in))
            if len(met) < _UNITS_KEPT:
                met[name] = linear
        factor, offset, exact = linear
        plain = value.value if given else _plain_number(value)
        try:
            if exact:
                return NUMBERS.fma(plain, factor, offset)
            return NUMBERS.plus(base_value(plain, unit(name)))
        except ArithmeticError:
            raise Misfit from None

    return convert


def _linear(measured_in: Unit) -> tuple[Decimal, Decimal, bool]:
    """Factor and offset to base units, and whether they are exact (1/60 is not)."""
    factor, offset = fraction_to_decimal(measured_in.factor), fraction_to_decimal(measured_in.offset)
    return factor, offset, Fraction(factor) == measured_in.factor


def _alike(declared: Unit, given: Unit) -> Unit:
    if (given.dimension, given.point) != (declared.dimension, declared.point):
        raise Misfit
    return given


def _plain_number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Misfit
    try:
        return Quantity(Decimal(value)).value
    except Refused:
        raise Misfit from None


def _list(item: Convert) -> Convert:
    def convert(value: Any) -> list[Any]:
        if not isinstance(value, (list, tuple)) or len(value) > MAX_LIST_DATA:
            raise Misfit
        return [None if each is None else item(each) for each in value]

    return convert


def _exactly(wanted: type) -> Convert:
    def convert(value: Any) -> Any:
        if not isinstance(value, wanted):
            raise Misfit
        return value

    return convert


def _day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Misfit
    return value


def _instant(value: Any) -> datetime:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise Misfit
    return value


def _never(_value: Any) -> Any:
    raise Misfit
