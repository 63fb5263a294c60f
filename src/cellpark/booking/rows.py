"""Writing: an event goes into its stream and the row becomes what the fold says; the two cannot drift apart."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.booking import folds
from cellpark.booking.folds import as_json, from_json
from cellpark.booking.models import Booking, Feed, Resource, Wait
from cellpark.kernel.plain import plain
from cellpark.ledger.public import Entry, Row, event_types, lock_stream, record

Fold = Callable[[Row | None, Entry], Row | None]
_KINDS: Mapping[str, tuple[type[models.Model], Fold, str]] = {
    "resource": (Resource, folds.resource, "booking-resource"),
    "booking": (Booking, folds.booking, "booking"),
    "wait": (Wait, folds.wait, "booking-wait"),
    "feed": (Feed, folds.feed, "booking-feed"),
}


def locked_booking(booking_id: UUID) -> Booking:
    """Lock a booking's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(f"booking/{booking_id}")
    row: Booking = Booking.objects.select_related("resource").get(id=booking_id)
    return row


def locked_wait(wait_id: UUID) -> Wait:
    """Lock the stream of a place in a queue and read its row; raises ``DoesNotExist``."""
    lock_stream(f"booking-wait/{wait_id}")
    row: Wait = Wait.objects.select_related("resource").get(id=wait_id)
    return row


def write(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Any:
    """Record an event in the stream of what it is about and bring the row to what its fold makes of it.

    The stream belongs to the owner of the resource; whose right it is to do this was settled before.
    """
    name, version = _names()[type(event)]
    what = name.split(".")[1]
    kind, fold, prefix = _KINDS[what]
    identity: UUID = getattr(event, what)
    with widened(organisation):
        made = record(stream=f"{prefix}/{identity}", event=event, actor=actor, organisation=organisation, reason=reason)
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
        return _write(kind, identity, fold, entry)


def _write(kind: type[models.Model], identity: UUID, fold: Fold, entry: Entry) -> Any:
    rows: Any = kind._default_manager  # noqa: SLF001 -- Django's documented API
    row = rows.filter(pk=identity).first() if entry.version > 1 else None
    folded = fold(None if row is None else _values(row), entry)
    assert folded is not None, "an event of this app says something about its row"
    values = {name: _loaded(kind, name, value) for name, value in folded.items()}
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


@cache
def _names() -> dict[type, tuple[str, int]]:
    return {kind.shape: named for named, kind in event_types().items()}


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
