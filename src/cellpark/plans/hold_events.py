"""What the ledger keeps of slots that are held for orders. Streams belong to the organisation whose plan it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutHold:
    """Something about one slot."""

    held_slot: UUID
    person: UUID | None


@event_type("plans.hold.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SlotHeld(AboutHold):
    """A slot in the published plan is kept for an order until an hour; the file with this SHA-256 says where it is."""

    order: UUID
    number: str
    production_plan: UUID
    starts_at: datetime
    ends_at: datetime
    until: datetime
    sha256: str


@event_type("plans.hold.taken", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTaken(AboutHold):
    """The order was submitted: its slot is kept until it is made."""


@event_type("plans.hold.given_back", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SlotGivenBack(AboutHold):
    """Nobody needs it any more."""


@event_type("plans.hold.expired", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SlotExpired(AboutHold):
    """The order was not submitted in time."""


@event_type("plans.hold.kept", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SlotKept(AboutHold):
    """What was ordered is ready: the promise is compared with this day."""

    ready_at: datetime
