"""What the ledger keeps of work orders and alarms. Streams belong to the operator; people appear by id alone.

What people write about a fault is kept as they wrote it; the forms ask them to name nobody.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutOrder:
    """Something about one order; ``side`` says for whom ``person`` acts."""

    order: UUID
    side: str
    person: UUID | None


@event_type("facilities.order.reported", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReported(AboutOrder):
    """Something is broken. ``edition`` is the first day of the rules of the house that hold for it."""

    number: int
    tenant: UUID | None
    room: UUID | None
    place: str
    kind: str
    urgency: str
    title: str
    text: str
    point: str
    edition: date
    example: bool


@event_type("facilities.order.accepted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAccepted(AboutOrder):
    """The park takes it on; kind and urgency are those that its office saw."""

    kind: str
    urgency: str


@event_type("facilities.order.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDeclined(AboutOrder):
    """It is not the park's to mend; the reason stands beside it."""


@event_type("facilities.order.cancelled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled(AboutOrder):
    """Who reported it needs nothing any more."""


@event_type("facilities.order.assigned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAssigned(AboutOrder):
    """Somebody of the park, or a firm, is to do it."""

    assignee: UUID | None
    contractor: str


@event_type("facilities.order.started", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStarted(AboutOrder):
    """Work began."""


@event_type("facilities.order.waiting", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingBegun(AboutOrder):
    """The park needs something of the tenant; the clock stands still."""


@event_type("facilities.order.resumed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEnded(AboutOrder):
    """It goes on, and so does the clock."""


@event_type("facilities.order.finished", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFinished(AboutOrder):
    """It is mended; what was done stands beside it."""


@event_type("facilities.order.confirmed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderConfirmed(AboutOrder):
    """It works. ``agreed`` is what the tenant pays as it was shown, without tax; None where the tenant kept silent."""

    agreed: Decimal | None


@event_type("facilities.order.reopened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReopened(AboutOrder):
    """It does not work yet."""


@event_type("facilities.order.noted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderNoted(AboutOrder):
    """Somebody said something about it."""

    note: UUID
    text: str
    internal: bool


@event_type("facilities.order.pictured", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoKept(AboutOrder):
    """A picture was added; the ledger has its digest and its measures."""

    photo: UUID
    sha256: str
    width: int
    height: int
    size_bytes: int


@event_type("facilities.order.cost_entered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CostEntered(AboutOrder):
    """What it cost: quantity x unit price, rounded half up to the fen."""

    cost: UUID
    kind: str
    text: str
    quantity: Decimal
    unit_price: Decimal
    net: Decimal
    payer: str


@event_type("facilities.order.cost_struck", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CostStruck(AboutOrder):
    """A cost line counts no more."""

    cost: UUID


@event_type("facilities.order.cost_approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CostApproved(AboutOrder):
    """A second person says that the tenant owes this."""

    net: Decimal


@event_type("facilities.order.charged", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCharged(AboutOrder):
    """What the tenant owes was handed to the bills."""

    charge: UUID
    net: Decimal
    revision: int


@event_type("facilities.order.charge_reversed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChargeReversed(AboutOrder):
    """What was handed to the bills was taken back."""

    charge: UUID


@event_type("facilities.alarm.raised", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised:
    """A building system raised an alarm; ``order`` is the work that it opened or joined."""

    alarm: UUID
    source: str
    external: str
    point: str
    room: UUID | None
    place: str
    known: bool
    severity: str
    text: str
    raised_at: datetime
    order: UUID | None


@event_type("facilities.alarm.cleared", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmCleared:
    """The building system says that it is over."""

    alarm: UUID
    cleared_at: datetime
