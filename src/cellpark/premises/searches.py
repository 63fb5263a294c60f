"""Searches without a hit in the ledger: one stream, one event and one row a search."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.plain import plain
from cellpark.ledger.public import record
from cellpark.premises import folds
from cellpark.premises.events import PlaceMissed
from cellpark.premises.models import MissedPlace


def write(event: PlaceMissed, *, actor: Actor, organisation: UUID) -> MissedPlace:
    """Record the event and make its row."""
    with widened(organisation):
        stream = f"premises-search/{event.search}"
        made = record(stream=stream, event=event, actor=actor, organisation=organisation)
        data: Mapping[str, Any] = plain(event)  # type: ignore[assignment]
        row = MissedPlace(organisation_id=organisation, version=made.version, **folds.search_values(data))
        row.save(force_insert=True)
        return row
