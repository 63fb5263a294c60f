"""Writing: an event goes into the stream and the rows become what their folds say; the two cannot drift apart."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.plain import plain
from cellpark.ledger.public import Entry, Row, event_types, record
from cellpark.orders import folds
from cellpark.orders.folds import as_json, from_json
from cellpark.orders.models import (
    CollectionSite,
    HospitalPatient,
    OrderStep,
    PatientOrder,
    Therapy,
    TreatmentOrder,
    WardLink,
)

Kind = TypeVar("Kind", bound=models.Model)
Fold = Callable[[Row | None, Entry], Row | None]
SITE_EVENTS = ("orders.site.qualified", "orders.site.withdrawn")


def record_therapy(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Therapy:
    """Record an event of a therapy or of one of its sites, and write what follows from it."""
    identity: UUID = event.therapy  # type: ignore[attr-defined]
    with widened(organisation):
        entry = _record(f"therapy/{identity}", event, actor=actor, organisation=organisation, reason=reason)
        written = _write(Therapy, identity, folds.therapy, entry)
        if entry.type in SITE_EVENTS:
            known = CollectionSite.objects.filter(id=event.site).first()  # type: ignore[attr-defined]
            hospital = event.hospital if known is None else known.hospital_id  # type: ignore[attr-defined]
            parties = list(dict.fromkeys([written.sponsor_id, hospital]))
            _write(CollectionSite, event.site, folds.site, entry, parties=parties)  # type: ignore[attr-defined]
    return written


def record_patient(event: object, *, actor: Actor, organisation: UUID, event_id: UUID | None = None) -> HospitalPatient:
    """Record an event of a patient in the hospital's own stream."""
    identity: UUID = event.patient  # type: ignore[attr-defined]
    stream = f"hospital-patient/{identity}"
    entry = _record(stream, event, actor=actor, organisation=organisation, event_id=event_id)
    written = _write(HospitalPatient, identity, folds.patient, entry)
    if entry.type == "orders.patient.ordered":
        _write(PatientOrder, UUID(str(entry.data["order"])), folds.patient_order, entry)
    return written


def record_link(event: object, *, actor: Actor, organisation: UUID) -> WardLink:
    """Record an event of a link of the ward in the hospital's own stream."""
    identity: UUID = event.link  # type: ignore[attr-defined]
    entry = _record(f"ward-link/{identity}", event, actor=actor, organisation=organisation)
    return _write(WardLink, identity, folds.ward_link, entry)


def record_order(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> TreatmentOrder:
    """Record an event of an order in the maker's stream, with its line for all parties.

    The caller stands on one side of the order, which was settled before; the stream belongs to the maker.
    """
    identity: UUID = event.order  # type: ignore[attr-defined]
    with widened(organisation):
        entry = _record(f"order/{identity}", event, actor=actor, organisation=organisation, reason=reason)
        written = _write(TreatmentOrder, identity, folds.order, entry)
        _write(
            OrderStep,
            entry.event,
            folds.step,
            entry,
            parties=written.parties,
            by=actor.reference,
            by_organisation=actor.organisation_id,
            reason=reason or "",
        )
    return written


def _record(
    stream: str,
    event: object,
    *,
    actor: Actor,
    organisation: UUID,
    reason: str | None = None,
    event_id: UUID | None = None,
) -> Entry:
    made = record(stream=stream, event=event, actor=actor, organisation=organisation, reason=reason, event_id=event_id)
    name, version = _names()[type(event)]
    return Entry(
        stream=stream,
        version=made.version,
        type=name,
        type_version=version,
        data=plain(event),  # type: ignore[arg-type]
        organisation=organisation,
        at=made.at,
        event=made.id,
    )


def _write(kind: type[Kind], identity: UUID, fold: Fold, entry: Entry, **more: Any) -> Kind:
    """Bring the row to what the fold makes of it; ``more`` are the columns that the ledger does not keep."""
    rows: Any = kind._default_manager  # noqa: SLF001 -- Django's documented API
    row: Kind | None = rows.filter(pk=identity).first()
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


def _loaded(kind: type[Kind], name: str, value: Any) -> Any:
    column = kind._meta.get_field(name)  # noqa: SLF001 -- Django's documented model API
    if isinstance(column, models.JSONField):
        return from_json(value)
    if name == "parties":
        return [UUID(str(each)) for each in value]
    return value
