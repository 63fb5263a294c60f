"""Writing: an event goes into its stream and the row becomes what the fold says; the two cannot drift apart."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.facilities import folds, permit_folds
from cellpark.facilities.folds import as_json
from cellpark.facilities.models import Alarm, CostLine, OrderNote, OrderPhoto, Permit, WorkOrder
from cellpark.facilities.projections import ORDERS, PERMITS
from cellpark.kernel.plain import plain
from cellpark.ledger.public import Entry, Row, event_types, lock_stream, record

Fold = Callable[[Row | None, Entry], Row | None]
# which row beside the order an event is about, and the column that names it
_BESIDE: Mapping[str, tuple[type[models.Model], Fold, str]] = {
    "facilities.order.noted": (OrderNote, folds.note, "note"),
    "facilities.order.pictured": (OrderPhoto, folds.photo, "photo"),
    "facilities.order.cost_entered": (CostLine, folds.cost, "cost"),
    "facilities.order.cost_struck": (CostLine, folds.cost, "cost"),
}


def locked_order(order_id: UUID) -> WorkOrder:
    """Lock an order's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(f"{ORDERS}{order_id}")
    row: WorkOrder = WorkOrder.objects.get(id=order_id)
    return row


def locked_permit(permit_id: UUID) -> Permit:
    """Lock a permit's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(f"{PERMITS}{permit_id}")
    row: Permit = Permit.objects.get(id=permit_id)
    return row


def next_number(kind: type[WorkOrder] | type[Permit], organisation: UUID) -> int:
    """The next number of an operator; others wait until this transaction ends."""
    lock_stream(f"facilities/{kind._meta.model_name}/{organisation}")  # noqa: SLF001 -- Django's documented model API
    last = (
        kind.objects.filter(organisation_id=organisation).order_by("-number").values_list("number", flat=True).first()
    )
    return int(last or 0) + 1


def write_order(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None, **beside: Any) -> WorkOrder:
    """Record an event of an order and bring its rows to what the folds make of it.

    ``beside`` are columns of a row beside the order that the ledger does not keep: bytes, and who reads it.
    """
    with widened(organisation):
        entry = _recorded(f"{ORDERS}{event.order}", event, actor, organisation, reason)
        row: WorkOrder = _folded(WorkOrder, event.order, folds.order, entry)
        if entry.type in _BESIDE:
            kind, fold, key = _BESIDE[entry.type]
            _folded(kind, getattr(event, key), fold, entry, **beside)
    return row


def write_permit(event: Any, *, actor: Actor, organisation: UUID, reason: str | None = None, **beside: Any) -> Permit:
    """Record an event of a permit; ``beside`` are columns that the ledger does not keep: names of people."""
    with widened(organisation):
        entry = _recorded(f"{PERMITS}{event.permit}", event, actor, organisation, reason)
        row: Permit = _folded(Permit, event.permit, permit_folds.permit, entry, **beside)
    return row


def write_alarm(event: Any, *, stream: str, actor: Actor, organisation: UUID) -> Alarm:
    """Record an event of an alarm in the stream of its point."""
    entry = _recorded(stream, event, actor, organisation, None)
    row: Alarm = _folded(Alarm, event.alarm, folds.alarm, entry)
    return row


def _recorded(stream: str, event: object, actor: Actor, organisation: UUID, reason: str | None) -> Entry:
    made = record(stream=stream, event=event, actor=actor, organisation=organisation, reason=reason)
    name, version = _names()[type(event)]
    return Entry(
        stream=made.stream,
        version=made.version,
        type=name,
        type_version=version,
        data=plain(event),  # type: ignore[arg-type]
        organisation=organisation,
        at=made.at,
        event=made.id,
        reason=reason,
    )


def _folded(kind: type[models.Model], identity: UUID, fold: Fold, entry: Entry, **beside: Any) -> Any:
    rows: Any = kind._default_manager  # noqa: SLF001 -- Django's documented API
    row = rows.filter(pk=identity).first()
    folded = fold(None if row is None else _values(row), entry)
    assert folded is not None, "an event of this app says something about its row"
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
        return orjson.loads(str(value))
    if name == "parties":
        return [UUID(str(each)) for each in value]
    return value
