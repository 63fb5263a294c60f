"""What follows for orders from events of other apps. Listed in ``cellpark.config.subscriptions``."""

from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import envelope, get_event
from cellpark.materials.public import Container, hold_container
from cellpark.orders.actions.note_made import note_made
from cellpark.orders.actions.note_receipt import note_receipt
from cellpark.orders.actions.note_stop import note_stop
from cellpark.orders.leftovers import FREE, is_leftover
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.states import OVER, OrderState
from cellpark.shipments.public import Shipment

HOUSE = Actor.system("orders")


def follow_receipt(event_id: UUID) -> None:
    """A bag was received: with the last of its collection the order is; one of an earlier collection waits (CN-4c)."""
    container: Container = Container.objects.get(id=UUID(str(_data(event_id)["container"])))
    _hold_leftover(container)
    waiting = TreatmentOrder.objects.filter(coi=container.coi, state=OrderState.COLLECTED).exclude(coi="")
    for order in waiting:
        try:
            note_receipt(actor=HOUSE, order_id=order.id)
        except Refused:
            continue  # another bag is still on its way


def hold_leftover_again(event_id: UUID) -> None:
    """A bag of a collection that was repeated was let go, or is not empty after a correction: it stays on hold (CN-4c).

    As long as its order runs.
    """
    _hold_leftover(Container.objects.get(id=UUID(str(_data(event_id)["container"]))))


def _hold_leftover(container: Container) -> None:
    if container.state not in FREE:
        return
    for order in TreatmentOrder.objects.filter(coi=container.coi).exclude(coi="").exclude(state__in=OVER):
        if is_leftover(order, container.id):
            hold_container(actor=HOUSE, container_id=container.id, reason=f"{order.number}: collected again")


def follow_shipment(event_id: UUID) -> None:
    """A shipment was taken in: a collection whose bags were all waiting for that is received."""
    shipment = UUID(str(_data(event_id)["shipment"]))
    identities = {each["coi"] for each in Shipment.objects.get(id=shipment).contents} - {""}
    for order in TreatmentOrder.objects.filter(coi__in=identities, state=OrderState.COLLECTED):
        try:
            note_receipt(actor=HOUSE, order_id=order.id)
        except Refused:
            continue  # a bag has not passed its receipt check yet


def follow_batch(event_id: UUID) -> None:
    """A batch was finished: its order is made."""
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    batch = UUID(event.stream.removeprefix("batch/"))
    for order in TreatmentOrder.objects.filter(batch_id=batch, state=OrderState.MANUFACTURING):
        note_made(actor=HOUSE, order_id=order.id)


def follow_abort(event_id: UUID) -> None:
    """A batch was aborted: its order says so at once and asks for what comes next."""
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    batch = UUID(event.stream.removeprefix("batch/"))
    for order in TreatmentOrder.objects.filter(batch_id=batch, state=OrderState.MANUFACTURING):
        note_stop(actor=HOUSE, order_id=order.id)


def _data(event_id: UUID) -> Any:
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    return envelope(event)["data"]
