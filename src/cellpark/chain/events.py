"""What the ledger keeps of the chain. Every field is the column of that name; people never appear."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("chain.seat.taken", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken:
    """Somebody sits on a node, with the evidence for it."""

    id: UUID
    node: str
    kind: str
    area: str
    subject: UUID | None
    name_zh: str
    name_en: str
    evidence: str
    source: str
    day: date
    capacity: Decimal | None
    capacity_unit: str
    lead_days: int | None


@event_type("chain.seat.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SeatEnded:
    """It does so no longer from this day."""

    id: UUID
    until: date


@event_type("chain.purchase.recorded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseRecorded:
    """Something was bought."""

    id: UUID
    node: str
    area: str
    buyer: str
    supplier: str
    origin: str
    amount: Decimal
    day: date
    source: str


@event_type("chain.fact.stated", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FactStated:
    """A source says something of a node in an area."""

    id: UUID
    node: str
    area: str
    metric: str
    value: Decimal
    unit: str
    source: str
    day: date


@event_type("chain.search.missed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchMissed:
    """Somebody looked for a node in a park and found nobody."""

    id: UUID
    node: str
    area: str
    words: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Unmet demand that called for a recruitment."""

    kind: str
    id: UUID
    node: str
    day: date
    text: str


@event_type("chain.recruitment.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecruitmentOpened:
    """A lead was made for a gap; it carries the demand."""

    id: UUID
    node: str
    area: str
    company: UUID
    name_zh: str
    name_en: str
    demand: tuple[Demand, ...]
    verdict: str


@event_type("chain.recruitment.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecruitmentClosed:
    """The company's lease is signed: the gap is closed."""

    id: UUID
    lease: str
    seat: UUID


@event_type("chain.recruitment.given_up", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecruitmentGivenUp:
    """Nobody comes of it."""

    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What offers and wants say."""

    id: UUID
    kind: str
    node: str
    area: str
    title: str
    text: str
    day: date
    until: date | None


@event_type("chain.offer.placed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPlaced(Placed):
    """Something is offered to everybody."""


@event_type("chain.offer.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn:
    """It is no longer offered."""

    id: UUID


@event_type("chain.want.placed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WantPlaced(Placed):
    """Something is looked for."""


@event_type("chain.want.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WantWithdrawn:
    """It is no longer looked for."""

    id: UUID


@event_type("chain.want.met", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WantMet:
    """It was found."""

    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an offer fits a want: a word that both say (``term``), or a node of the chain (``node``)."""

    kind: str
    wanted: str
    offered: str


@event_type("chain.introduction.asked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionAsked:
    """Whoever wants asks whoever offers."""

    id: UUID
    offer_id: UUID
    want_id: UUID
    giver_id: UUID
    asker_kind: str
    offered: str
    reasons: tuple[Reason, ...]


@event_type("chain.introduction.agreed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionAgreed:
    """The two know each other from now on, and what is wanted."""

    id: UUID
    wanted: str


@event_type("chain.introduction.answered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionAnswered:
    """One side declined or withdrew before the two knew each other."""

    id: UUID
    state: str


@event_type("chain.introduction.followed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DealFollowed:
    """The deal goes on: contracted, completed or broken off."""

    id: UUID
    state: str
