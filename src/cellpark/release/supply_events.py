"""What the ledger keeps of a supply out of specification: four records in their order (ATMP-1b)."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.ledger.public import event_type
from cellpark.release import first_events as first_events  # noqa: PLC0414 -- their types are registered with ours


@event_type("release.supply.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyOpened:
    """A batch is out of specification, and the hospital is asked whether its physician wants it."""

    supply: UUID
    batch: UUID
    number: str
    coi: str
    hospital: UUID
    sponsor: UUID | None
    trial: str
    failed: str


@event_type("release.supply.requested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRequested:
    """The physician asks for it: which immediate significant hazard, which alternatives were weighed (ATMP-1a)."""

    supply: UUID
    person: UUID
    hazard: str
    alternatives: str


@event_type("release.supply.evaluated", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyEvaluated:
    """The maker's evaluation of the risks."""

    supply: UUID
    person: UUID
    risks: str


@event_type("release.supply.noticed", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyNoticed:
    """The physician was given the evaluation and the notice that the product is out of specification.

    ``failures`` are the results that failed by then, each with sample and value: what an acceptance covers.
    """

    supply: UUID
    notice: str
    failures: tuple[str, ...]


@event_type("release.supply.accepted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyAccepted:
    """The physician, knowing that, accepts the product."""

    supply: UUID
    person: UUID
    answer: str


@event_type("release.supply.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyDeclined:
    """The physician, knowing that, does not want the product."""

    supply: UUID
    person: UUID
    answer: str


@event_type("release.supply.supplied", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyMade:
    """The product was handed over; from here the notifications are due (ATMP-1c)."""

    supply: UUID
    signature: UUID


@event_type("release.supply.sponsor_told", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorTold:
    """The sponsor, or the holder of the authorisation, was told."""

    supply: UUID
    how: str


@event_type("release.supply.authority_told", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityTold:
    """The competent authority was told: by whom, under which number."""

    supply: UUID
    how: str


@event_type("release.supply.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyClosed:
    """All four records are there."""

    supply: UUID


@event_type("release.supply.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyWithdrawn:
    """The case was ended by the maker; the reason stands beside it."""

    supply: UUID
