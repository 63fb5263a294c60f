"""How long, how many, how often: distributions as values, drawn from counted random numbers. Pure; no Numba here."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from cellpark.kernel.problem import Problem, Refused

_P90 = 1.2815515655446004
"""The 90th percentile of the standard normal distribution."""


class Shape(IntEnum):
    """The family of a distribution; the numbers are those of the compiled engine."""

    CONSTANT = 0
    UNIFORM = 1
    EXPONENTIAL = 2
    GAMMA = 3
    LOGNORMAL = 4
    TRIANGULAR = 5
    WEIBULL = 6
    EMPIRICAL = 7


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution over numbers from zero on; made by the functions of this module.

    ``a``, ``b`` and ``c`` are the parameters of the shape in the order of its function. ``values`` and ``weights``
    belong to ``EMPIRICAL`` alone. Raises ``Refused`` (``simulation.distribution``) for numbers that mean nothing.
    """

    shape: Shape
    a: float = 0.0
    b: float = 0.0
    c: float = 0.0
    values: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        numbers = (self.a, self.b, self.c, *self.values, *self.weights)
        if not (all(math.isfinite(each) and each >= 0 for each in numbers) and _MEANINGFUL[self.shape](self)):
            shown = ", ".join(f"{each:g}" for each in numbers[:6])
            raise Refused(Problem("simulation.distribution", {"shape": self.shape.name.lower(), "values": shown}))

    @property
    def mean(self) -> float:
        """The expectation."""
        return _MEAN[self.shape](self)

    @property
    def most(self) -> float:
        """The greatest value; infinite where there is none."""
        known = {Shape.CONSTANT: self.a, Shape.UNIFORM: self.b, Shape.TRIANGULAR: self.c}
        return max(self.values) if self.shape is Shape.EMPIRICAL else known.get(self.shape, math.inf)


_MEANINGFUL: Mapping[Shape, Callable[[Distribution], bool]] = {
    Shape.CONSTANT: lambda _: True,
    Shape.UNIFORM: lambda d: d.a <= d.b,
    Shape.EXPONENTIAL: lambda d: d.a > 0,
    Shape.GAMMA: lambda d: d.a > 0 and d.b > 0,
    Shape.LOGNORMAL: lambda d: d.a > 0,
    Shape.TRIANGULAR: lambda d: d.a <= d.b <= d.c,
    Shape.WEIBULL: lambda d: d.a > 0 and d.b > 0,
    Shape.EMPIRICAL: lambda d: 0 < len(d.values) == len(d.weights) and sum(d.weights) > 0,
}
_MEAN: Mapping[Shape, Callable[[Distribution], float]] = {
    Shape.CONSTANT: lambda d: d.a,
    Shape.UNIFORM: lambda d: (d.a + d.b) / 2,
    Shape.EXPONENTIAL: lambda d: d.a,
    Shape.GAMMA: lambda d: d.a * d.b,
    Shape.LOGNORMAL: lambda d: d.a * math.exp(d.b * d.b / 2),
    Shape.TRIANGULAR: lambda d: (d.a + d.b + d.c) / 3,
    Shape.WEIBULL: lambda d: d.b * math.gamma(1 + 1 / d.a),
    Shape.EMPIRICAL: lambda d: (
        math.fsum(v * w for v, w in zip(d.values, d.weights, strict=True)) / math.fsum(d.weights)
    ),
}


def constant(value: float) -> Distribution:
    """Always ``value``."""
    return Distribution(Shape.CONSTANT, value)


def uniform(low: float, high: float) -> Distribution:
    """Equally likely between ``low`` and ``high``."""
    return Distribution(Shape.UNIFORM, low, high)


def exponential(mean: float) -> Distribution:
    """Without memory, with this mean."""
    return Distribution(Shape.EXPONENTIAL, mean)


def gamma(shape: float, scale: float) -> Distribution:
    """With mean ``shape * scale``; a whole ``shape`` is an Erlang distribution."""
    return Distribution(Shape.GAMMA, shape, scale)


def lognormal(median: float, sigma: float) -> Distribution:
    """The exponential of a normal distribution with this standard deviation ``sigma``."""
    return Distribution(Shape.LOGNORMAL, median, sigma)


def lognormal_p90(median: float, p90: float) -> Distribution:
    """The same by its median and its 90th percentile. Raises ``Refused`` when they do not rise."""
    if not 0 < median <= p90:
        raise Refused(Problem("simulation.distribution", {"shape": "lognormal", "values": f"{median:g}, {p90:g}"}))
    return lognormal(median, math.log(p90 / median) / _P90)


def triangular(low: float, mode: float, high: float) -> Distribution:
    """Between ``low`` and ``high``, most often near ``mode``."""
    return Distribution(Shape.TRIANGULAR, low, mode, high)


def weibull(shape: float, scale: float) -> Distribution:
    """Lifetimes: ``shape`` above 1 wears out, below 1 fails early."""
    return Distribution(Shape.WEIBULL, shape, scale)


def empirical(values: tuple[float, ...], weights: tuple[float, ...] = ()) -> Distribution:
    """One of the values seen, as often as its weight says (all the same when there are none)."""
    return Distribution(Shape.EMPIRICAL, values=values, weights=weights or (1.0,) * len(values))


def longer_than(distribution: Distribution, value: float) -> tuple[float, float]:
    """Between which two shares the numbers above ``value`` lie, as the engine draws them.

    So a share drawn evenly between the two is a number of the distribution on condition that it is above ``value``: how
    long something takes that has gone on for so long already. 1 and 1 where no number is above it (what should have
    ended long ago ends now). For gamma 0 and 1, whatever ``value``: the engine draws until one is above it.
    """
    if value <= 0 or distribution.shape is Shape.GAMMA:
        return 0.0, 1.0
    if distribution.shape is Shape.EXPONENTIAL:
        return 0.0, math.exp(-value / distribution.a)
    if distribution.shape is Shape.WEIBULL:
        return 0.0, math.exp(-((value / distribution.b) ** distribution.a))
    low = _BELOW[distribution.shape](distribution, value)
    return (low, 1.0) if low < 1 else (1.0, 1.0)


def _below_triangular(d: Distribution, value: float) -> float:
    if value <= d.a:
        return 0.0
    if value >= d.c:
        return 1.0
    if value < d.b:
        return (value - d.a) ** 2 / ((d.c - d.a) * (d.b - d.a))
    return 1 - (d.c - value) ** 2 / ((d.c - d.a) * (d.c - d.b)) if d.c > d.b else 1.0


def _below_lognormal(d: Distribution, value: float) -> float:
    if d.b == 0:
        return float(value >= d.a)
    return 0.5 * math.erfc(-math.log(value / d.a) / d.b / math.sqrt(2))


_BELOW: Mapping[Shape, Callable[[Distribution, float], float]] = {
    Shape.CONSTANT: lambda d, value: float(value >= d.a),
    Shape.UNIFORM: lambda d, value: float(value >= d.b) if not d.a < value < d.b else (value - d.a) / (d.b - d.a),
    Shape.TRIANGULAR: _below_triangular,
    Shape.LOGNORMAL: _below_lognormal,
    Shape.EMPIRICAL: lambda d, value: (
        math.fsum(weight for seen, weight in zip(d.values, d.weights, strict=True) if seen <= value)
        / math.fsum(d.weights)
    ),
}
"""The share of the numbers that are not above a value."""
