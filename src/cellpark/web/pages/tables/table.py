"""A table on a page: what its template draws, and the answers to sort, filter, page and export."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cellpark.web.pages.tables import export
from cellpark.web.pages.tables.cells import Cell, Kind
from cellpark.web.pages.tables.column import Choice, Column
from cellpark.web.pages.tables.list_source import ListSource
from cellpark.web.pages.tables.queryset_source import QuerySetSource
from cellpark.web.pages.tables.source import COUNT_MAX, Slice, Source
from cellpark.web.pages.tables.wish import PAGE_SIZES, Wish

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head, with the link that sorts by it."""

    column: Column[Any]
    sorted: str  # "", "ascending", "descending": the words of aria-sort
    href: str


@dataclass(frozen=True, slots=True)
class Select:
    """A filter above the table, with what is chosen now."""

    choice: Choice
    name: str
    chosen: str


class Table:
    """Declare it in the view, hand it to ``<c-table :table="table" />``.

    ``order`` is the key of the column that orders it at first, with ``-`` for descending; ``name`` keeps two tables of
    one page apart in the address; ``keep`` names the page's other parameters that its links carry on. ``shown`` is told
    the rows of the page before their cells are read: what they need besides is then read for them alone.
    """

    def __init__(
        self,
        rows: "QuerySet[Any] | Sequence[Any]",
        columns: Sequence[Column[Any]],
        request: HttpRequest,
        *,
        caption: "StrOrPromise",
        order: str,
        name: str = "",
        choices: Sequence[Choice] = (),
        empty: "StrOrPromise" = "",
        keep: Sequence[str] = (),
        shown: Callable[[Sequence[Any]], None] | None = None,
    ) -> None:
        """Read the wish; no query yet."""
        self.shown = shown
        self.columns, self.caption, self.name, self.choices, self.empty = columns, caption, name, choices, empty
        self.prefix = f"{name}-" if name else ""
        self.identity = f"table-{name}" if name else "table"
        self.request = request
        self.wish = Wish.read(request.GET, prefix=self.prefix, columns=columns, choices=choices, order=order)
        self.kept = request.GET.copy()
        for key in list(self.kept):
            if key not in keep:
                del self.kept[key]
        kind = QuerySetSource if isinstance(rows, QuerySet) else ListSource
        self.source: Source[Any] = kind(rows, columns, choices)  # type: ignore[arg-type]

    @cached_property
    def page(self) -> Slice[Any]:
        """The rows of this page."""
        found = self.source.slice(self.wish)
        if self.shown is not None:
            self.shown(found.rows)
        return found

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as they are counted."""
        return self.source.count(self.wish)

    @property
    def count_is_limited(self) -> bool:
        """Whether there are more rows than are counted."""
        return self.count > COUNT_MAX

    @property
    def count_shown(self) -> int:
        """The number that a page may show."""
        return min(self.count, COUNT_MAX)

    @property
    def lines(self) -> list[list[Cell]]:
        """The cells of this page."""
        return [[column.cell(row) for column in self.columns] for row in self.page.rows]

    @property
    def heads(self) -> list[Head]:
        """The column heads; a second click on a head turns the order round."""
        found = []
        for column in self.columns:
            here = column.key == self.wish.sort
            direction = ("descending" if self.wish.descending else "ascending") if here else ""
            target = f"-{column.key}" if direction == "ascending" else column.key
            href = self.wish.address(self.prefix, keep=self.kept, sort=target) if column.sort else ""
            found.append(Head(column, direction, href))
        return found

    @property
    def selects(self) -> list[Select]:
        """The filters."""
        return [Select(each, self.prefix + each.key, self.wish.chosen.get(each.key, "")) for each in self.choices]

    @property
    def has_times(self) -> bool:
        """Whether the page must say in which zone it shows them."""
        return any(column.kind is Kind.MOMENT for column in self.columns)

    @property
    def searchable(self) -> bool:
        """Whether there is a text filter."""
        return any(column.search for column in self.columns)

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Addresses of the neighbouring pages (absent where there is none), of the exports and of the bare table."""
        page, wish = self.page, self.wish

        def link(**changes: str) -> str:
            return wish.address(self.prefix, keep=self.kept, **changes)

        found = {"csv": link(export="csv"), "xlsx": link(export="xlsx")}
        found["clear"] = Wish(sort=wish.sort, descending=wish.descending).address(self.prefix, keep=self.kept)
        if page.before:
            found |= {"first": link(), "previous": link(before=page.before.encode())}
        if page.after:
            found |= {"next": link(after=page.after.encode()), "last": link(page="last")}
        return found

    @property
    def sizes(self) -> Sequence[int]:
        """The page sizes on offer."""
        return PAGE_SIZES

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the filter form sends along unseen: the order, and the page's other parameters."""
        kept = [(key, value) for key, values in self.kept.lists() for value in values]
        return [*kept, (f"{self.prefix}sort", self.wish.order)]

    def exported(self) -> HttpResponseBase | None:
        """The file, when the address asks for one."""
        form = self.request.GET.get(f"{self.prefix}export", "")
        if form not in export.TYPES:
            return None
        rows = self.source.every(self.wish, export.ROWS_MAX)
        return export.export_response(self.name or "table", form, self.columns, rows)


def table_response(
    request: HttpRequest, template: str, table: Table, context: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """The page with its table (as ``table`` in the context), or the file that the address asks for."""
    file = table.exported()
    if file is not None:
        return file
    answer: HttpResponse = render(request, template, {**(context or {}), "table": table})
    return answer
