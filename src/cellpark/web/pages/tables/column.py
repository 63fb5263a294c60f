"""The declaration of a column and of a choice above the table."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from cellpark.web.pages.tables.cells import Cell, Kind, Value

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column. ``key`` is its name in addresses and exports and never changes.

    ``value`` reads the row: a function, or a dotted path of attributes (default: ``key``). It may not query: load what
    it reads with ``select_related``/``prefetch_related``. ``sort`` is an ORM path or annotation that orders the column,
    ``search`` the ORM paths in which the text filter looks; for rows in memory any text switches them on. ``link``
    gives the address behind the cell.
    """

    key: str
    label: "StrOrPromise"
    kind: Kind = Kind.TEXT
    value: Callable[[Row], Value] | str = ""
    sort: str = ""
    search: tuple[str, ...] = ()
    link: Callable[[Row], str | None] | None = None

    def read(self, row: Row) -> Value:
        """The value of this column in ``row``."""
        if callable(self.value):
            return self.value(row)
        found: Value = attrgetter(self.value or self.key)(row)
        return found

    def cell(self, row: Row) -> Cell:
        """The drawn cell of this column in ``row``."""
        href = self.link(row) if self.link else None
        return Cell(kind=self.kind, value=self.read(row), href=href)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter above the table: one value of a few. ``lookup`` is the ORM lookup (rows in memory: an attribute)."""

    key: str
    label: "StrOrPromise"
    lookup: str
    options: tuple[tuple[str, "StrOrPromise"], ...]
