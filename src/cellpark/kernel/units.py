"""Units of measure: a closed list, exact factors, and one stored spelling for each.

The list stands in ``units.txt``. A unit is written without spaces: ``cells/mL``, ``mg/kg/h``, ``m^2``, ``1/h``, ``%``.
``pint`` keeps the definitions and reduces them to base units; the factors are kept here as exact fractions, so that
``mL/min`` compares with ``L/h`` without a rounding error.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pint

from cellpark.kernel.problem import Problem, Refused

MAX_UNIT_LENGTH: Final = 60
"""Longest spelling of a unit in characters."""
MAX_POWER: Final = 12
"""Largest sum of the powers in a compound, which keeps every factor below 1E+216."""

Dimension = tuple[tuple[str, int], ...]

_OFFSETS: Final = MappingProxyType({"degC": Fraction(27315, 100), "K": Fraction(0)})
_PART = re.compile(r"([*/])?([A-Za-z_%][A-Za-z0-9_]*|1)(?:\^(-?[0-9]{1,2}))?")
_SPELLINGS = str.maketrans({"\u00b5": "u", "\u03bc": "u", "\u00b2": "^2", "\u00b3": "^3", "\u00b7": "*", "\u00d7": "*"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit reduced to base units.

    ``text`` is its stored spelling. A value in it is ``value * factor + offset`` in base units of ``dimension``.
    ``point`` is true for a temperature on a scale (degC or K alone), which can be compared and moved but not added.
    """

    text: str
    powers: tuple[tuple[str, int], ...]
    factor: Fraction
    offset: Fraction
    dimension: Dimension
    point: bool

    def times(self, other: "Unit") -> "Unit":
        """The unit of a product."""
        return _from_powers(_difference(_added(self.powers, other.powers, 1)))

    def over(self, other: "Unit") -> "Unit":
        """The unit of a quotient."""
        return _from_powers(_difference(_added(self.powers, other.powers, -1)))


@lru_cache(maxsize=1)
def _registry() -> "pint.UnitRegistry[Decimal]":
    # spellings such as "cell", a unit and a symbol at once, are meant; the list is closed, users redefine nothing
    return pint.UnitRegistry(
        Path(__file__).with_name("units.txt"), non_int_type=Decimal, cache_folder=None, on_redefinition="ignore"
    )


@lru_cache(maxsize=1)
def unit_names() -> Mapping[str, str]:
    """Every spelling that is understood and the symbol that is stored for it."""
    registry = _registry()
    found = {name: str(registry.get_symbol(name)) for name in registry}
    found["percent"] = "%"
    found["%"] = "%"
    return MappingProxyType(found)


def symbol_of(name: str) -> str | None:
    """The stored symbol for one spelling of a simple unit (``cells`` -> ``cell``), or None when it is no unit."""
    return unit_names().get(name.translate(_SPELLINGS).replace("\u00b0", "deg"))


@lru_cache(maxsize=256)
def _base(symbol: str) -> tuple[Fraction, Dimension]:
    registry = _registry()
    name = "percent" if symbol == "%" else symbol
    factor, _ = registry.get_root_units(name)
    dimensions = registry.get_dimensionality(name)
    exact = Fraction(Decimal(str(factor)))
    return exact, tuple(sorted((key[1:-1], int(str(power))) for key, power in dimensions.items()))


def _added(left: Iterable[tuple[str, int]], right: Iterable[tuple[str, int]], sign: int) -> tuple[tuple[str, int], ...]:
    powers = dict(left)
    for symbol, power in right:
        powers[symbol] = powers.get(symbol, 0) + sign * power
    return tuple(sorted((symbol, power) for symbol, power in powers.items() if power))


def _difference(powers: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    # degC/min times min leaves a difference of temperature, never a point on the scale.
    return (("delta_degC", 1),) if powers in ((("degC", 1),), (("K", 1),)) else powers


def _spelling(powers: tuple[tuple[str, int], ...]) -> str:
    above = "*".join(symbol if power == 1 else f"{symbol}^{power}" for symbol, power in powers if power > 0)
    below = "".join(f"/{symbol}" if power == -1 else f"/{symbol}^{-power}" for symbol, power in powers if power < 0)
    return (above or "1") + below


@lru_cache(maxsize=2048)
def _from_powers(powers: tuple[tuple[str, int], ...]) -> Unit:
    text = _spelling(powers)
    if len(text) > MAX_UNIT_LENGTH or sum(abs(power) for _, power in powers) > MAX_POWER:
        raise Refused(Problem("quantity.unit_too_long", {"unit": text[:MAX_UNIT_LENGTH]}))
    factor = Fraction(1)
    dimension: Dimension = ()
    for symbol, power in powers:
        base, part = _base(symbol)
        factor *= base**power
        dimension = _added(dimension, ((name, power * inner) for name, inner in part), 1)
    point = text in _OFFSETS
    return Unit(text, powers, factor, _OFFSETS.get(text, Fraction(0)), dimension, point)


NO_UNIT: Final = Unit("1", (), Fraction(1), Fraction(0), (), point=False)
"""The unit of a plain number, written ``1``."""


@lru_cache(maxsize=2048)
def unit(text: str) -> Unit:
    """Read a unit; raises ``Refused`` with ``quantity.unit`` (unknown or misspelt) or ``quantity.unit_too_long``."""
    if len(text) > MAX_UNIT_LENGTH:
        raise Refused(Problem("quantity.unit_too_long", {"unit": text[:MAX_UNIT_LENGTH]}))
    plain = text.translate(_SPELLINGS).replace("\u00b0", "deg")
    powers: tuple[tuple[str, int], ...] = ()
    end = 0
    while end < len(plain):
        match = _PART.match(plain, end)
        if match is None or (match[1] is None) != (end == 0):
            break
        powers = _added(powers, _part(match[2], int(match[3] or 1), text), -1 if match[1] == "/" else 1)
        end = match.end()
    if end == 0 or end < len(plain):
        raise Refused(Problem("quantity.unit", {"unit": text}))
    return _from_powers(powers)


def _part(name: str, power: int, whole: str) -> tuple[tuple[str, int], ...]:
    if name == "1":
        return ()
    symbol = unit_names().get(name)
    if symbol is None or not power or abs(power) > MAX_POWER:
        raise Refused(Problem("quantity.unit", {"unit": whole}))
    return ((symbol, power),)
