"""Writing what an event says: it goes into its stream, and the rows become what their folds say.

The rebuild makes the same rows with the same folds: what is kept and what was recorded cannot drift apart.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import orjson
from django.db import models

from cellpark.base.actor import Actor
from cellpark.kernel.plain import plain
from cellpark.ledger.actions.append import record
from cellpark.ledger.rebuild.projection import Entry, Row
from cellpark.ledger.registry import type_of

Kind = TypeVar("Kind", bound=models.Model)
Fold = Callable[[Row | None, Entry], Row | None]


def write_entry(
    stream: str,
    event: object,
    *,
    actor: Actor,
    organisation: UUID,
    reason: str | None = None,
    event_id: UUID | None = None,
) -> Entry:
    """Record an event and give it as folds see it. Raises what ``record`` raises."""
    made = record(stream=stream, event=event, actor=actor, organisation=organisation, reason=reason, event_id=event_id)
    kind = type_of(event)
    return Entry(
        stream=made.stream,
        version=made.version,
        type=kind.name,
        type_version=kind.version,
        data=plain(event),  # type: ignore[arg-type]
        organisation=organisation,
        at=made.at,
        event=made.id,
        reason=reason,
    )


def write_row(kind: type[Kind], identity: UUID | str, fold: Fold, entry: Entry, **beside: Any) -> Kind:
    """Bring one row to what the fold makes of it; ``beside`` are the columns that the ledger does not keep."""
    rows: Any = kind._default_manager  # noqa: SLF001 -- Django's documented API
    row: Kind | None = rows.filter(pk=identity).first()
    folded = fold(None if row is None else _values(row), entry)
    assert folded is not None, "an event that is written says something about its row"
    values = {name: _loaded(kind, name, value) for name, value in folded.items()} | beside
    if row is None:
        made = kind(**values)
        made.save(force_insert=True)
        return made
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return row


def as_json(value: object) -> str:
    """A column of JSON in the text that the rebuild compares."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def from_json(value: object) -> Any:
    """The value of a column of JSON."""
    return orjson.loads(str(value))


def _values(row: models.Model) -> dict[str, Any]:
    return {
        field.attname: as_json(value) if isinstance(field, models.JSONField) else value
        for field in row._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
        for value in (getattr(row, field.attname),)
    }


def _loaded(kind: type[models.Model], name: str, value: Any) -> Any:
    column = kind._meta.get_field(name)  # noqa: SLF001 -- Django's documented model API
    if isinstance(column, models.JSONField):
        return from_json(value)
    if name == "parties":
        return [UUID(str(each)) for each in value]
    return value
