"""Writing: an event goes into the stream and the rows become what their folds say; the two cannot drift apart."""

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.plain import plain
from cellpark.ledger.public import Entry, Row, event_types, lock_stream, record
from cellpark.shipments import folds
from cellpark.shipments.folds import as_json, from_json
from cellpark.shipments.models import Excursion, HandLink, Shipment, ShipmentContent

Fold = Callable[[Row | None, Entry], Row | None]


def locked(shipment_id: UUID) -> Shipment:
    """Lock a shipment's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(f"shipment/{shipment_id}")
    row: Shipment = Shipment.objects.get(id=shipment_id)
    return row


def write(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Shipment:
    """Record an event in the owner's stream and bring its rows to what their folds make of it.

    The caller stands on one side of the shipment, which was settled before; the stream belongs to the owner.
    """
    identity: UUID = event.shipment  # type: ignore[attr-defined]
    with widened(organisation):
        made = record(stream=f"shipment/{identity}", event=event, actor=actor, organisation=organisation, reason=reason)
        name, version = _names()[type(event)]
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
        written: Shipment = _write(Shipment, identity, folds.shipment, entry)
        if name == folds.PLANNED:
            shared = {"organisation_id": organisation, "parties": written.parties}
            inside = [ShipmentContent(**shared, **each) for each in folds.inside(entry)]
            ShipmentContent.objects.bulk_create(inside)
        elif name.startswith(folds.EXCURSION):
            more = {"parties": written.parties} | ({} if reason is None else {"reason": reason})
            _write(Excursion, event.excursion, folds.excursion, entry, **more)  # type: ignore[attr-defined]
        elif name.startswith(folds.LINK):
            _write(HandLink, event.link, folds.link, entry)  # type: ignore[attr-defined]
    return written


def _write(kind: type[models.Model], identity: UUID, fold: Fold, entry: Entry, **more: Any) -> Any:
    rows: Any = kind._default_manager  # noqa: SLF001 -- Django's documented API
    row = rows.filter(pk=identity).first()
    folded = fold(None if row is None else _values(row), entry)
    assert folded is not None, "an event of this app says something about its row"
    values = {name: _loaded(kind, name, value) for name, value in folded.items()} | more
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
