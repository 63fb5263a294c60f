"""A tube of the example product: the populations of its panel in the shares that somebody wants to see."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from cellpark.assays.flow.fcs import Floats
from cellpark.assays.flow.fcs_write import write_fcs
from cellpark.assays.invented.panel import CHANNELS, DIM, DYES, NEGATIVE, POSITIVE, SPILL, TOP
from cellpark.assays.model import number_text

SINGLE, DEBRIS, DOUBLETS = 10_000, 1_800, 600
"""How many events lie where; a share is of single cells, of viable ones or of CD3 positive ones."""
SHARES = ("viable", "cd3", "cd4", "cd8", "car")


def tube(shares: Mapping[str, Decimal], *, seed: int, title: str, sample: str = "") -> bytes:
    """An FCS 3.1 file whose panel finds ``shares`` in percent: viable of single cells, cd3 of these, the rest of cd3.

    ``sample`` stands in the keyword $SMNO. The same arguments give the same bytes. What a share leaves over of a whole
    cell is rounded.
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    viable = _count(SINGLE, shares["viable"])
    marked = _count(viable, shares["cd3"])
    light = {name: _near(chance, NEGATIVE, 60, SINGLE + DEBRIS + DOUBLETS) for name in DYES}
    light["PerCP-A"][viable : SINGLE + DOUBLETS] = _near(chance, POSITIVE, 2_500, SINGLE + DOUBLETS - viable)
    light["APC-A"][:marked] = _near(chance, POSITIVE, 2_500, marked)
    helpers, killers = _count(marked, shares["cd4"]), _count(marked, shares["cd8"])
    light["BV421-A"][:helpers] = _near(chance, POSITIVE, 2_500, helpers)
    light["PE-A"][helpers : helpers + killers] = _near(chance, POSITIVE, 2_500, killers)
    # drawn from all, so that both kinds carry the receptor
    carriers = chance.permutation(marked)[: _count(marked, shares["car"])]
    light["FITC-A"][carriers] = _near(chance, DIM, 400, len(carriers))
    seen = np.column_stack([light[name] for name in DYES]) @ np.array(SPILL)
    rows = np.column_stack([_scatter(chance), seen])
    rows = rows[chance.permutation(len(rows))]
    clock = np.arange(len(rows), dtype=np.float64)
    words = {"$CYT": "Example cytometer (fictional)", "$FIL": title, "$TIMESTEP": "0.001", "$SPILLOVER": _spill()}
    named = {"$SMNO": sample} if sample else {}
    return write_fcs(np.column_stack([rows, clock]), CHANNELS, top=TOP, keywords={**words, **named})


def _scatter(chance: np.random.Generator) -> Floats:
    """FSC-A, FSC-H and SSC-A: single cells first, then two cells at once, then debris."""
    single = _near(chance, 90e3, 9e3, SINGLE)
    double = _near(chance, 125e3, 6e3, DOUBLETS)
    debris = _near(chance, 14e3, 3e3, DEBRIS)
    area = np.concatenate([single, double, debris])
    height = np.concatenate([single * 0.82, double * 0.52, debris * 0.8])
    side = np.concatenate(
        [_near(chance, 42e3, 6e3, SINGLE), _near(chance, 55e3, 6e3, DOUBLETS), _near(chance, 9e3, 2e3, DEBRIS)]
    )
    return np.column_stack([area, height, side])


def _near(chance: np.random.Generator, middle: float, width: float, count: int) -> Floats:
    """Never so far from the middle that a cell would leave its population."""
    return np.asarray(middle + width * np.clip(chance.standard_normal(count), -3.5, 3.5), dtype=np.float64)


def _count(whole: int, percent: Decimal) -> int:
    return int((whole * percent / 100).to_integral_value())


def _spill() -> str:
    numbers = (number_text(value) for row in SPILL for value in row)
    return ",".join([str(len(DYES)), *DYES, *numbers])
