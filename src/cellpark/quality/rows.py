"""A row under its lock, and a row that follows its event."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.ledger.public import Head, Recorded, lock_stream, record
from cellpark.quality.models import EnvironmentResult, Investigation, QualitySample, Specification, Test, TubeRun

Row = TypeVar("Row", Specification, QualitySample, Test, Investigation, EnvironmentResult, TubeRun)


def locked(kind: type[Row], identity: UUID, *, seen: int | None = None, related: tuple[str, ...] = ()) -> Row:
    """The row with its stream locked. Raises ``DoesNotExist`` out of scope, ``Refused`` (``base.stale``)."""
    return locked_with_head(kind, identity, seen=seen, related=related)[0]


def locked_with_head(
    kind: type[Row], identity: UUID, *, seen: int | None = None, related: tuple[str, ...] = ()
) -> tuple[Row, Head]:
    """The row and the head of its stream."""
    head = lock_stream(kind(id=identity).stream)
    found: Row = kind.objects.select_related(*related).get(id=identity) if related else kind.objects.get(id=identity)
    refuse_stale(seen=seen, present=found.version)
    return found, head


def keep(
    row: Row, event: object, *, actor: Actor, reason: str | None = None, at: datetime | None = None, **changed: Any
) -> Recorded:
    """Record ``event`` in the row's stream and bring the row along: the columns in ``changed`` and its version."""
    made = record(
        stream=row.stream,
        event=event,
        actor=actor,
        organisation=row.organisation_id,
        reason=(reason or "").strip() or None,
        at=at,
    )
    for name, value in changed.items():
        setattr(row, name, value)
    row.version = made.version
    if made.version == 1:
        row.save(force_insert=True)
    else:
        row.save(update_fields=[*changed, "version"])
    return made
