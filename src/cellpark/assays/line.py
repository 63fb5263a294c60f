"""A straight line through points, by least squares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cellpark.kernel.problem import Problem, Refused

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Line:
    """y = slope x + intercept, and the share of the variance of y that it explains."""

    slope: float
    intercept: float
    r_squared: float

    def x(self, y: float) -> float:
        """Where the line has the height ``y``."""
        return (y - self.intercept) / self.slope


def fit_line(points: Sequence[tuple[float, float]]) -> Line:
    """Ordinary least squares. Raises ``Refused``: ``assays.line.points`` with fewer than three points, or all alike."""
    n = len(points)
    mean_x, mean_y = (math.fsum(each[axis] for each in points) / max(n, 1) for axis in (0, 1))
    xx = math.fsum((x - mean_x) ** 2 for x, _ in points)
    yy = math.fsum((y - mean_y) ** 2 for _, y in points)
    xy = math.fsum((x - mean_x) * (y - mean_y) for x, y in points)
    if n < 3 or xx == 0 or xy == 0:
        raise Refused(Problem("assays.line.points", {"count": n}))
    slope = xy / xx
    return Line(slope, mean_y - slope * mean_x, xy * xy / (xx * yy))


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Mean and coefficient of variation in percent (sample standard deviation); 0 % for a single value."""
    mean = math.fsum(values) / len(values)
    if len(values) == 1 or mean == 0:
        return mean, 0.0
    deviation = math.sqrt(math.fsum((each - mean) ** 2 for each in values) / (len(values) - 1))
    variation = 100 * deviation / abs(mean)
    # equal values differ in the sixteenth digit once a blank is taken off
    return mean, variation if variation > _NOTHING else 0.0
