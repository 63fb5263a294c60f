"""What the ledger keeps of decisions on batches. People by id, patients by their chain-of-identity code alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import event_type


@event_type("release.file.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileOpened:
    """A batch has its file at the release desk."""

    file: UUID
    batch: UUID
    number: str


@event_type("release.trail.reviewed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TrailReviewed:
    """Somebody independent read the audit trail: these streams up to these versions (A11-2e2)."""

    batch: UUID
    heads: Mapping[str, int]
    reviewer: UUID
    finding: str


@event_type("release.plan.recorded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecorded:
    """What is done, and how the physician is told, when a result that comes late is out of limits (ATMP-2b, CN-4j)."""

    batch: UUID
    plan: str


@event_type("release.decision.refused", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRefused:
    """A decision was tried and refused: which, and the codes of the rules that stopped it (T13, T15)."""

    batch: UUID
    verb: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A signed decision; ``digest`` is the SHA-256 of the checklist as it stood (CN-1g, A11-1f)."""

    batch: UUID
    person: UUID
    role: str
    signature: UUID
    digest: str


@event_type("release.batch.certified_stage_one", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class StageOneCertified(Decided):
    """The first of two stages: batch documents, in-process results and environment are there (ATMP-2a)."""


@event_type("release.batch.certified", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class Certified(Decided):
    """Every line of the checklist held."""


@event_type("release.batch.rejected", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Decided):
    """The batch is never released; the reason stands beside it (211-4a)."""


@event_type("release.batch.supplied", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliedUnder115(Decided):
    """Handed to one patient out of specification, on the physician's request; not a release (ATMP-1, T14)."""

    supply: UUID


@event_type("release.batch.quarantined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """The batch is stopped; ``recall`` names the decision that stopped it with others."""

    batch: UUID
    recall: UUID | None


@event_type("release.batch.lifted", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineLifted(Decided):
    """The batch waits for a decision again, by a signed one; what was certified before is certified anew."""


@event_type("release.batch.recalled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """The batch is called back from wherever it is."""

    batch: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyedContainer:
    """One container of a batch that was destroyed, and how much was in it."""

    container: UUID
    code: str
    quantity: Quantity


@event_type("release.destruction.recorded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionRecorded:
    """One of two people destroyed what was left of the batch: these containers, in this way."""

    batch: UUID
    person: UUID
    how: str
    containers: tuple[DestroyedContainer, ...]


@event_type("release.batch.destroyed", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """The second of two people saw it: nothing of the batch is left."""

    batch: UUID
    how: str
    containers: tuple[DestroyedContainer, ...]
    destroyed_by: UUID
    witnessed_by: UUID


@event_type("release.result.failed_late", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFailedLate:
    """Results failed after the batch was let go: the physician must be told by then (ATMP-2b, CN-4j)."""

    batch: UUID
    seen: str
    due_at: datetime


@event_type("release.physician.informed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicianInformed:
    """The treating physician was told of a late result."""

    batch: UUID
    how: str


@event_type("release.recall.ordered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecallOrdered:
    """These batches were stopped together, because of one thing."""

    recall: UUID
    kind: str
    thing: UUID
    name: str
    why: str
    batches: tuple[UUID, ...]
    person: UUID | None
