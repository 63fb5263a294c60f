"""Whether the temperature on the way was what the material asks for. Pure."""

from collections.abc import Mapping
from decimal import Decimal

from cellpark.kernel.quantity import Quantity
from cellpark.materials.states import StorageCondition

# from, to in degC; None where that end is open
RANGES: Mapping[StorageCondition, tuple[int | None, int | None]] = {
    StorageCondition.AMBIENT: (15, 25),
    StorageCondition.REFRIGERATED: (2, 8),
    StorageCondition.INCUBATOR: (36, 38),
    StorageCondition.FROZEN: (None, -20),
    StorageCondition.DEEP_FROZEN: (None, -70),
    StorageCondition.CRYOGENIC: (None, -150),
}


def temperature_kept(storage: str, coldest: Quantity | None, warmest: Quantity | None) -> bool:
    """Whether the logger's lowest and highest value lie within the material's range; without a logger they do not.

    Raises ``Refused(quantity.dimension)`` for what is no temperature.
    """
    if coldest is None or warmest is None:
        return False
    low, high = RANGES[StorageCondition(storage)]
    return (low is None or coldest >= _celsius(low)) and (high is None or warmest <= _celsius(high))


def _celsius(degrees: int) -> Quantity:
    return Quantity(Decimal(degrees), "degC")


def middle_of(storage: StorageCondition) -> Quantity:
    """A temperature that a material of this storage class arrives with when all went well."""
    low, high = RANGES[storage]
    assert high is not None, "every class has an upper end"
    return _celsius(high if low is None else (low + high) // 2)
