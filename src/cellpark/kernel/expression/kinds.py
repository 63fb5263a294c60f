"""What a value can be: a number with a dimension, a text, a truth, a day, an instant, or a list of one of these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import NO_UNIT, Unit, unit

Value = Quantity | Decimal | int | bool | str | date | datetime | list["Value"] | tuple["Value", ...] | None
"""What a caller hands in for a name. None, or no entry, is an unknown datum."""


class Sort(StrEnum):
    """The sorts of values. ``ANY`` is the sort of a datum of which nothing is known, not even its sort."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    DAY = "day"
    INSTANT = "instant"
    LIST = "list"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort, for a number its unit, for a list the kind of its items.

    The unit of a number says in which dimension it is and in which unit it is shown; inside, it is in base units.
    """

    sort: Sort
    unit: Unit = NO_UNIT
    item: "Kind | None" = None

    def fits(self, other: "Kind") -> bool:
        """Whether values of both kinds can stand for each other: for numbers, the same dimension."""
        if self.sort is Sort.ANY or other.sort is Sort.ANY:
            return True
        if self.sort is not other.sort:
            return False
        if self.sort is Sort.NUMBER:
            return (self.unit.dimension, self.unit.point) == (other.unit.dimension, other.unit.point)
        return self.item is None or other.item is None or self.item.fits(other.item)

    def __str__(self) -> str:
        """The kind as it is named in a problem: the unit of a number (``1`` for a plain one), else the sort."""
        return self.unit.text if self.sort is Sort.NUMBER else str(self.sort)


ANY: Final = Kind(Sort.ANY)
TEXT: Final = Kind(Sort.TEXT)
TRUTH: Final = Kind(Sort.TRUTH)
DAY: Final = Kind(Sort.DAY)
INSTANT: Final = Kind(Sort.INSTANT)
PLAIN: Final = Kind(Sort.NUMBER)


def number(in_unit: str = "1") -> Kind:
    """A number declared in a unit; raises ``Refused`` with ``quantity.unit`` for an unknown one."""
    return Kind(Sort.NUMBER, unit(in_unit))


def list_of(item: Kind) -> Kind:
    """A list whose items are all of one kind."""
    return Kind(Sort.LIST, item=item)


def most_known(kinds: Sequence[Kind]) -> Kind:
    """The first kind that says most: anything says less than a list of anything, and that less than a list of hours."""

    def knowledge(kind: Kind) -> int:
        if kind.sort is Sort.ANY:
            return 0
        return 1 if kind.sort is Sort.LIST and (kind.item is None or kind.item.sort is Sort.ANY) else 2

    return max(kinds, key=knowledge, default=ANY)


def kind_of(value: Value) -> Kind:  # noqa: PLR0911 -- one case for each sort
    """The kind of a value, for names that nobody declared. A list takes the kind of its first known item.

    Raises ``TypeError`` for what is no value of the language, such as a float or a list of lists.
    """
    match value:
        case None:
            return ANY
        case bool():
            return TRUTH
        case Quantity():
            return Kind(Sort.NUMBER, value.measured_in)
        case int() | Decimal():
            return PLAIN
        case str():
            return TEXT
        case datetime():
            return INSTANT
        case date():
            return DAY
        case list() | tuple():
            first = next((each for each in value if each is not None), None)
            if not isinstance(first, (list, tuple)):
                return list_of(kind_of(first))
    raise TypeError(f"a {type(value).__name__} is no value of the expression language")


Names = Mapping[str, Kind]
"""The declared names of an expression and their kinds."""
