"""Exact fractions brought to whole smallest coins of a currency."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from cellpark.kernel.decimals import EXACT
from cellpark.kernel.money import EXPONENTS, Money, Rounding

SHOWN_DIGITS = 6


def in_coins(amount: Fraction, currency: str, rounding: Rounding) -> Money:
    """The amount in whole smallest coins, by integers: a quotient of 34 digits could fall on a half by itself."""
    digits = EXPONENTS[currency]
    scaled = amount * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    over = 2 * rest - scaled.denominator
    # below zero the half goes away from zero as well, so that a credit note mirrors its bill
    half_up = whole >= 0 if rounding is Rounding.HALF_UP else whole % 2 == 1
    return Money(Decimal(whole + (over > 0 or (over == 0 and half_up))).scaleb(-digits), currency)


def shown(amount: Fraction) -> Decimal:
    """An exact value with six digits after the point, for people to follow a computation."""
    exact = EXACT.divide(Decimal(amount.numerator), Decimal(amount.denominator))
    return exact.quantize(Decimal(1).scaleb(-SHOWN_DIGITS), rounding=ROUND_HALF_EVEN, context=EXACT)
