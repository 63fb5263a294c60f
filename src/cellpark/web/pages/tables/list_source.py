"""Rows of a table that are already in memory: a few hundred at most."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from cellpark.web.pages.tables.cells import Cell
from cellpark.web.pages.tables.column import Choice, Column
from cellpark.web.pages.tables.source import Slice
from cellpark.web.pages.tables.wish import Cursor, Wish

Row = TypeVar("Row")


class ListSource(Generic[Row]):
    """A short list; the cursor of a page is the position where it starts."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column[Any]], choices: Sequence[Choice]) -> None:
        """Keep the rows."""
        self.rows, self.choices = rows, choices
        self.columns = {column.key: column for column in columns}
        self._found: tuple[Wish, Sequence[Row]] | None = None

    def count(self, wish: Wish) -> int:
        """How many rows pass the filters."""
        return len(self._matching(wish))

    def every(self, wish: Wish, limit: int) -> Iterator[Row]:
        """All rows that pass the filters, in order, at most ``limit``."""
        yield from self._matching(wish)[:limit]

    def slice(self, wish: Wish) -> Slice[Row]:
        """The page that is wished for."""
        rows = self._matching(wish)
        start = self._start(wish, len(rows))
        end = start + wish.size
        return Slice(
            rows[start:end],
            before=Cursor(None, str(start)) if start > 0 else None,
            after=Cursor(None, str(end)) if end < len(rows) else None,
        )

    def _start(self, wish: Wish, total: int) -> int:
        last = max(total - 1, 0) // wish.size * wish.size
        if wish.last:
            return last
        edge = wish.before or wish.after
        position = int(edge.identity) if edge and edge.identity.isdecimal() else 0
        return min(max(position - wish.size if wish.before else position, 0), last)

    def _matching(self, wish: Wish) -> Sequence[Row]:
        if self._found is None or self._found[0] != wish:
            self._found = wish, self._sought(wish)
        return self._found[1]

    def _sought(self, wish: Wish) -> Sequence[Row]:
        terms = wish.query.casefold().split()
        found = [row for row in self.rows if all(term in self._words(row) for term in terms)] if terms else [*self.rows]
        for choice in self.choices:
            if choice.key in wish.chosen:
                found = [row for row in found if str(getattr(row, choice.lookup)) == wish.chosen[choice.key]]
        column = self.columns.get(wish.sort)
        if column is None:
            return found
        return sorted(found, key=lambda row: _comparable(column, row), reverse=wish.descending)

    def _words(self, row: Row) -> str:
        return " ".join(column.cell(row).text for column in self.columns.values() if column.search).casefold()


def _comparable(column: Column[Any], row: object) -> tuple[bool, Any]:
    """Null last; numbers as numbers, instants in their order, everything else as it is read."""
    value = column.read(row)
    if isinstance(value, datetime):  # its words in the reader's zone cost more than the order needs
        return False, value.astimezone(UTC).isoformat()
    # without its address: making one for each of a thousand rows costs more than sorting them
    return value is None, Cell(kind=column.kind, value=value).plain
