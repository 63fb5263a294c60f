"""Exact arithmetic on base units, with a ceiling: nothing here can grow without bound or lose digits in silence."""

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    Underflow,
)
from typing import Final

from cellpark.kernel.decimals import MAX_DIGITS

MAX_MAGNITUDE: Final = 700
"""Largest exponent in base units: any unit adds at most 216, so that every result can be shown (``MAX_EXPONENT``)."""

NUMBERS: Final = Context(
    prec=MAX_DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emax=MAX_MAGNITUDE,
    Emin=-MAX_MAGNITUDE,
    traps=[InvalidOperation, DivisionByZero, Overflow, Underflow],
)
"""34 digits, half-even, and a refusal instead of an overflow or of a silent zero."""


class Undefined(ArithmeticError):  # noqa: N818 -- reads as what it says
    """An operation has no answer for these values; ``code`` names the problem without its prefix."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


def code_of(error: ArithmeticError) -> str:
    """The problem code of an arithmetic failure."""
    return error.code if isinstance(error, Undefined) else "number_out_of_range"


def divide(left: Decimal, right: Decimal) -> Decimal:
    """The quotient; by zero is undefined."""
    if not right:
        raise Undefined("division_by_zero")
    return NUMBERS.divide(left, right)


def round_to(value: Decimal, step: Decimal) -> Decimal:
    """The nearest multiple of ``step``, half to even."""
    if step <= 0:
        raise Undefined("step_not_positive")
    return NUMBERS.multiply(NUMBERS.to_integral_value(divide(value, step)), step)
