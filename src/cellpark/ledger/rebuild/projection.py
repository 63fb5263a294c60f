"""What a table must hold, as a function of its streams."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps

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


Fold = Callable[[Row | None, Entry], Row | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """One table: the streams that make its rows (by prefix, one row a stream), the columns they fix, the fold.

    ``columns`` starts with the primary key. Columns outside it hold what the ledger does not keep, such as names.
    """

    table: str
    streams: str
    columns: tuple[str, ...]
    fold: Fold


def projections() -> list[Projection]:
    """All projections of all installed apps (``<app>/projections.py``)."""
    found: list[Projection] = []
    for config in apps.get_app_configs():
        path = f"{config.name}.projections"
        if config.name.startswith("cellpark.") and find_spec(path) is not None:
            found.extend(import_module(path).PROJECTIONS)
    return found
