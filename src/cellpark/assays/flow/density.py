"""Events as a picture: how many lie in each cell of a fine grid, smoothed, and cut into levels of equal share."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from cellpark.assays.flow.fcs import Floats

GRID: Final = 192
"""Cells a side; finer than the eye of a reader at the size of a page, coarse enough to stay small as text."""
LEVELS: Final = 9
"""Colours from sparse to dense. Each level holds about the same number of events, so that small populations show."""
_WIDTH: Final = 2.0
"""Standard deviation of the smoothing, in cells."""
_REACH: Final = 6


def levels(x: Floats, y: Floats) -> npt.NDArray[np.int8]:
    """For each cell of the grid (row from the bottom, column) 0 where no event lies, else its level 1..LEVELS."""
    counts, _xs, _ys = np.histogram2d(y, x, bins=GRID, range=((0.0, 1.0), (0.0, 1.0)))
    result = np.zeros((GRID, GRID), dtype=np.int8)
    occupied = counts > 0
    if not occupied.any():
        return result
    density = _smooth(counts)[occupied]
    rank = np.argsort(density, kind="stable")
    share = np.empty(rank.size)
    weights = counts[occupied][rank]
    share[rank] = (np.cumsum(weights) - weights / 2) / weights.sum()
    result[occupied] = np.minimum(LEVELS, 1 + np.floor(share * LEVELS)).astype(np.int8)
    return result


def runs(cells: npt.NDArray[np.int8], level: int) -> Iterator[tuple[int, int, int]]:
    """Neighbouring cells of one level in a row: row, first column, how many."""
    for row, line in enumerate(cells == level):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line.view(np.int8), [0]))))
        yield from ((row, int(start), int(end - start)) for start, end in edges.reshape(-1, 2))


def histogram(x: Floats) -> Floats:
    """Events along one axis, smoothed, as shares of the highest."""
    counts, _edges = np.histogram(x, bins=GRID, range=(0.0, 1.0))
    smooth = np.convolve(counts, _kernel(), mode="same")
    return np.asarray(smooth / max(float(smooth.max()), 1e-12), dtype=np.float64)


def _kernel() -> Floats:
    steps = np.arange(-_REACH, _REACH + 1)
    weights = np.exp(-(steps**2) / (2 * _WIDTH**2))
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _smooth(counts: Floats) -> Floats:
    kernel = _kernel()
    for axis in (0, 1):
        counts = np.apply_along_axis(lambda line: np.convolve(line, kernel, mode="same"), axis, counts)
    return counts
