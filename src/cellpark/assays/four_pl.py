"""The four-parameter logistic curve of immunoassays: signal = top + (bottom - top) / (1 + (x / middle)^slope).

``bottom`` is the signal at no analyte, ``top`` at a great deal of it, ``middle`` the concentration where the curve is
halfway, ``slope`` its steepness (USP <1034>, DeSilva et al., Pharm. Res. 2003, 20:1885).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cellpark.assays.line import spread
from cellpark.assays.model import number_text
from cellpark.kernel.problem import Problem, Refused

PARAMETER_DIGITS = 9
"""Digits that the fitted parameters keep. The last digits of a minimum depend on the processor; what follows is
computed from the rounded parameters, so that it does not."""
_BEYOND = 10  # a middle so far beyond the standards is a guess
_POLISH = 60
_AT_REST = 1e-13
_STEEPEST = math.log(20)
LEVELS_MIN = 5


@dataclass(frozen=True, slots=True)
class Curve:
    """A fitted curve; concentrations in the unit of the standards."""

    bottom: float
    top: float
    middle: float
    slope: float

    def signal(self, concentration: float) -> float:
        """The signal at a concentration of zero or more."""
        if concentration <= 0:
            return self.bottom
        power = self.slope * math.log(concentration / self.middle)
        share = 1 / (1 + math.exp(power)) if power < 0 else math.exp(-power) / (1 + math.exp(-power))
        return self.top + (self.bottom - self.top) * share

    def concentration(self, signal: float) -> float | None:
        """The concentration behind a signal, or None beyond the plateaus: there is none."""
        if signal in (self.bottom, self.top):
            return None
        share = (self.bottom - signal) / (signal - self.top)
        return self.middle * math.exp(math.log(share) / self.slope) if share > 0 else None


def fit_4pl(points: Sequence[tuple[float, float]], *, weighted: bool = False) -> Curve:
    """The curve of least squares through (concentration, signal); ``weighted`` divides each residual by its signal.

    Raises ``Refused``: ``assays.elisa.standards`` with fewer than five different concentrations,
    ``assays.elisa.no_curve`` where the points do not determine both plateaus and the middle.
    """
    # scipy takes its time to import
    from scipy.optimize import least_squares

    levels = sorted({x for x, _ in points if x > 0})
    if len(levels) < LEVELS_MIN:
        raise Refused(Problem("assays.elisa.standards", {"count": len(levels)}))
    signals = [y for _, y in points]
    if max(signals) <= min(signals) or (weighted and min(signals) <= 0):
        raise Refused(Problem("assays.elisa.no_curve"))
    problem = _Residuals(points, weighted=weighted)
    fitted = least_squares(
        problem.residuals,
        _start(points, levels),
        jac=problem.jacobian,
        method="lm",
        xtol=1e-14,
        ftol=1e-14,
        gtol=1e-14,
    )
    bottom, top, log_middle, log_slope = problem.polished(fitted.x)
    beyond = not math.log(levels[0] / _BEYOND) <= log_middle <= math.log(levels[-1] * _BEYOND)
    if not all(map(math.isfinite, (bottom, top, log_middle, log_slope))) or beyond or abs(log_slope) > _STEEPEST:
        raise Refused(Problem("assays.elisa.no_curve"))
    return Curve(*(_rounded(each) for each in (bottom, top, math.exp(log_middle), math.exp(log_slope))))


class _Residuals:
    """What is left between points and curve, with its derivatives by bottom, top, ln(middle) and ln(slope)."""

    def __init__(self, points: Sequence[tuple[float, float]], *, weighted: bool) -> None:
        import numpy as np

        self.np = np
        self.y = np.array([y for _, y in points], dtype=float)
        weight = 1 / self.y if weighted else np.ones_like(self.y)
        self.weight = weight / weight.max() / (self.y.max() - self.y.min())
        with np.errstate(divide="ignore"):
            self.logs = np.log(np.array([x for x, _ in points], dtype=float))

    def residuals(self, p: Any) -> Any:
        """Curve less point, each by its weight."""
        return (p[1] + (p[0] - p[1]) * self._share(p) - self.y) * self.weight

    def jacobian(self, p: Any) -> Any:
        """Their derivatives."""
        share, power = self._share(p), self._power(p)
        slope = (p[0] - p[1]) * share * (1 - share)
        finite = self.np.where(self.np.isfinite(power), power, 0)
        columns = (share, 1 - share, slope * self.np.exp(p[3]), -slope * finite)
        return self.np.stack([each * self.weight for each in columns], axis=1)

    def polished(self, found: Any) -> tuple[float, float, float, float]:
        """The last digits of a minimum are flat: Gauss and Newton bring them to rest."""
        for _ in range(_POLISH):
            step, *_rest = self.np.linalg.lstsq(self.jacobian(found), -self.residuals(found), rcond=None)
            largest = float(self.np.abs(step).max())
            if not math.isfinite(largest) or largest > 1:
                break
            found = found + step
            if largest < _AT_REST:
                break
        bottom, top, log_middle, log_slope = (float(each) for each in found)
        return bottom, top, log_middle, log_slope

    def _power(self, p: Any) -> Any:
        return self.np.exp(p[3]) * (self.logs - p[2])

    def _share(self, p: Any) -> Any:
        return 1 / (1 + self.np.exp(self.np.clip(self._power(p), -700, 700)))


def _start(points: Sequence[tuple[float, float]], levels: Sequence[float]) -> list[float]:
    """The signals at both ends, the standard nearest to halfway between them, and a slope of one."""
    means = {level: spread([y for x, y in points if x == level])[0] for level in levels}
    half = (means[levels[0]] + means[levels[-1]]) / 2
    middle = min(levels, key=lambda level: abs(means[level] - half))
    return [means[levels[0]], means[levels[-1]], math.log(middle), 0.0]


def _rounded(value: float) -> float:
    return float(f"{value:.{PARAMETER_DIGITS - 1}e}")


def written(curve: Curve) -> dict[str, str]:
    """The parameters as decimal text."""
    return {name: number_text(getattr(curve, name)) for name in ("bottom", "top", "middle", "slope")}
