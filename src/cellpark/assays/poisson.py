"""Copies from counts of positive partitions (digital PCR).

Targets fall into partitions by chance: with ``k`` of ``n`` partitions positive, the mean number of copies in one is
-ln(1 - k/n) (Poisson; Dube, Qin and Ramakrishnan, PLoS ONE 2008, 3:e2876; digital MIQE 2020, Clin. Chem. 66:1012).
The interval is that of Clopper and Pearson (Biometrika 1934, 26:404) for k/n, carried through the same formula: it is
exact at every count and holds for none positive, where a normal approximation has no width.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

from cellpark.kernel.problem import Problem, Refused

CONFIDENCE = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class Partitions:
    """How many partitions were accepted, and how many of them are positive."""

    positive: int
    total: int

    def __add__(self, other: "Partitions") -> "Partitions":
        """Two wells of one sample as one."""
        return Partitions(self.positive + other.positive, self.total + other.total)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the ends of its confidence interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """The same in another unit; ``factor`` is above zero."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor)


def copies_per_partition(counts: Partitions, confidence: Decimal = CONFIDENCE) -> Estimate:
    """Mean copies in a partition.

    Raises ``Refused``: ``assays.dpcr.counts`` for counts that cannot be, ``assays.dpcr.saturated`` when no partition is
    negative: then the number of copies is unknown.
    """
    if not 0 <= counts.positive <= counts.total or counts.total == 0:
        raise Refused(Problem("assays.dpcr.counts", {"positive": counts.positive, "total": counts.total}))
    if counts.positive == counts.total:
        raise Refused(Problem("assays.dpcr.saturated", {"total": counts.total}))
    # scipy takes its time to import
    from scipy.stats import beta

    tail = float((1 - confidence) / 2)
    k, n = counts.positive, counts.total
    low = 0.0 if k == 0 else float(beta.ppf(tail, k, n - k + 1))
    high = float(beta.ppf(1 - tail, k + 1, n - k))
    return Estimate(_copies(k / n), _copies(low), _copies(high))


def ratio(above: Partitions, below: Partitions, confidence: Decimal = CONFIDENCE) -> Estimate:
    """Copies of one target for each copy of the other.

    The interval is log-normal: the variance of ln(lambda) is p / (n (1 - p) lambda^2) by the delta method, and the two
    targets count as independent (Dube et al. 2008). Raises ``Refused(assays.dpcr.no_reference)`` where the divisor has
    no positive partition; a dividend without one has an interval from the exact upper end.
    """
    from scipy.stats import norm

    over, under = copies_per_partition(above, confidence), copies_per_partition(below, confidence)
    if under.value == 0:
        raise Refused(Problem("assays.dpcr.no_reference"))
    if over.value == 0:
        return Estimate(0.0, 0.0, over.high / under.low)
    spread = float(norm.ppf(1 - float((1 - confidence) / 2))) * math.sqrt(_variance(above) + _variance(below))
    value = over.value / under.value
    return Estimate(value, value * math.exp(-spread), value * math.exp(spread))


def _copies(share: float) -> float:
    return -math.log1p(-share) if share else 0.0


def _variance(counts: Partitions) -> float:
    share = counts.positive / counts.total
    return share / (counts.total * (1 - share) * _copies(share) ** 2)
