"""The first shapes of events that say more today; entries of that time are still read (P11-5a)."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("release.supply.noticed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSupplyNoticed:
    """The notice to the physician, before it named every result that failed."""

    supply: UUID
    notice: str


@event_type("release.batch.lifted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstQuarantineLifted:
    """The quarantine was lifted, before that was a signed decision."""

    batch: UUID


@event_type("release.batch.destroyed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDestroyed:
    """The batch was destroyed, before the record named containers and a witness."""

    batch: UUID
    how: str
