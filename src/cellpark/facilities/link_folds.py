"""Rows of the links of permits from events."""

from typing import Any
from uuid import UUID

from cellpark.identity.public import one_time_link
from cellpark.ledger.public import Entry, Row


def permit_link(row: Row | None, entry: Entry) -> Row | None:
    """Made, used, taken back."""
    data: Any = entry.data
    own: Row = {"permit_id": UUID(str(data["permit"]))} if row is None else {}
    return {**one_time_link(row, entry), **own}
