"""What follows when a time becomes free. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.booking.actions.offer_freed import offer_freed
from cellpark.booking.models import Booking
from cellpark.ledger.public import envelope, get_event


def offer_what_is_free(event_id: UUID) -> None:
    """A booking was cancelled, missed, moved, ended early or not taken: whoever waits for its time is offered it."""
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    data = envelope(event)["data"]
    assert isinstance(data, dict), "an event has data"
    row: Booking = Booking.objects.get(id=UUID(str(data["booking"])))
    offer_freed(resource_id=row.resource_id)
