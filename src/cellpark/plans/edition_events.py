"""What the ledger keeps of the times of a plant and of the policy by which its plans are changed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cellpark.ledger.public import event_type
from cellpark.plans.states import EditionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutEdition:
    """Something about one edition."""

    document: UUID
    person: UUID | None


@event_type("plans.edition.proposed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EditionProposed(AboutEdition):
    """Somebody wants this document to hold from a day on; its SHA-256 names its text."""

    kind: EditionKind
    since: date
    sha256: str


@event_type("plans.edition.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EditionApproved(AboutEdition):
    """A second person signed that it holds."""

    sha256: str
    signature: UUID | None


@event_type("plans.edition.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDeclined(AboutEdition):
    """It shall not hold; the reason stands beside it."""
