"""How much of a reagent the recipe asks for, and whether that much was used."""

from cellpark.batches.run.amounts import Data, fits, wanted
from cellpark.batches.run.recipe import Use
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity


def used_amount_fault(field: Use, total: Quantity | None, data: Data) -> str | None:
    """What was used and what was asked for, in one line, when the two do not fit; None when they do.

    The name of the reagent itself stands for the amount that is being decided, so it is left out of the data.
    """
    asked = wanted(field.qty, {name: value for name, value in data.items() if name != field.name})
    if not isinstance(asked.value, Quantity):
        return None
    try:
        if total is not None and fits(total, asked.value, field):
            return None
    except Refused:
        pass
    return f"{total} / {asked.value}"
