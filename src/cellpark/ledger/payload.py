"""The bytes of an event: the one place that knows their keys."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from cellpark.base.actor import Actor
from cellpark.kernel import canonical
from cellpark.kernel.plain import instant_text, plain
from cellpark.ledger.registry import type_of
from cellpark.ledger.stream import Head

FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an act says about one event, before it has a place in its stream."""

    id: UUID
    event: object
    actor: Actor
    organisation: UUID | None
    at: datetime
    recorded_at: datetime
    reason: str | None


def payload_of(draft: Draft, head: Head) -> bytes:
    """The canonical bytes of the event that follows ``head``; raise ``NotCanonical`` when its data do not fit."""
    kind = type_of(draft.event)
    return canonical.encode(
        {
            "actor": draft.actor.reference,
            "at": instant_text(draft.at),
            "data": plain(draft.event),
            "id": str(draft.id),
            "on_behalf_of": _text(draft.actor.organisation_id),
            "organisation": _text(draft.organisation),
            "prev": head.hash.hex(),
            "reason": draft.reason,
            "recorded_at": instant_text(draft.recorded_at),
            "stream": head.stream,
            "type": kind.name,
            "type_version": kind.version,
            "v": FORM,
            "version": head.version + 1,
            "zone": settings.TIME_ZONE,
        }
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
