"""What the ledger keeps of permits. Streams belong to the operator; people appear by id alone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPermit:
    """Something about one permit."""

    permit: UUID
    person: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitAsked(AboutPermit):
    """Who asks, where, and from when until when."""

    number: int
    tenant: UUID | None
    room: UUID | None
    place: str
    contractor: str
    text: str
    starts_at: datetime
    ends_at: datetime
    edition: date
    example: bool


@event_type("facilities.permit.hot_work_requested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class HotWorkRequested(PermitAsked):
    """Somebody wants to work with flames or sparks; ``checks`` are the codes of what was looked at."""

    extinguisher: str
    detectors: str
    checks: tuple[str, ...]


@event_type("facilities.permit.waste_requested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WasteRequested(PermitAsked):
    """Somebody wants to hand waste over. The quantity in kg."""

    waste_kind: str
    quantity: Decimal
    containers: int
    carrier: str
    licence: str


@event_type("facilities.permit.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitApproved(AboutPermit):
    """A second person permits it."""


@event_type("facilities.permit.beside_asked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BesideAsked(AboutPermit):
    """The park asks the houses whose batches are beside hot work; from now on they read the permit."""

    houses: tuple[UUID, ...]


@event_type("facilities.permit.beside_answered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BesideAnswered(AboutPermit):
    """Quality of a house lets the work through beside its batches, or does not; the reason stands beside it."""

    house: UUID
    allowed: bool


@event_type("facilities.permit.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitDeclined(AboutPermit):
    """It is not permitted; the reason stands beside it."""


@event_type("facilities.permit.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitWithdrawn(AboutPermit):
    """It is not wanted any more."""


@event_type("facilities.permit.begun", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitBegun(AboutPermit):
    """Hot work begins; ``person`` is None where the firm says so by its link."""


@event_type("facilities.permit.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitEnded(AboutPermit):
    """The work is over before its time; the fire watch begins."""


@event_type("facilities.permit.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitClosed(AboutPermit):
    """It was looked at afterwards: nothing glows, or the waste is handed over as ``note_number`` says, in kg."""

    quantity: Decimal | None
    containers: int
    note_number: str


@event_type("facilities.permit.revoked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitRevoked(AboutPermit):
    """It holds no more, from now on; the reason stands beside it."""


@event_type("facilities.link.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitLinkMade:
    """A firm without an account may read a permit. ``digest`` is the SHA-256 of the link's secret."""

    link: UUID
    permit: UUID
    act: str
    digest: str
    expires_at: datetime
    person: UUID | None


@event_type("facilities.link.used", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitLinkUsed:
    """The firm said that the work is over; the link is spent."""

    link: UUID


@event_type("facilities.link.revoked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitLinkRevoked:
    """The link no longer works."""

    link: UUID
