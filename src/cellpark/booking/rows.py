"""Writing: an event goes into its stream and the row becomes what the fold says; the two cannot drift apart."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import models

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.booking import folds
from cellpark.booking.models import Booking, Feed, Refusal, Resource, Wait
from cellpark.ledger.public import Fold, lock_stream, type_of, write_entry, write_row

_KINDS: Mapping[str, tuple[type[models.Model], Fold, str]] = {
    "resource": (Resource, folds.resource, "booking-resource"),
    "booking": (Booking, folds.booking, "booking"),
    "wait": (Wait, folds.wait, "booking-wait"),
    "refusal": (Refusal, folds.refusal, "booking-refusal"),
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
    what = type_of(event).name.split(".")[1]
    kind, fold, prefix = _KINDS[what]
    identity: UUID = getattr(event, what)
    with widened(organisation):
        stream = f"{prefix}/{identity}"
        entry = write_entry(stream, event, actor=actor, organisation=organisation, reason=reason)
        return write_row(kind, identity, fold, entry)
