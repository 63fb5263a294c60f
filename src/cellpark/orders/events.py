"""What the ledger keeps of therapies, sites, patients and orders.

The streams of therapies and orders belong to the maker, those of patients to their hospital. People appear by id,
patients outside their hospital's own streams by the chain of identity alone (T20).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import SealedBlock, event_type

# with them the first shapes of their events are registered
from cellpark.orders.first_events import Described, Drafted, FirstCountryRule, FirstDistances

# what holds where a therapy says nothing else
HALF_HOUR: Final = Quantity.parse("30 min")


class RuleAt(StrEnum):
    """When a rule is judged: at the order's signature, or before the product is shipped."""

    ORDER = "order"
    SHIPMENT = "shipment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a country for a product: where it stands, what it says, and its expression over an order's facts."""

    at: RuleAt
    clause: str
    words: str
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyLimit:
    """Within how many hours one record of a supply out of specification is made, and where that is written."""

    record: str
    hours: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRule(FirstCountryRule):
    """What one country asks: items and consents by reference, wash-outs, a time limit, rules as expressions.

    ``wash_outs``: medicine -> whole days between its last dose and the collection. ``collect_within``: days from the
    first day of eligibility until the collection; 0 where the country sets none.
    """

    rules: tuple[Rule, ...] = ()
    supply: tuple[SupplyLimit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances(FirstDistances):
    """Least and greatest time between the links of a chain of slots, how long a thawed bag may wait, and how long the
    first of two checks at the bedside holds.
    """

    bedside_check_max: Quantity = HALF_HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """One bag of a collection: the container that it is at the maker, its code, what it holds."""

    container: UUID
    code: str
    volume: Quantity


@event_type("orders.therapy.described", version=3)
@dataclass(frozen=True, slots=True, kw_only=True)
class TherapyDescribed(Described):
    """A sponsor's product as it can be ordered, once or again; it waits for the sponsor's approval."""

    countries: tuple[CountryRule, ...]
    distances: Distances


@event_type("orders.therapy.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TherapyApproved:
    """The sponsor approved the therapy as it is described."""

    therapy: UUID
    revision: int


@event_type("orders.therapy.retired", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TherapyRetired:
    """No order of this therapy is taken any more."""

    therapy: UUID


@event_type("orders.site.qualified", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteQualified:
    """A hospital collects for a therapy until a day, after its quality was assessed (CN-4a)."""

    therapy: UUID
    site: UUID
    hospital: UUID
    assessment: str
    valid_until: date


@event_type("orders.site.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWithdrawn:
    """A hospital collects for a therapy no longer."""

    therapy: UUID
    site: UUID


@event_type("orders.patient.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRegistered:
    """A hospital's patient under a code; name, birth date and number are sealed with the patient's own key (T20)."""

    patient: UUID
    code: str
    sealed_for: UUID
    particulars: SealedBlock


@event_type("orders.patient.ordered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PatientOrdered:
    """Which order is this patient's: known to the hospital alone (T20)."""

    patient: UUID
    order: UUID


@event_type("orders.order.drafted", version=3)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrafted(Drafted):
    """A hospital begins an order."""

    distances: Distances
    asked: CountryRule


@event_type("orders.order.completed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCompleted:
    """What the country asks for, by reference, and the planned times of the chain."""

    order: UUID
    references: Mapping[str, str]
    last_doses: Mapping[str, date]
    collect_at: datetime
    manufacture_from: datetime
    manufacture_until: datetime
    infuse_at: datetime


@event_type("orders.order.submitted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSubmitted:
    """A physician signed the order."""

    order: UUID
    person: UUID | None
    signature: UUID | None


@event_type("orders.order.accepted", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAccepted:
    """The maker takes the order and signs for it (P11-8a); the chain of identity is issued, before any collection, and
    never changes (LBL-5).
    """

    order: UUID
    coi: str
    person: UUID | None
    signature: UUID


@event_type("orders.order.kit_sent", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class KitSent:
    """The collection kit is on its way."""

    order: UUID
    kit: str


@event_type("orders.order.identity_refused", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRefused:
    """What was read at the bedside belongs to somebody else; the act was stopped (T1, CN-4k2)."""

    order: UUID
    act: str
    why: str


@event_type("orders.order.collected", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCollected:
    """Cells were collected after an identity check (CN-4k2); the bags are containers of the maker from now on."""

    order: UUID
    din: str
    bags: tuple[Bag, ...]
    collected_at: datetime


@event_type("orders.order.received", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReceived:
    """Every bag of the collection has arrived at the maker."""

    order: UUID


@event_type("orders.order.manufacture_begun", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ManufactureBegun:
    """A batch was planned for the order."""

    order: UUID
    batch: UUID
    batch_number: str


@event_type("orders.order.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMade:
    """The batch is finished; its record goes to review."""

    order: UUID


@event_type("orders.order.batch_stopped", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BatchStopped:
    """The batch was ended before its last step; what comes next for the patient is to be decided."""

    order: UUID
    batch: UUID
    batch_number: str


@event_type("orders.order.disposed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDisposed:
    """The disposition of what was made: released, supplied under 11.5, rejected (T14)."""

    order: UUID
    disposition: str


@event_type("orders.order.begun_again", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBegunAgain:
    """After a rejection the manufacture, or the collection, is done again under the same chain of identity."""

    order: UUID
    again: str


@event_type("orders.order.shipped", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderShipped:
    """The product is on its way to the hospital."""

    order: UUID
    shipment: str


@event_type("orders.order.bedside_checked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BedsideChecked:
    """The first of two people compared patient and bag at the bedside (CN-4k2)."""

    order: UUID
    container: UUID
    code: str
    thawed_at: datetime
    person: UUID | None


@event_type("orders.order.infused", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInfused:
    """A second person compared patient and bag, and the product was given."""

    order: UUID
    container: UUID
    code: str
    after_thaw: Quantity


@event_type("orders.order.cancelled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled:
    """The order was called off by one of its sides."""

    order: UUID
    side: str


@event_type("orders.order.failed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFailed:
    """The order ends without a treatment."""

    order: UUID


@event_type("orders.order.slots_moved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsMoved:
    """Collection, manufacture and infusion were moved together, with the reason."""

    order: UUID
    side: str
    collect_at: datetime
    manufacture_from: datetime
    manufacture_until: datetime
    infuse_at: datetime


@event_type("orders.order.commented", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCommented:
    """Somebody of a side said something about the order."""

    order: UUID
    side: str
    text: str


@event_type("orders.order.cosigned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCosigned:
    """The sponsor signed the batch record as it stood."""

    order: UUID
    batch: UUID
    signature: UUID
    record_version: int
    record_sha256: str
