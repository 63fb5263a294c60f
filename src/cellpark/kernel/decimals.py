"""Exact decimal numbers: how they are read, written and bounded everywhere in Cellpark.

A decimal keeps its significant digits: ``1.50`` and ``1.5`` are equal and are written differently, because the
laboratory that wrote the zero meant it. The text form is the scientific string of the General Decimal Arithmetic
specification, which is what ``str(Decimal)`` gives: ``1.5E+6``, ``0.02``, ``-3``. Zero has no sign.
"""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final

MAX_DIGITS: Final = 34
"""Most significant digits that may be written; 34 is the width of IEEE 754 decimal128."""
MAX_EXPONENT: Final = 999
"""Largest exponent, far beyond what can be measured, and small enough that arithmetic stays cheap."""

EXACT: Final = Context(prec=MAX_DIGITS, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])
"""The context in which kernel arithmetic is done: 34 digits, half-even."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])", re.ASCII)
_LONGEST: Final = 64
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""The wide forms of printable ASCII, as keyboards for Chinese write them (Unicode block U+FF00)."""


class BadNumber(ValueError):  # noqa: N818 -- an answer about input
    """The number cannot be kept; ``reason`` is ``not_a_number``, ``not_finite`` or ``number_too_long``."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


def bounded(number: Decimal) -> Decimal:
    """``number`` itself, when it is finite and within the limits; raises ``BadNumber`` otherwise."""
    if not number.is_finite():
        raise BadNumber("not_finite")
    parts = number.as_tuple()
    exponent = int(parts.exponent)
    if len(parts.digits) > MAX_DIGITS or abs(exponent) > MAX_EXPONENT or abs(number.adjusted()) > MAX_EXPONENT:
        raise BadNumber("number_too_long")
    return number.copy_abs() if number.is_zero() else number


def decimal_text(number: Decimal) -> str:
    """The one text form of a decimal, significant digits kept; raises ``BadNumber`` outside the limits."""
    return str(bounded(number))


def parse_decimal(text: str) -> Decimal:
    """Read ``1.5e6``, ``0.02`` or ``-3``; raises ``BadNumber``. No spaces, no thousands separators, no NaN."""
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        raise BadNumber("not_a_number" if len(text) <= _LONGEST else "number_too_long")
    return bounded(Decimal(text))


def typed_number(text: str) -> str:
    """What people type, with its number as programs write it: ``1,234.5 mL`` as ``1234.5 mL``, wide characters narrow.

    Commas go where they stand between groups of three digits and nowhere else: ``12,5`` keeps its comma and is refused
    by whoever reads it, for it may be meant as 12.5 and would become 125.
    """
    plain = text.strip().translate(_FULL_WIDTH)
    found = _GROUPED.match(plain)
    return plain if found is None else found[0].replace(",", "") + plain[found.end() :]


def parse_typed(text: str) -> Decimal:
    """Read a number as people type it; raises ``BadNumber``."""
    return parse_decimal(typed_number(text))
