"""Compensation: from what the detectors saw to what each dye gave (FCS 3.1, section 3.2.20, $SPILLOVER)."""

import math
from typing import Final

import numpy as np

from cellpark.assays.flow.fcs import FcsFile, Floats
from cellpark.assays.flow.strategy import Spillover
from cellpark.kernel.problem import Problem, Refused

KEYWORDS: Final = ("$SPILLOVER", "SPILLOVER", "$SPILL", "SPILL")
"""The keyword of FCS 3.1 first; the others were used before it was standard, and still are."""


def refused(code: str, **params: str | int) -> Refused:
    """A refusal of a matrix: ``assays.flow.spillover.<code>``."""
    return Refused(Problem(f"assays.flow.spillover.{code}", params))


def spillover_of(file: FcsFile) -> Spillover | None:
    """The matrix within the file; None where there is none. Raises ``Refused`` where it is damaged."""
    for keyword in KEYWORDS:
        if file.keywords.get(keyword, "").strip():
            return _parsed(file.keywords[keyword], keyword)
    return None


def compensated(file: FcsFile, matrix: Spillover) -> Floats:
    """All channels; those of the detectors hold the light of their dye alone. Raises ``Refused``."""
    rows: list[int] = []
    for detector in matrix.detectors:
        position = file.index(detector)
        if position is None or position in rows:
            names = ", ".join(channel.name for channel in file.channels)
            raise refused("channel", found=detector[:80], known=names[:400])
        rows.append(position)
    table = np.array(matrix.rows, dtype=np.float64)
    values = file.values.copy()
    if matrix.inverted:
        values[rows] = table.T @ file.values[rows]
        return values
    try:
        values[rows] = np.linalg.solve(table.T, file.values[rows])
    except np.linalg.LinAlgError:
        raise refused("singular", size=len(rows)) from None
    return values


def _parsed(text: str, keyword: str) -> Spillover:
    parts = [" ".join(part.split()) for part in text.split(",")]
    size = int(parts[0]) if parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 4 else 0
    if not size or len(parts) != 1 + size + size * size:
        expected = 1 + size + size * size
        raise refused("size", keyword=keyword, size=parts[0][:20], found=len(parts), expected=expected)
    names = tuple(parts[1 : size + 1])
    try:
        numbers = [float(part) for part in parts[size + 1 :]]
    except ValueError as fault:
        raise refused("number", keyword=keyword, fault=str(fault)[-60:]) from None
    if not all(map(math.isfinite, numbers)):
        raise refused("number", keyword=keyword, fault="NaN, Inf")
    rows = tuple(tuple(numbers[start : start + size]) for start in range(0, size * size, size))
    return Spillover(names, names, rows)
