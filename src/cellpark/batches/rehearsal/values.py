"""Values that a sound batch could have: within their limits and, where that can be reached, true to the conditions."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from random import Random
from typing import Final

from cellpark.batches.run.amounts import Data, decide, inside
from cellpark.batches.run.happened import Value
from cellpark.batches.run.recipe import Range, Record, Set, ValueKind
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import unit

SHARES: Final = (Decimal("0.5"), Decimal("0.3"), Decimal("0.7"), Decimal("0.05"), Decimal("0.95"))
WIDE: Final = 50
"""From this ratio of its ends on, a range is walked in powers and not in equal steps."""
UNITS: Final = (
    "TU/mL",
    "bead/mL",
    "cell/mL",
    "vg/mL",
    "vp/mL",
    "IU/mL",
    "mg/mL",
    "g/L",
    "IU/vial",
    "mL",
    "h",
    "%",
    "1",
)
"""What a certificate may state a datum in; the first that makes an amount a volume is taken."""
SCALE: Final = {"TU/mL": "1e8", "bead/mL": "4e7", "cell/mL": "1e7", "vg/mL": "1e12", "vp/mL": "1e10"}


def sound_value(field: Record | Set, conditions: Iterable[str], data: Data, chance: Random) -> Value:
    """A value within limits that makes as many of the conditions true as it can, unknown ones aside."""
    wanted = list(conditions)
    best: tuple[int, Value] | None = None
    for value in _candidates(field, chance):
        known = {**data, field.name: value}
        score = sum(decide(each, known).value is not False for each in wanted)
        if best is None or score > best[0]:
            best = (score, value)
        if score == len(wanted):
            break
    assert best is not None, "there is always one candidate"
    return best[1]


def _candidates(field: Record | Set, chance: Random) -> Iterator[Value]:
    if isinstance(field, Set):
        yield field.value
    elif field.kind is ValueKind.YES_NO:
        yield from (True, False)
    elif field.kind is ValueKind.CHOICE:
        yield from field.choices
    elif field.kind is ValueKind.TEXT:
        yield f"R{chance.randrange(1000, 9999)}"
    else:
        yield from (point(field.limits, field.unit, share) for share in SHARES)
        if field.limits is None:
            yield from (Quantity(Decimal(10) ** power, field.unit) for power in (-1, 1, 2, 3, 6, 8, 9, 10, 11))


def point(limits: Range | None, in_unit: str, share: Decimal) -> Quantity:
    """The point of a range that lies at a share of its way; without a range, 1 in the unit."""
    if limits is None:
        return Quantity(Decimal(1), in_unit)
    low = limits.low.to(in_unit, digits=12).value if limits.low is not None else None
    high = limits.high.to(in_unit, digits=12).value if limits.high is not None else None
    if low is None or high is None:
        end = low if low is not None else high
        assert end is not None, "one end is closed"
        step = abs(end) * share / 10 if end else Decimal("0.1")
        return Quantity(_short(end + step if low is not None else end - step), in_unit)
    if low > 0 and high / low > WIDE:
        return Quantity(_short(low * (high / low) ** share), in_unit)
    return Quantity(_short(low + (high - low) * share), in_unit)


def breach(field: Record | Set, value: Quantity, *, above: bool) -> Quantity | None:
    """A value beyond the limits, or far from what is usual where none are set; None where there is no such value."""
    limits = field.limits if isinstance(field, Record) else field.allow or Range(field.value, field.value)
    if limits is None:
        return Quantity(_short(value.value * (1000 if above else Decimal("0.001"))), value.unit)
    end = limits.high if above else limits.low
    if end is None:
        return None
    plain = end.to(value.unit, digits=12).value
    beyond = plain + (abs(plain) / 10 or Decimal(1)) * (1 if above else -1)
    found = Quantity(_short(beyond), value.unit)
    return None if inside(found, limits) else found


def datum(expressions: Iterable[str], name: str, data: Data) -> Quantity:
    """A datum of a certificate in a unit with which the amounts that use it can be computed."""
    wanted = list(expressions)
    usable: Quantity | None = None
    for each in UNITS:
        found = Quantity(Decimal(SCALE.get(each, "10")), each)
        answers = [decide(text, {**data, name: found}) for text in wanted]
        if any(answer.fault for answer in answers):
            continue
        usable = usable or found
        amounts = [answer.value for answer in answers if isinstance(answer.value, Quantity)]
        if all(amount.measured_in.dimension == unit("mL").dimension for amount in amounts):
            return found
    return usable or Quantity(Decimal(1))


def _short(value: Decimal) -> Decimal:
    return +Decimal(f"{value:.6g}")
