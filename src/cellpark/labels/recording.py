"""Writing: an event goes into the stream, and the row becomes what its fold makes of it."""

from functools import cache
from typing import TypeVar
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.kernel.plain import plain
from cellpark.labels.models import Label, LabelCheck, LabelTemplate
from cellpark.labels.projections import check, label, template
from cellpark.ledger.public import Entry, Row, event_types, lock_stream, record

Kind = TypeVar("Kind", Label, LabelTemplate)
FOLDS = {Label: ("label", label), LabelTemplate: ("label-template", template)}


def locked(kind: type[Kind], identity: UUID) -> Kind:
    """Lock the stream of a row and read the row. Raises ``DoesNotExist`` for one out of sight."""
    lock_stream(f"{FOLDS[kind][0]}/{identity}")
    found: Kind = kind.objects.get(id=identity)
    return found


def begin(kind: type[Kind], identity: UUID, event: object, *, actor: Actor, organisation: UUID, reason: str) -> Kind:
    """The first event of a row."""
    entry = _recorded(kind, identity, event, actor, organisation, reason)
    row = FOLDS[kind][1](None, entry)
    assert row is not None, "a first event makes a row"
    made = kind(**row)
    made.save(force_insert=True)
    return made


def go_on(row: Kind, event: object, *, actor: Actor, reason: str | None = None) -> Kind:
    """A further event of a row that is locked."""
    kind = type(row)
    entry = _recorded(kind, row.id, event, actor, row.organisation_id, reason)
    folded = FOLDS[kind][1](_values(row), entry)
    assert folded is not None, "an event keeps its row"
    for name, value in folded.items():
        setattr(row, name, value)
    row.save(force_update=True)
    if (looked := check(None, entry)) is not None:
        LabelCheck(**looked).save()
    return row


def _recorded(
    kind: type[Kind], identity: UUID, event: object, actor: Actor, organisation: UUID, reason: str | None
) -> Entry:
    stream = f"{FOLDS[kind][0]}/{identity}"
    recorded = record(stream=stream, event=event, actor=actor, organisation=organisation, reason=reason)
    name, version = _names()[type(event)]
    return Entry(
        stream=stream,
        version=recorded.version,
        type=name,
        type_version=version,
        data=plain(event),  # type: ignore[arg-type]
        organisation=organisation,
        at=recorded.at,
        event=recorded.id,
    )


@cache
def _names() -> dict[type, tuple[str, int]]:
    return {entry.shape: named for named, entry in event_types().items()}


def _values(row: models.Model) -> Row:
    fields = row._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
    return {field.attname: getattr(row, field.attname) for field in fields}
