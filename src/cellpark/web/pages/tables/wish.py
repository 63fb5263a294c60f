"""What the reader asked of a table, as the address says it. Nonsense in an address is ignored, never an error."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from cellpark.web.pages.tables.column import Choice, Column

TERMS_MAX = 8
QUERY_LENGTH_MAX = 200
CURSOR_LENGTH_MAX = 1000
PAGE_SIZES = (25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row at an edge of a page: its sort value and its identity, both as text."""

    value: str | None
    identity: str

    def encode(self) -> str:
        """As it stands in an address."""
        return base64.urlsafe_b64encode(json.dumps([self.value, self.identity]).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor | None":
        """The cursor in an address, or None for nonsense."""
        if not 0 < len(text) <= CURSOR_LENGTH_MAX:
            return None
        try:
            match json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))):
                case [None | str() as value, str() as identity] if "\0" not in f"{value}{identity}":
                    return cls(value, identity)
        except (ValueError, binascii.Error, RecursionError):
            pass
        return None


@dataclass(frozen=True, slots=True)
class Wish:
    """Order, filters and place in a table."""

    sort: str = ""
    descending: bool = False
    query: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    after: Cursor | None = None
    before: Cursor | None = None
    last: bool = False
    size: int = 50

    @classmethod
    def read(
        cls, params: QueryDict, *, prefix: str, columns: Iterable[Column[Any]], choices: Iterable[Choice], order: str
    ) -> "Wish":
        """The wish in an address; ``prefix`` keeps two tables of a page apart, ``order`` is the default (``-key``)."""

        def get(key: str) -> str:
            return params.get(prefix + key, "").replace("\0", "")

        sortable = {column.key for column in columns if column.sort}
        asked = get("sort")
        sort = asked if asked.removeprefix("-") in sortable else order
        size = get("size")
        chosen = {choice.key: get(choice.key) for choice in choices}
        allowed = {choice.key: {value for value, _ in choice.options} for choice in choices}
        return cls(
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            query=" ".join(get("q")[:QUERY_LENGTH_MAX].split()[:TERMS_MAX]),
            chosen={key: value for key, value in chosen.items() if value in allowed[key]},
            after=Cursor.decode(get("after")),
            before=Cursor.decode(get("before")),
            last=get("page") == "last",
            size=int(size) if size in {str(each) for each in PAGE_SIZES} else 50,
        )

    @property
    def filtered(self) -> bool:
        """Whether some rows are hidden by a filter."""
        return bool(self.query or self.chosen)

    @property
    def order(self) -> str:
        """The order as an address writes it."""
        return ("-" if self.descending else "") + self.sort

    def address(self, prefix: str, *, keep: QueryDict | None = None, **changes: str) -> str:
        """The query string of this wish with ``changes``; an empty value drops a part. ``keep``: the page's others."""
        parts = {"sort": self.order, "q": self.query, "size": "" if self.size == 50 else str(self.size), **self.chosen}
        parts.update(changes)
        others = [(key, value) for key, values in (keep.lists() if keep else ()) for value in values]
        return "?" + urlencode(others + [(prefix + key, value) for key, value in parts.items() if value])
