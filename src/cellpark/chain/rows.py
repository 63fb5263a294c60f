"""Writing: an event goes into the stream and the row becomes what its fold says; the two cannot drift apart."""

from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.chain import folds
from cellpark.kernel.plain import plain
from cellpark.ledger.public import Entry, event_types, lock_stream, record


def stream_of(thing: str, identity: UUID) -> str:
    """The stream of one row."""
    return f"chain-{thing}/{identity}"


def locked(kind: type[models.Model], thing: str, identity: UUID) -> Any:
    """Lock a row's stream and read the row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(stream_of(thing, identity))
    return kind._default_manager.get(pk=identity)  # noqa: SLF001 -- Django's documented API


def write(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Any:
    """Record an event in its owner's stream and bring the row to what its fold makes of it."""
    name, version = _names()[type(event)]
    thing = folds.thing_of(name)
    identity: UUID = event.id  # type: ignore[attr-defined]
    with widened(organisation):
        made = record(
            stream=stream_of(thing, identity), event=event, actor=actor, organisation=organisation, reason=reason
        )
        entry = Entry(
            stream=made.stream,
            version=made.version,
            type=name,
            type_version=version,
            data=plain(event),  # type: ignore[arg-type]
            organisation=organisation,
            at=made.at,
            event=made.id,
        )
        return _written(folds.TABLES[thing], identity, thing, entry)


def _written(kind: type[models.Model], identity: UUID, thing: str, entry: Entry) -> Any:
    rows: Any = kind._default_manager  # noqa: SLF001 -- Django's documented API
    row = rows.filter(pk=identity).first()
    folded = folds.fold_of(thing)(None if row is None else _values(row), entry)
    assert folded is not None, "an event of this app says something about its row"
    values = {name: _stored(kind, name, value) for name, value in folded.items()}
    if row is None:
        made = kind(**values)
        made.save(force_insert=True)
        return made
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    row.save(update_fields=changed)
    return row


@cache
def _names() -> dict[type, tuple[str, int]]:
    return {kind.shape: named for named, kind in event_types().items()}


def _values(row: models.Model) -> dict[str, Any]:
    return {
        field.attname: folds.as_json(value) if isinstance(field, models.JSONField) else value
        for field in row._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
        for value in (getattr(row, field.attname),)
    }


def _stored(kind: type[models.Model], name: str, value: Any) -> Any:
    column = kind._meta.get_field(name)  # noqa: SLF001 -- Django's documented model API
    if isinstance(column, models.JSONField):
        return orjson.loads(str(value))
    if name == "parties":
        return [UUID(str(each)) for each in value]
    return value
