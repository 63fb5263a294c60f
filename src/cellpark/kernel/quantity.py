"""Quantities: an exact decimal with a unit. The significant digits that somebody wrote are kept.

Stored form: ``{"unit": "cell/mL", "value": "1.5E+6"}``, the value in the text form of ``decimals.decimal_text`` and the
unit in its one spelling. Two quantities are equal when they are the same amount, however written (1 h = 60 min).

Temperature: ``degC`` and ``K`` standing alone are points on a scale. Two points give a difference in ``delta_degC``; a
difference moves a point; two points cannot be added, and a point cannot be multiplied.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from cellpark.kernel.decimals import EXACT, BadNumber, bounded, decimal_text, parse_decimal
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.units import NO_UNIT, Unit, unit

DIFFERENCE: Final = "delta_degC"


def fraction_to_decimal(number: Fraction) -> Decimal:
    """The nearest decimal of 34 digits, half-even; exact whenever it fits."""
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """``value`` in ``unit`` (any known spelling; kept in the stored one).

    Raises ``Refused``: ``quantity.unit`` (unknown), ``quantity.number``, ``quantity.dimension`` (cells are not
    hours), ``quantity.point`` (temperatures on a scale are neither added nor multiplied), ``quantity.not_exact``.
    """

    value: Decimal
    unit: str = "1"

    def __post_init__(self) -> None:
        """Check the number and bring the unit to its stored spelling."""
        object.__setattr__(self, "value", _checked(self.value))
        object.__setattr__(self, "unit", unit(self.unit).text)

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Read ``1.5e6 cells/mL``, ``70 %``, ``37 degC`` or ``3``: a number, a space, a unit without spaces."""
        number, _, name = text.strip().partition(" ")
        try:
            return cls(parse_decimal(number), name.strip() or "1")
        except BadNumber:
            raise Refused(Problem("quantity.number", {"text": text[:40]})) from None

    @classmethod
    def from_plain(cls, form: object) -> "Quantity":
        """Read the stored form; raises ``Refused`` with ``quantity.form`` unless it is exactly that form."""
        if not isinstance(form, dict) or set(form) != {"unit", "value"}:
            raise Refused(Problem("quantity.form"))
        try:
            found = cls(parse_decimal(str(form["value"])), str(form["unit"]))
        except BadNumber:
            raise Refused(Problem("quantity.form")) from None
        if found.plain() != form:
            raise Refused(Problem("quantity.form"))
        return found

    def plain(self) -> dict[str, object]:
        """The stored form: ``{"unit": "cell/mL", "value": "1.5E+6"}``."""
        return {"unit": self.unit, "value": decimal_text(self.value)}

    def __str__(self) -> str:
        return decimal_text(self.value) if self.unit == "1" else f"{decimal_text(self.value)} {self.unit}"

    @property
    def measured_in(self) -> Unit:
        """The unit with its factor and dimension."""
        return unit(self.unit)

    def base(self) -> Fraction:
        """The exact amount in base units (s, m, kg, mol, K, cell ...)."""
        return Fraction(self.value) * self.measured_in.factor + self.measured_in.offset

    def to(self, name: str, *, digits: int | None = None) -> "Quantity":
        """The same amount in another unit: exact, or rounded half-even to ``digits`` significant digits.

        Without ``digits``, an amount that has no finite decimal there (100 min in hours) is ``quantity.not_exact``.
        """
        target = unit(name)
        self._comparable(target)
        exact = (self.base() - target.offset) / target.factor
        if digits is None:
            value = fraction_to_decimal(exact)
            if Fraction(value) != exact:
                raise Refused(Problem("quantity.not_exact", {"quantity": str(self), "unit": target.text}))
        else:
            value = _rounded(exact, digits)
        return Quantity(self._as_written(value, exact), target.text)

    def _as_written(self, value: Decimal, exact: Fraction) -> Decimal:
        # 1.50 L is 1.50E+3 mL: a plain shift of the point keeps the digits that were written.
        shifted = self.value.as_tuple()
        digits = Decimal((shifted.sign, shifted.digits, 0))
        if digits and value and Fraction(value) == exact:
            ratio = fraction_to_decimal(exact / Fraction(digits))
            if ratio.normalize(EXACT).as_tuple().digits == (1,) and ratio > 0:
                return digits.scaleb(ratio.adjusted(), context=EXACT)
        return value

    def _comparable(self, other: Unit) -> None:
        mine = self.measured_in
        if mine.dimension != other.dimension or mine.point != other.point:
            raise Refused(Problem("quantity.dimension", {"left": mine.text, "right": other.text}))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        mine, theirs = self.measured_in, other.measured_in
        same_kind = mine.dimension == theirs.dimension and mine.point == theirs.point
        return same_kind and self.base() == other.base()

    def __hash__(self) -> int:
        return hash((self.measured_in.dimension, self.base()))

    def _compared(self, other: "Quantity") -> Fraction:
        self._comparable(other.measured_in)
        return self.base() - other.base()

    def __lt__(self, other: "Quantity") -> bool:
        return self._compared(other) < 0

    def __le__(self, other: "Quantity") -> bool:
        return self._compared(other) <= 0

    def __gt__(self, other: "Quantity") -> bool:
        return self._compared(other) > 0

    def __ge__(self, other: "Quantity") -> bool:
        return self._compared(other) >= 0

    def __add__(self, other: "Quantity") -> "Quantity":
        return self._summed(other, 1)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return self._summed(other, -1)

    def __neg__(self) -> "Quantity":
        _no_point(self.measured_in)
        return Quantity(self.value.copy_negate(), self.unit)

    def _summed(self, other: "Quantity", sign: int) -> "Quantity":
        mine, theirs = self.measured_in, other.measured_in
        if mine.dimension != theirs.dimension:
            raise Refused(Problem("quantity.dimension", {"left": mine.text, "right": theirs.text}))
        if theirs.point:
            if sign > 0 or not mine.point:
                raise Refused(Problem("quantity.point", {"unit": theirs.text}))
            return Quantity(fraction_to_decimal(self.base() - other.base()), DIFFERENCE)
        if mine.text == theirs.text:
            act = EXACT.add if sign > 0 else EXACT.subtract
            return Quantity(act(self.value, other.value), self.unit)
        step = Fraction(other.value) * theirs.factor / mine.factor
        return Quantity(fraction_to_decimal(Fraction(self.value) + sign * step), self.unit)

    def __mul__(self, other: "Quantity") -> "Quantity":
        product = _no_point(self.measured_in).times(_no_point(other.measured_in))
        return Quantity(EXACT.multiply(self.value, other.value), product.text)

    def __truediv__(self, other: "Quantity") -> "Quantity":
        quotient = _no_point(self.measured_in).over(_no_point(other.measured_in))
        if not other.value:
            raise Refused(Problem("quantity.by_zero"))
        return Quantity(EXACT.divide(self.value, other.value), quotient.text)


def number(value: Decimal | int) -> Quantity:
    """A plain number as a quantity."""
    return Quantity(Decimal(value), NO_UNIT.text)


def _no_point(measured: Unit) -> Unit:
    if measured.point:
        raise Refused(Problem("quantity.point", {"unit": measured.text}))
    return measured


def _checked(value: Decimal) -> Decimal:
    try:
        return bounded(value)
    except BadNumber:
        raise Refused(Problem("quantity.number", {"text": str(value)[:40]})) from None


def _rounded(exact: Fraction, digits: int) -> Decimal:
    context = EXACT.copy()
    context.prec = max(1, min(digits, EXACT.prec))
    return context.divide(Decimal(exact.numerator), Decimal(exact.denominator))
