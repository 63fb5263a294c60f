"""What follows for shipments from events of other apps. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.ledger.public import envelope, get_event
from cellpark.shipments.holding import hold
from cellpark.shipments.models import Excursion
from cellpark.shipments.queries import shipments_with
from cellpark.shipments.states import ExcursionState

HOUSE = Actor.system("shipments")


def hold_received(event_id: UUID) -> None:
    """A container was received whose shipment had an excursion that is not accepted: it waits, too (CN-4b)."""
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    data = envelope(event)["data"]
    assert isinstance(data, dict), "an event has data"
    container = UUID(str(data["container"]))
    waiting = Excursion.objects.filter(shipment__in=shipments_with(container))
    for each in waiting.exclude(state=ExcursionState.ACCEPTED).select_related("shipment"):
        hold(actor=HOUSE, shipment=each.shipment, reason=each.number, only=[container])
