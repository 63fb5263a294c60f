"""Money: an exact amount in one currency. Nothing is rounded unless the caller says how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cellpark.kernel.decimals import EXACT, BadNumber, parse_decimal
from cellpark.kernel.problem import Problem, Refused

EXPONENTS: Final = MappingProxyType(
    {"CNY": 2, "USD": 2, "EUR": 2, "HKD": 2, "JPY": 0, "GBP": 2, "CHF": 2, "SGD": 2, "KRW": 0},
)
"""Digits after the point of each currency's minor unit: ISO 4217, list one."""
MAX_AMOUNT: Final = Decimal(10) ** 18
"""Amounts of this size and more are refused."""


class Rounding(StrEnum):
    """How an amount that is finer than the currency's minor unit is brought to it."""

    HALF_EVEN = ROUND_HALF_EVEN
    HALF_UP = ROUND_HALF_UP


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with exactly the currency's digits after the point.

    Raises ``Refused``: ``money.currency`` (unknown), ``money.too_fine`` (more digits than the currency has),
    ``money.too_large``, ``money.not_an_amount``, ``money.mixed`` (two currencies in one sum or comparison).
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse what is no amount of money and bring the amount to its one spelling."""
        step = _minor_unit(self.currency)
        if not self.amount.is_finite():
            raise Refused(Problem("money.not_an_amount", {"text": str(self.amount)}))
        if abs(self.amount) >= MAX_AMOUNT:
            raise Refused(Problem("money.too_large", {"limit": str(MAX_AMOUNT)}))
        exact = self.amount.quantize(step, context=EXACT)
        if exact != self.amount:
            words = {"text": str(self.amount), "currency": self.currency}
            raise Refused(Problem("money.too_fine", {**words, "digits": EXPONENTS[self.currency]}))
        object.__setattr__(self, "amount", abs(exact) if exact.is_zero() else exact)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str, rounding: Rounding) -> "Money":
        """The amount brought to the currency's minor unit."""
        step = _minor_unit(currency)
        if not amount.is_finite() or abs(amount) >= MAX_AMOUNT:
            return cls(amount, currency)
        return cls(amount.quantize(step, rounding=rounding.value, context=EXACT), currency)

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read ``12.30 CNY``."""
        number, _, currency = text.strip().partition(" ")
        try:
            return cls(parse_decimal(number), currency.strip())
        except BadNumber:
            raise Refused(Problem("money.not_an_amount", {"text": text[:40]})) from None

    @classmethod
    def zero(cls, currency: str) -> "Money":
        """Nothing, in this currency."""
        return cls(Decimal(0), currency)

    def plain(self) -> dict[str, object]:
        """The canonical form: ``{"amount": "12.30", "currency": "CNY"}``."""
        return {"amount": f"{self.amount:f}", "currency": self.currency}

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise Refused(Problem("money.mixed", {"left": self.currency, "right": other.currency}))
        return other.amount

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._same(other)

    def times(self, factor: Decimal | int, rounding: Rounding) -> "Money":
        """The amount times a number (a quantity, a tax rate), rounded once at the end."""
        return Money.rounded(EXACT.multiply(self.amount, Decimal(factor)), self.currency, rounding)

    def allocate(self, weights: Sequence[Decimal | int]) -> "tuple[Money, ...]":
        """Split in proportion to the weights so that the parts add up to the whole.

        The method of largest remainders: every share is cut towards zero, and the minor units left over go to the
        largest cut-off remainders, the earlier share first where two are equal. Weights are not negative and one is
        positive; otherwise ``Refused`` with ``money.weights``.
        """
        exact = [Decimal(weight) for weight in weights]
        if not exact or any(not weight.is_finite() or weight < 0 for weight in exact) or not any(exact):
            raise Refused(Problem("money.weights"))
        digits = EXPONENTS[self.currency]
        units = int(self.amount.scaleb(digits, context=EXACT))
        scale = max(0, *(-int(weight.as_tuple().exponent) for weight in exact))
        parts = [int(weight.scaleb(scale)) for weight in exact]
        shares = _largest_remainders(abs(units), parts)
        sign = -1 if units < 0 else 1
        return tuple(Money(Decimal(sign * share).scaleb(-digits), self.currency) for share in shares)


def _minor_unit(currency: str) -> Decimal:
    if currency not in EXPONENTS:
        raise Refused(Problem("money.currency", {"currency": currency[:8], "known": ", ".join(EXPONENTS)}))
    return Decimal(1).scaleb(-EXPONENTS[currency])


def _largest_remainders(units: int, weights: list[int]) -> list[int]:
    total = sum(weights)
    shares = [units * weight // total for weight in weights]
    remainders = [units * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in order[: units - sum(shares)]:
        shares[index] += 1
    return shares


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum, which is zero of ``currency`` when there is nothing to add."""
    result = Money.zero(currency)
    for amount in amounts:
        result += amount
    return result
