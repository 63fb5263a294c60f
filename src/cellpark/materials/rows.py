"""Writing: an event goes into the stream and the row becomes what its fold says; the two cannot drift apart."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.hot_writes import insert_row, update_row
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import Entry, Recorded, Row, envelope, event_types, events_of, lock_stream, record
from cellpark.materials.folds.acts import hand_over, near_miss, operation
from cellpark.materials.folds.container import container
from cellpark.materials.folds.forms import as_json, from_json
from cellpark.materials.folds.masters import lot, material, patient, source
from cellpark.materials.models import Container, HandOver, Lot, Material, NearMiss, Operation, Patient, Source

Kind = TypeVar("Kind", bound=models.Model)

_PLACES: dict[type[models.Model], tuple[str, Callable[[Row | None, Entry], Row | None]]] = {
    Material: ("material", material),
    Lot: ("lot", lot),
    Source: ("source", source),
    Patient: ("patient", patient),
    Container: ("container", container),
    Operation: ("operation", operation),
    NearMiss: ("near-miss", near_miss),
    HandOver: ("hand-over", hand_over),
}


def stream_of(kind: type[models.Model], identity: UUID) -> str:
    """The stream of one row."""
    return f"{_PLACES[kind][0]}/{identity}"


def locked(kind: type[Kind], *identities: UUID) -> dict[UUID, Kind]:
    """Lock the streams of rows in the order of their names and read the rows as they stand then.

    Raises ``DoesNotExist`` for an id that is not there or out of sight.
    """
    for identity in sorted(set(identities)):
        lock_stream(stream_of(kind, identity))
    rows: dict[UUID, Kind] = kind._default_manager.in_bulk(list(identities))  # noqa: SLF001 -- Django's documented API
    if len(rows) != len(set(identities)):
        raise kind.DoesNotExist  # type: ignore[attr-defined]
    return rows


def lock_one(kind: type[Kind], identity: UUID, *, seen: Kind | None = None) -> Kind:
    """Lock one row's stream and read it; what was ``seen`` is still the row while its stream has not moved."""
    if seen is not None:
        head = lock_stream(stream_of(kind, identity))
        if head.version == getattr(seen, "version", None):
            return seen
    return locked(kind, identity)[identity]


def folded(kind: type[models.Model], identity: UUID) -> Iterator[tuple[Entry, Row | None, Row]]:
    """Every event of a row's stream, with what the row was before it and after it."""
    row: Row | None = None
    for event in events_of(stream_of(kind, identity)):
        entry = Entry(
            stream=event.stream,
            version=event.version,
            type=event.type,
            type_version=event.type_version,
            data=envelope(event)["data"],
            organisation=event.organisation,
            at=event.at,
            event=event.id,
        )
        after = _PLACES[kind][1](row, entry)
        assert after is not None, "an event of this app says something about its row"
        yield entry, row, after
        row = after


def as_of(kind: type[Kind], identity: UUID, at: datetime) -> Kind | None:
    """A row as it was at ``at``; None where it was not there yet."""
    was: Row | None = None
    for entry, _, after in folded(kind, identity):
        if entry.at > at:
            break
        was = after
    return None if was is None else kind(**{name: _loaded(kind, name, value) for name, value in was.items()})


def write(
    kind: type[Kind],
    identity: UUID,
    event: object,
    *,
    actor: Actor,
    organisation: UUID,
    row: Kind | None = None,
    at: datetime | None = None,
    reason: str | None = None,
    event_id: UUID | None = None,
) -> tuple[Kind, Recorded]:
    """Record ``event`` and bring the row to what the fold makes of it; ``row`` is None for the first event."""
    recorded = record(
        stream=stream_of(kind, identity),
        event=event,
        actor=actor,
        organisation=organisation,
        at=at,
        reason=reason,
        event_id=event_id,
    )
    entry = Entry(
        stream=recorded.stream,
        version=recorded.version,
        type=_names()[type(event)][0],
        type_version=_names()[type(event)][1],
        data=plain(event),  # type: ignore[arg-type]
        organisation=organisation,
        at=recorded.at,
        event=recorded.id,
    )
    folded = _PLACES[kind][1](None if row is None else _values(row), entry)
    assert folded is not None, "an event of this app says something about its row"
    written = kind(**{name: _loaded(kind, name, value) for name, value in folded.items()})
    refuse_any(_too_long(written))
    if row is None:
        insert_row(written)
    else:
        _write_over(row, written)
    return written, recorded


def _write_over(row: models.Model, written: models.Model) -> None:
    """Write the columns that changed; what was read along with the row stays at hand."""
    written._state.adding = False  # noqa: SLF001 -- the row is there: it is written over, not inserted
    written._state.db = row._state.db  # noqa: SLF001
    changed = []
    for field in row._meta.concrete_fields:  # noqa: SLF001 -- Django's documented model API
        if getattr(row, field.attname) != getattr(written, field.attname):
            changed.append(field.attname)
        elif isinstance(field, models.ForeignKey) and field.is_cached(row):
            field.set_cached_value(written, field.get_cached_value(row))
    if changed:
        update_row(written, changed)


@cache
def _names() -> dict[type, tuple[str, int]]:
    return {entry.shape: named for named, entry in event_types().items()}


def _too_long(row: models.Model) -> list[Problem]:
    """Texts that are longer than their columns hold."""
    return [
        Problem("base.too_long", {"limit": field.max_length}, field=field.name)
        for field in row._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
        if isinstance(field, models.CharField)
        and field.max_length
        and len(getattr(row, field.attname)) > field.max_length
    ]


def _values(row: models.Model) -> dict[str, Any]:
    return {
        field.attname: as_json(value) if isinstance(field, models.JSONField) else value
        for field in row._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
        for value in (getattr(row, field.attname),)
    }


def _loaded(kind: type[models.Model], name: str, value: Any) -> Any:
    column = kind._meta.get_field(name)  # noqa: SLF001 -- Django's documented model API
    return from_json(value) if isinstance(column, models.JSONField) else value
