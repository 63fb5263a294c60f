"""What follows for plans from events of orders. Listed in ``cellpark.config.subscriptions``."""

from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.ledger.public import envelope, get_event
from cellpark.orders.public import OrderState, TreatmentOrder
from cellpark.plans.actions.hold_slot import give_back, keep_slot, take_slot
from cellpark.plans.files import content_of
from cellpark.plans.held import read_held
from cellpark.plans.holds import hold_of
from cellpark.plans.models import SlotHold
from cellpark.plans.states import HoldState
from cellpark.shipments.public import Shipment

HOUSE = Actor.system("plans")
# somebody may say that it left after it has been taken in
ON_THE_WAY = (OrderState.RELEASED, OrderState.SUPPLIED, OrderState.SHIPPED)


def take_held(event_id: UUID) -> None:
    """An order was submitted: its slot does not expire any more."""
    found = hold_of(_order(event_id))
    if found is not None and found.state == HoldState.HELD:
        take_slot(actor=HOUSE, hold_id=found.id)


def give_held_back(event_id: UUID) -> None:
    """An order was cancelled or failed: its slot is free."""
    found = hold_of(_order(event_id))
    if found is not None:
        give_back(actor=HOUSE, hold_id=found.id)


def note_kept(event_id: UUID) -> None:
    """What was ordered has left its maker: a promise that ends there is compared with that hour."""
    found = hold_of(_order(event_id))
    if found is not None and not _ends_on_the_ward(found):
        _keep(found, event_id)


def note_arrived(event_id: UUID) -> None:
    """A shipment was taken in: a promise that ends on the ward is compared with that hour."""
    shipment = Shipment.objects.get(id=UUID(str(_data(event_id)["shipment"])))
    identities = {each["coi"] for each in shipment.contents} - {""}
    orders = TreatmentOrder.objects.filter(coi__in=identities, hospital_id=shipment.receiver_id, state__in=ON_THE_WAY)
    for order in orders:
        found = hold_of(order.id)
        if found is not None and _ends_on_the_ward(found):
            _keep(found, event_id)


def _ends_on_the_ward(row: SlotHold) -> bool:
    return read_held(content_of(row.organisation_id, row.sha256)).ends_on_the_ward


def _keep(row: SlotHold, event_id: UUID) -> None:
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    if row.state == HoldState.TAKEN:
        keep_slot(actor=HOUSE, hold_id=row.id, at=event.recorded_at)


def _order(event_id: UUID) -> UUID:
    return UUID(str(_data(event_id)["order"]))


def _data(event_id: UUID) -> Any:
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    return envelope(event)["data"]
