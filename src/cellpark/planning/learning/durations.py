"""A duration fitted anew: what was said before counts as much as so many observations of it.

Logarithms of times are taken as normal with an unknown mean and variance; what is known beforehand is a normal and
inverse gamma distribution (Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.3), which observations sharpen. A
triangular duration keeps its form: it is moved and stretched until its mean and its spread are those that were learned.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from cellpark.kernel.quantity import Quantity
from cellpark.planning.simulation.distribution import Distribution, Shape
from cellpark.planning.simulation.from_recipe import distribution_of
from cellpark.recipes.dialect.plan import Duration
from cellpark.recipes.dialect.plan import Shape as Family

CONFIDENCE = 0.95
VARIES_FROM = 10
"""So many observations, before one value that always was the same becomes a distribution."""
P90 = 1.2815515655446004
LEAST_HOURS = 1.0 / 60
"""Shorter than a minute is read as a minute: times are recorded in seconds, planned in minutes."""
MINUTES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Central:
    """A typical value in hours with its interval of 95 %: the median, or the mean of a triangular duration."""

    value: float
    low: float
    high: float


def refit(old: Duration, hours: Sequence[float], prior: float) -> tuple[Duration, Central]:
    """The duration after observations, and its typical value. Without any it is the old one."""
    if not hours:
        middle = _middle(old)
        return old, Central(middle, middle, middle)
    if old.shape is Family.TRIANGULAR:
        return _triangular(old, hours, prior)
    return _lognormal(old, hours, prior)


def test_of_fit(duration: Duration, hours: Sequence[float]) -> float | None:
    """How likely observations of this distribution are at least so far from it: Kolmogorov and Smirnov.

    None for one value, and for fewer than five observations. For a distribution that was fitted to the same
    observations the answer is too kind (Lilliefors, J. Am. Stat. Assoc. 62 (1967)).
    """
    from scipy.stats import kstest

    if duration.shape is Family.FIXED or len(hours) < 5:
        return None
    found = distribution_of(duration)
    if found.shape is Shape.CONSTANT:
        return None
    return float(kstest(list(hours), lambda values: np.array([_below(found, each) for each in values])).pvalue)


test_of_fit.__test__ = False  # type: ignore[attr-defined]


def _middle(duration: Duration) -> float:
    found = distribution_of(duration)
    return found.mean if found.shape is Shape.TRIANGULAR else found.a


def _lognormal(old: Duration, hours: Sequence[float], prior: float) -> tuple[Duration, Central]:
    was = distribution_of(old)
    sigma = was.b if was.shape is Shape.LOGNORMAL else 0.0
    logs = [math.log(max(each, LEAST_HOURS)) for each in hours]
    mean, variance, half = _normal(math.log(max(was.a, LEAST_HOURS)), sigma * sigma, logs, prior)
    median = math.exp(mean)
    spread = math.sqrt(variance)
    central = Central(median, math.exp(mean - half), math.exp(mean + half))
    if old.shape is Family.FIXED and (len(hours) < VARIES_FROM or spread == 0.0):
        return Duration(Family.FIXED, (_time(median),)), central
    return Duration(Family.LOGNORMAL, (_time(median), _time(median * math.exp(P90 * spread)))), central


def _triangular(old: Duration, hours: Sequence[float], prior: float) -> tuple[Duration, Central]:
    low, mode, high = (distribution_of(Duration(Family.FIXED, (each,))).a for each in old.values)
    was = (low + mode + high) / 3
    spread = math.sqrt(max(low * low + mode * mode + high * high - low * mode - low * high - mode * high, 0.0) / 18)
    mean, variance, half = _normal(was, spread * spread, hours, prior)
    stretched = math.sqrt(variance) / spread if spread > 0 else 1.0
    values = [max(mean + (each - was) * stretched, 0.0) for each in (low, mode, high)]
    return Duration(Family.TRIANGULAR, tuple(map(_time, values))), Central(mean, max(mean - half, 0.0), mean + half)


def _normal(mean: float, variance: float, values: Sequence[float], prior: float) -> tuple[float, float, float]:
    """Mean and variance after observations, and half of the interval of the mean."""
    from scipy.special import stdtrit

    count = len(values)
    seen = math.fsum(values) / count
    squares = math.fsum((each - seen) ** 2 for each in values)
    after = prior + count
    new = (prior * mean + count * seen) / after
    scale = (prior * variance + squares + prior * count / after * (seen - mean) ** 2) / after
    return new, scale, float(stdtrit(after, 0.5 + CONFIDENCE / 2)) * math.sqrt(scale / after)


def _below(found: Distribution, value: float) -> float:
    """The share of a distribution that is not above a value."""
    if found.shape is Shape.LOGNORMAL:
        if value <= 0:
            return 0.0
        return (
            0.5 * math.erfc(-math.log(value / found.a) / found.b / math.sqrt(2)) if found.b else float(value >= found.a)
        )
    low, mode, high = found.a, found.b, found.c
    if value <= low or value >= high:
        return float(value >= high)
    if value < mode:
        return (value - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - value) ** 2 / ((high - low) * (high - mode))


def _time(hours: float) -> Quantity:
    """Minutes, to a hundredth of one."""
    return Quantity(Decimal(str(hours * 60)).quantize(MINUTES).normalize() + 0, "min")
