"""What follows for plans from events of orders. Listed in ``cellpark.config.subscriptions``."""

from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.ledger.public import envelope, get_event
from cellpark.plans.actions.hold_slot import give_back, keep_slot, take_slot
from cellpark.plans.holds import hold_of
from cellpark.plans.states import HoldState

HOUSE = Actor.system("plans")


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
    """What was ordered is on its way to the hospital: its promise is compared with the day."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    found = hold_of(_order(event_id))
    if found is not None and found.state == HoldState.TAKEN:
        keep_slot(actor=HOUSE, hold_id=found.id, at=event.recorded_at)


def _order(event_id: UUID) -> UUID:
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    data: Any = envelope(event)["data"]
    return UUID(str(data["order"]))
