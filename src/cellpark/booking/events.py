"""What the ledger keeps of bookings. A stream belongs to the owner of the resource; people appear by id alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A resource as its owner describes it. ``rules`` is the form of ``terms.Terms.as_json``."""

    resource: UUID
    code: str
    kind: str
    name_zh: str
    name_en: str
    place: str
    pool: str
    open_to_all: bool
    allowed: tuple[UUID, ...]
    price: Decimal
    tax: Decimal
    charge_by: str
    rules: Mapping[str, Any]


@event_type("booking.resource.added", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceAdded(Described):
    """Something can be booked from now on."""

    number: int
    source_kind: str
    source: UUID | None
    example: bool


@event_type("booking.resource.changed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceChanged(Described):
    """Its rules, price or words are others from now on; bookings that stand keep theirs."""


@event_type("booking.resource.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceClosed:
    """It is not booked any more."""

    resource: UUID


@event_type("booking.resource.reopened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceReopened:
    """It is booked again."""

    resource: UUID


@event_type("booking.booking.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMade:
    """A company has a resource for a time; with ``offer_until`` it is offered, and the company's when it accepts."""

    booking: UUID
    resource: UUID
    number: int
    company: UUID
    person: UUID | None
    starts_at: datetime
    ends_at: datetime
    hold_from: datetime
    hold_until: datetime
    purpose: str
    bundle: UUID | None
    series: UUID | None
    via: str
    price: Decimal
    tax: Decimal
    charge_by: str
    offer_until: datetime | None


@event_type("booking.booking.moved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMoved:
    """It has another time."""

    booking: UUID
    starts_at: datetime
    ends_at: datetime
    hold_from: datetime
    hold_until: datetime
    purpose: str


@event_type("booking.booking.accepted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAccepted:
    """The company takes what it was offered."""

    booking: UUID


@event_type("booking.booking.lapsed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLapsed:
    """The company did not take what it was offered."""

    booking: UUID


@event_type("booking.booking.checked_in", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """Somebody came and scanned the resource."""

    booking: UUID
    scan: str


@event_type("booking.booking.finished", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingFinished:
    """The use is over; ``hold_until`` is when the next one may come."""

    booking: UUID
    hold_until: datetime


@event_type("booking.booking.missed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMissed:
    """Nobody came in time: the rest of the time is free again, and it counts."""

    booking: UUID


@event_type("booking.booking.cancelled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCancelled:
    """The company gives it up; ``late``: after the limit, so that it counts and costs."""

    booking: UUID
    late: bool


@event_type("booking.booking.displaced", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingDisplaced:
    """The room was let to somebody else for this time, on ``day`` first; whose lease it is stays out of this stream."""

    booking: UUID
    day: date


@event_type("booking.booking.given_up_with", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingGivenUpWith:
    """A part of its bundle, ``part``, gave way to a lease: bundles are had whole or not at all."""

    booking: UUID
    part: UUID


@event_type("booking.booking.let_be", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingLetBe:
    """Of a booking that gave way to a lease, its company says that it needs nothing in its place."""

    booking: UUID
    person: UUID | None


@event_type("booking.booking.charged", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCharged:
    """What it costs was handed to the bills: minutes x price an hour / 60."""

    booking: UUID
    charge: UUID
    minutes: int
    net: Decimal


@event_type("booking.wait.asked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitAsked:
    """A company waits for a time that is taken."""

    wait: UUID
    resource: UUID
    company: UUID
    person: UUID | None
    starts_at: datetime
    ends_at: datetime
    purpose: str


@event_type("booking.wait.offered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitOffered:
    """The time became free and is kept for the company until ``offer_until``."""

    wait: UUID
    booking: UUID
    offer_until: datetime


@event_type("booking.wait.taken", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitTaken:
    """The company took the offer."""

    wait: UUID


@event_type("booking.wait.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEnded:
    """The company waits no longer: it went, let the offer lapse, or the time came."""

    wait: UUID


@event_type("booking.refusal.kept", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRefused:
    """A company could not have a time because others have it, or because it had used its hours. No person is named."""

    refusal: UUID
    resource: UUID
    company: UUID
    day: date
    starts_at: datetime
    ends_at: datetime
    codes: str
    via: str


@event_type("booking.feed.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMade:
    """A calendar can be read under a secret address. ``digest`` is the SHA-256 of the secret."""

    feed: UUID
    digest: str
    resource: UUID | None
    person: UUID | None


@event_type("booking.feed.revoked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRevoked:
    """The address works no longer."""

    feed: UUID
