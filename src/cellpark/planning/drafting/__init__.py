"""From approved recipes, their overlays, a plant and its batches to the facts that are scheduled. Pure.

The same recipe, overlay and plant give the network that is simulated (``planning.simulation.from_recipe``): what is
done in one go, what is kept and what has to be met is read from the same text by the same rules (docs/planning.md).
"""

from cellpark.planning.drafting.batches import BatchToPlan, Progress, Stretch
from cellpark.planning.drafting.clock import UNIT_MINUTES, Clock
from cellpark.planning.drafting.drafted import HORIZON_DAYS, Draft, Product, draft
from cellpark.planning.drafting.file import FORMAT, Case, read_case

__all__ = [
    "FORMAT",
    "HORIZON_DAYS",
    "UNIT_MINUTES",
    "BatchToPlan",
    "Case",
    "Clock",
    "Draft",
    "Product",
    "Progress",
    "Stretch",
    "draft",
    "read_case",
]
