"""Compare many values with a limit that is drawn on a transformed scale, without transforming them all.

Logicle and hyperlog have no closed form: each value is a search. Both rise steadily, so a value clearly beyond the
limit's place on the linear scale is beyond it on the other. Only values next to that place are transformed; the answer
is the same for every event, which the tests prove with FlowKit.
"""

import math
from typing import Final

import numpy as np

from cellpark.assays.flow.fcs import Floats
from cellpark.assays.flow.scales import scaled, unscaled
from cellpark.assays.flow.strategy import Scale
from cellpark.assays.flow.tube import Members

_SEARCHED: Final = frozenset({"logicle", "hyperlog"})
_MARGIN: Final = 1e-8
"""On a scale of about 0..1; the transformations are exact to some 1e-14."""


def at_least(values: Floats, scale: Scale | None, limit: float) -> Members:
    """``scaled(values) >= limit`` for finite values."""
    between = _place(scale, limit, limit)
    if between is None:
        return np.asarray(scaled(values, scale) >= limit, dtype=np.bool_)
    low, high = between
    answer = np.asarray(values > high, dtype=np.bool_)
    near = np.flatnonzero((values >= low) & (values <= high))
    answer[near] = scaled(values[near], scale) >= limit
    return answer


def below(values: Floats, scale: Scale | None, limit: float) -> Members:
    """``scaled(values) < limit`` for finite values."""
    if _place(scale, limit, limit) is None:
        return np.asarray(scaled(values, scale) < limit, dtype=np.bool_)
    return ~at_least(values, scale, limit)


def may_lie(values: Floats, scale: Scale | None, low: float, high: float) -> Members:
    """False only for values that certainly lie outside ``low <= scaled(value) <= high``."""
    between = (low, high) if scale is None else _place(scale, low, high)
    if between is None:
        return np.ones(values.shape, dtype=np.bool_)
    return np.asarray((values >= between[0]) & (values <= between[1]), dtype=np.bool_)


def _place(scale: Scale | None, low: float, high: float) -> tuple[float, float] | None:
    """Linear values safely on both sides; None where the comparison is cheap or the place is beyond all numbers."""
    if scale is None or scale.kind not in _SEARCHED:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        first, last = (float(value) for value in unscaled(np.array([low - _MARGIN, high + _MARGIN]), scale))
    return (first, last) if math.isfinite(first) and math.isfinite(last) and first < last else None
