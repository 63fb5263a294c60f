"""From the plain data of an event to the values of columns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson


def instant(value: object) -> datetime | None:
    """An instant, or None."""
    return None if value is None else datetime.fromisoformat(str(value))


def identity(value: object) -> UUID | None:
    """An id, or None."""
    return None if value is None else UUID(str(value))


def text(data: Mapping[str, object], *names: str) -> dict[str, str]:
    """Columns that are texts under the names they have in the event."""
    return {name: str(data[name]) for name in names}


def as_json(value: object) -> str:
    """A column of JSON in the text that the rebuild compares."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def from_json(value: object) -> Any:
    """The value of a column of JSON."""
    return orjson.loads(str(value))
