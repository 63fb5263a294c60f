"""Sharing out an amount so that the parts add up to it: the method of largest remainders."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def round_half_up(amount: Fraction) -> int:
    """An exact amount in cents, halves away from nothing."""
    cents = amount * 100
    whole = (abs(cents) + Fraction(1, 2)).__floor__()
    return -whole if cents < 0 else whole


def as_money(cents: int) -> Decimal:
    """Cents as an amount with two digits."""
    return (Decimal(cents) / 100).quantize(CENT)


def share_out(cents: int, weights: Sequence[Fraction]) -> list[int]:
    """Cents in proportion to the weights; the parts add up to the whole.

    Every part is cut towards nothing; the cents left over go to the largest remainders, the earlier part first where
    two are equal. Weights are not negative, and one is positive.
    """
    total = sum(weights, Fraction(0))
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights are not negative, and one is positive")
    sign, whole = (-1, -cents) if cents < 0 else (1, cents)
    exact = [whole * weight / total for weight in weights]
    parts = [each.__floor__() for each in exact]
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in order[: whole - sum(parts)]:
        parts[index] += 1
    return [sign * each for each in parts]
