"""What follows when a time becomes free or a room is let. Listed in ``cellpark.config.subscriptions``."""

from typing import Any
from uuid import UUID

from cellpark.booking.actions.give_way import give_way
from cellpark.booking.actions.offer_freed import offer_freed
from cellpark.booking.models import Booking
from cellpark.leases import public as leases
from cellpark.ledger.public import envelope, get_event, typed


def offer_what_is_free(event_id: UUID) -> None:
    """A booking was cancelled, missed, moved, ended early or not taken: whoever waits for its time is offered it."""
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    data = envelope(event)["data"]
    assert isinstance(data, dict), "an event has data"
    row: Booking = Booking.objects.get(id=UUID(str(data["booking"])))
    offer_freed(resource_id=row.resource_id)


def give_way_to_lease(event_id: UUID) -> None:
    """Rooms are let: both sides signed, here or on paper, or took a notice back. Earlier bookings give way."""
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    said: Any = typed(event)
    assert said is not None, "the kind of this event is known here"
    # of two signatures the first agrees nothing yet
    if getattr(said, "agreed", True):
        lease = leases.lease(said.lease)
        give_way(rooms=said.occupied, owner=lease.organisation_id, tenant=lease.tenant_id)
