"""What follows for companies from events of their leases. Listed in ``cellpark.config.subscriptions``."""

from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.companies.actions import follow_lease
from cellpark.ledger.public import get_event, typed

HOUSE = Actor.system("companies")


def follow_signature(event_id: UUID) -> None:
    """Both sides signed, here or on paper."""
    said = _said(event_id)
    # of two signatures the first agrees nothing yet; paper that is taken over was signed by both
    if getattr(said, "agreed", True):
        follow_lease.follow_signature(actor=HOUSE, lease_id=said.lease)


def follow_start(event_id: UUID) -> None:
    """The lease began."""
    follow_lease.follow_start(actor=HOUSE, lease_id=_said(event_id).lease)


def _said(event_id: UUID) -> Any:
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    return said
