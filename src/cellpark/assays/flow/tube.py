"""One file as a strategy sees it: its channels by name, label or dye, compensated, transformed where it is asked."""

import numpy as np
import numpy.typing as npt

from cellpark.assays.flow.fcs import FcsFile, Floats
from cellpark.assays.flow.scales import scaled
from cellpark.assays.flow.spillover import compensated, spillover_of
from cellpark.assays.flow.strategy import FROM_FILE, UNCOMPENSATED, Dimension, Scale, Strategy
from cellpark.kernel.problem import Problem, Refused

Members = npt.NDArray[np.bool_]
Chosen = npt.NDArray[np.intp] | Members | slice
EVERY = slice(None)


class Tube:
    """A file with a strategy. Compensated tables are computed when they are first asked for, and kept."""

    def __init__(self, file: FcsFile, strategy: Strategy) -> None:
        """Keep file and strategy; compute nothing yet."""
        self.file = file
        self.strategy = strategy
        self._tables: dict[str, Floats] = {UNCOMPENSATED: file.values}

    def position(self, dimension: Dimension) -> int:
        """The channel of a dimension: by its name, its label, or the dye of a matrix. Raises ``Refused``."""
        wanted = dimension.channel or ""
        found = self.file.index(wanted)
        if found is None and dimension.compensation in self.strategy.matrices:
            matrix = self.strategy.matrices[dimension.compensation]
            if wanted in matrix.dyes:
                found = self.file.index(matrix.detectors[matrix.dyes.index(wanted)])
        if found is None:
            names = ", ".join(channel.name for channel in self.file.channels)
            raise Refused(Problem("assays.flow.channel", {"found": wanted[:80], "known": names[:400]}))
        return found

    def scale(self, dimension: Dimension) -> Scale | None:
        """The transformation of a dimension; None where it is drawn in linear units."""
        return None if dimension.scale is None else self.strategy.scales[dimension.scale]

    def linear(self, dimension: Dimension) -> Floats:
        """The compensated values of all events in the linear units of the instrument."""
        if dimension.ratio is None:
            return np.asarray(self._table(dimension.compensation)[self.position(dimension)], dtype=np.float64)
        ratio = self.strategy.ratios[dimension.ratio]
        first, second = (
            self.linear(Dimension(channel, compensation=dimension.compensation))
            for channel in (ratio.first, ratio.second)
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(ratio.a * ((first - ratio.b) / (second - ratio.c)), dtype=np.float64)

    def column(self, dimension: Dimension, chosen: Chosen = EVERY) -> Floats:
        """The values of the chosen events on the scale on which the gate is drawn."""
        return scaled(self.linear(dimension)[chosen], self.scale(dimension))

    def _table(self, compensation: str) -> Floats:
        if compensation not in self._tables:
            matrix = spillover_of(self.file) if compensation == FROM_FILE else self.strategy.matrices[compensation]
            # Gating-ML 2.0, section 4.3: without a matrix in the file, FCS means that nothing is compensated
            self._tables[compensation] = self.file.values if matrix is None else compensated(self.file, matrix)
        return self._tables[compensation]
