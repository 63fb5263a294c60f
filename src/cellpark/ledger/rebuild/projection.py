"""What a table must hold, as a function of its streams."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any, LiteralString
from uuid import UUID

from django.apps import apps

from cellpark.ledger.registry import find_type
from cellpark.ledger.shapes import build

Value = str | int | bool | UUID | date | datetime | list[str] | None
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as a fold sees it."""

    stream: str
    version: int
    type: str
    data: Mapping[str, object]
    organisation: UUID | None
    at: datetime
    event: UUID
    type_version: int
    actor: str = ""
    reason: str | None = None

    def typed(self) -> Any:
        """The data as the registered class; a type that this release does not know is a bug."""
        kind = find_type(self.type, self.type_version)
        assert kind is not None, f"{self.type} v{self.type_version} is not registered"
        return build(kind.shape, self.data)


Fold = Callable[[Row | None, Entry], Row | None]


def one_row(_entry: Entry) -> Sequence[str]:
    """The stream is about one row, and every event is about it."""
    return ("",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """One table: the streams that make its rows (by prefix), the columns they fix, the fold.

    ``columns`` starts with the primary key. Columns outside it hold what the ledger does not keep, such as names.
    ``about`` names the rows that an event is about, where a stream makes several rows (a room and who was in it): each
    is folded by itself.
    """

    table: str
    streams: str
    columns: tuple[str, ...]
    fold: Fold
    about: Callable[[Entry], Sequence[str]] = one_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A table to which single events of any stream add rows, such as the edges of a graph.

    ``types`` are the event types that add rows, ``rows`` gives those of one event. ``stored`` is the query that gives
    ``columns`` from the database; the first column is the key by which both sides are compared.
    """

    table: str
    types: frozenset[str]
    columns: tuple[str, ...]
    stored: LiteralString
    rows: Callable[[Entry], Iterable[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A table whose rows follow from a stream read as a whole, such as the times that run in a batch.

    ``rows`` gives those of one stream from all its entries. ``stored`` and ``columns`` are as in a ``Derivation``.
    """

    table: str
    streams: str
    columns: tuple[str, ...]
    stored: LiteralString
    rows: Callable[[Sequence[Entry]], Iterable[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """A table whose rows follow from many streams read together, such as a company that goes on as another one.

    ``streams`` are their prefixes, ``rows`` gives all rows from all entries in the order of the ledger. ``columns`` are
    as in a ``Projection``.
    """

    table: str
    streams: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Callable[[Iterable[Entry]], Iterable[Row]]


Made = Projection | Derivation | Interpretation | Reduction
"""Whatever can be made again from the ledger."""


def projections() -> list[Made]:
    """All projections of all installed apps (``<app>/projections.py``)."""
    found: list[Made] = []
    for config in apps.get_app_configs():
        path = f"{config.name}.projections"
        if config.name.startswith("cellpark.") and find_spec(path) is not None:
            found.extend(import_module(path).PROJECTIONS)
    return found
