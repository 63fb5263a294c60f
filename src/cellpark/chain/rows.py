"""Writing: an event goes into the stream and the row becomes what its fold says; the two cannot drift apart."""

from typing import Any
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.chain import folds
from cellpark.ledger.public import lock_stream, type_of, write_entry, write_row


def stream_of(thing: str, identity: UUID) -> str:
    """The stream of one row."""
    return f"chain-{thing}/{identity}"


def locked(kind: type[models.Model], thing: str, identity: UUID) -> Any:
    """Lock a row's stream and read the row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(stream_of(thing, identity))
    return kind._default_manager.get(pk=identity)  # noqa: SLF001 -- Django's documented API


def write(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Any:
    """Record an event in its owner's stream and bring the row to what its fold makes of it."""
    thing = folds.thing_of(type_of(event).name)
    identity: UUID = event.id  # type: ignore[attr-defined]
    with widened(organisation):
        entry = write_entry(stream_of(thing, identity), event, actor=actor, organisation=organisation, reason=reason)
        return write_row(folds.TABLES[thing], identity, folds.fold_of(thing), entry)
