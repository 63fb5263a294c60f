"""What a table asks of its rows, wherever they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from cellpark.web.pages.tables.wish import Cursor, Wish

Row = TypeVar("Row")
COUNT_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of rows, and the edges behind which there are others."""

    rows: Sequence[Row]
    before: Cursor | None
    after: Cursor | None


class Source(Protocol[Row]):
    """Rows that can be counted, paged and read to the end."""

    def count(self, wish: Wish) -> int:
        """How many rows pass the filters; stops at ``COUNT_MAX + 1``."""
        ...

    def slice(self, wish: Wish) -> Slice[Row]:
        """The page that is wished for."""
        ...

    def every(self, wish: Wish, limit: int) -> Iterator[Row]:
        """All rows that pass the filters, in order, at most ``limit``."""
        ...
