"""What replications say together: means with intervals, folded one after the other; a sketch of all times. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

SKETCH_BITS = 7
SKETCH_LOW = 1023 - 24


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replications, half of its confidence interval, and how many replications had a value."""

    mean: float
    half_width: float
    count: int

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.mean - self.half_width

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.mean + self.half_width

    @property
    def relative(self) -> float:
        """Half of the interval as a share of the mean; infinite when that is not known."""
        known = math.isfinite(self.half_width) and self.mean != 0
        return self.half_width / abs(self.mean) if known else math.inf


@dataclass(slots=True)
class Folded:
    """Means and squares of many values at once, one replication after the other: as large after 10,000 as after 10.

    Welford's recurrence; what is not a number is left out. The order of folding decides the last bits, so whoever
    folds does it in the order of the replications, whoever computed them.
    """

    count: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    mean: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    squares: "np.ndarray[tuple[int], np.dtype[np.float64]]"

    @classmethod
    def of(cls, size: int) -> "Folded":
        """Nothing yet, for ``size`` values a replication."""
        return cls(np.zeros(size, np.int64), np.zeros(size), np.zeros(size))

    def add(self, values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> None:
        """Fold the values of one replication in."""
        there = ~np.isnan(values)
        self.count += there
        off = np.where(there, values - self.mean, 0.0)
        self.mean += off / np.maximum(self.count, 1)
        self.squares += off * np.where(there, values - self.mean, 0.0)

    def estimate(self, place: int, confidence: float) -> Estimate:
        """The mean of a value with its interval by Student's t; endless with fewer than two replications."""
        count = int(self.count[place])
        if count == 0:
            return Estimate(math.nan, math.inf, 0)
        if count == 1:
            return Estimate(float(self.mean[place]), math.inf, 1)
        error = math.sqrt(float(self.squares[place]) / (count - 1) / count)
        return Estimate(float(self.mean[place]), student(confidence, count - 1) * error, count)


def student(confidence: float, degrees: int) -> float:
    """The quantile of Student's t for a two-sided interval."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, 0.5 + confidence / 2))


@dataclass(slots=True)
class Sketch:
    """How many times fell into each bin: every power of two in 128 parts, so a quantile is at most 0.4 % off.

    Counts are whole numbers: sketches add up to the same whatever the order.
    """

    bins: "np.ndarray[tuple[int], np.dtype[np.int64]]" = field(
        default_factory=lambda: np.zeros(64 << SKETCH_BITS, np.int64)
    )

    @property
    def count(self) -> int:
        """How many times there are."""
        return int(self.bins.sum())

    @property
    def mean(self) -> float:
        """The mean time, each counted in the middle of its bin; not a number without any."""
        total = self.count
        if total == 0:
            return math.nan
        return math.fsum(_middle(int(place)) * int(self.bins[place]) for place in np.flatnonzero(self.bins)) / total

    def quantile(self, share: float) -> float:
        """The time that ``share`` of all do not exceed; not a number without any."""
        total = self.count
        if total == 0:
            return math.nan
        wanted = min(max(math.ceil(share * total), 1), total)
        return _middle(int(np.searchsorted(np.cumsum(self.bins), wanted)))

    def share_within(self, limit: float) -> float:
        """The share of all that do not exceed ``limit``, to the width of a bin."""
        total = self.count
        if total == 0:
            return math.nan
        return float(self.bins[: _place(limit)].sum()) / total


def _middle(place: int) -> float:
    power, part = divmod(place, 1 << SKETCH_BITS)
    return math.ldexp(1 + (part + 0.5) / (1 << SKETCH_BITS), power + SKETCH_LOW - 1023)


def _place(value: float) -> int:
    if value <= 0:
        return 0
    fraction, power = math.frexp(value)
    part = int((2 * fraction - 1) * (1 << SKETCH_BITS))
    return min(max(((power - 1 + 1023 - SKETCH_LOW) << SKETCH_BITS) + part, 0), 64 << SKETCH_BITS)


def warm_up_length(values: Sequence[float], batch: int = 5) -> int:
    """How many of the first values to leave out so that the rest no longer shows the empty start: MSER-5.

    White, ACM TOMACS 7 (1997): means of ``batch`` values; the cut that makes the standard error of what remains
    smallest, within the first half.
    """
    means = np.asarray(values[: len(values) // batch * batch], dtype=np.float64).reshape(-1, batch).mean(axis=1)
    if len(means) < 2:
        return 0
    counts = np.arange(len(means), 0, -1)
    sums, squares = np.cumsum(means[::-1])[::-1], np.cumsum((means**2)[::-1])[::-1]
    errors = (squares - sums**2 / counts) / counts.astype(np.float64) ** 2
    return int(np.argmin(errors[: max(len(means) // 2, 1)])) * batch
