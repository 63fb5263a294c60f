"""What the ledger keeps of materials, lots and containers. Patients appear by their chain-of-identity code alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import SealedBlock, event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLimit:
    """How long a container of a material may be in a condition: the clock's kind and its limit."""

    kind: str
    limit: Quantity


@event_type("materials.material.described", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialDescribed:
    """A material master exists, or says something else from now on (its code stays)."""

    material: UUID
    code: str
    name_zh: str
    name_en: str
    kind: str
    unit: str
    storage: str
    donor_use: str
    gtin: str
    clocks: tuple[ClockLimit, ...]
    example: bool


@event_type("materials.lot.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LotRegistered:
    """A lot is known and in quarantine."""

    lot: UUID
    material: UUID
    number: str
    vendor: str
    expires_at: datetime | None
    received_by: UUID | None


@event_type("materials.lot.certified", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LotCertified:
    """A certificate of analysis: the hash of the file and the values read from it."""

    lot: UUID
    file_name: str
    file_sha256: str
    attributes: Mapping[str, Quantity]


@event_type("materials.lot.released", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LotReleased:
    """The quality unit lets a lot be used (CN-4c)."""

    lot: UUID
    person: UUID | None


@event_type("materials.lot.rejected", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LotRejected:
    """A lot is never used again."""

    lot: UUID
    person: UUID | None


@event_type("materials.lot.quarantined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LotQuarantined:
    """A released lot is back in quarantine."""

    lot: UUID
    person: UUID | None


@event_type("materials.lot.expiry_changed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LotExpiryChanged:
    """After a retest, or because of a finding, a lot expires at another time."""

    lot: UUID
    expires_at: datetime
    was: datetime | None


@event_type("materials.source.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceApproved:
    """A hospital or vendor may send material until a day (CN-4a)."""

    source: UUID
    name: str
    approved_until: datetime


@event_type("materials.source.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWithdrawn:
    """A hospital or vendor may no longer send material."""

    source: UUID


@event_type("materials.patient.enrolled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PatientEnrolled:
    """A chain of identity begins. Name and birth date are sealed with the patient's own key (T20)."""

    patient: UUID
    coi: str
    sealed_for: UUID
    particulars: SealedBlock


@event_type("materials.operation.done", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OperationDone:
    """Containers were consumed and produced; what went in came out, line by line."""

    operation: UUID
    kind: str
    consumed: tuple["Line", ...]
    produced: tuple["Line", ...]
    losses: tuple["LossLine", ...]
    batch: UUID | None
    step: str
    room: UUID | None
    equipment: tuple[UUID, ...]
    performers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One container in an operation and how much of it; of a container that receives, perhaps no amount."""

    container: UUID
    quantity: Quantity | None
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LossLine:
    """What an operation lost, declared with its reason."""

    quantity: Quantity
    why: str


@event_type("materials.operation.corrected", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class OperationCorrected(OperationDone):
    """What was really consumed and produced, in the place of an operation that was recorded wrongly (T11).

    ``corrects`` is that operation, ``corrected`` the entry of the ledger that said it; who did it, and when, stays.
    """

    done_at: datetime
    corrects: UUID
    corrected: UUID


@event_type("materials.near_miss.recorded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NearMissRecorded:
    """A scan did not match what was expected; the act was stopped (T1, LBL-5)."""

    near_miss: UUID
    kind: str
    scan: str
    purpose: str
    expected_container: UUID | None
    expected_coi: str
    expected_material: str
    found_container: UUID | None
    found_lot: UUID | None
    person: UUID | None
    batch: UUID | None
    step: str


@event_type("materials.near_miss.reviewed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class NearMissReviewed:
    """The quality unit looked at a near miss and said what follows."""

    near_miss: UUID
    person: UUID | None
    conclusion: str


@event_type("materials.hand_over.offered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverOffered:
    """The first of the two scans of a hand-over."""

    hand_over: UUID
    container: UUID
    giver: UUID | None
    receiver: UUID | None
    place: str
    scan: str
    seal: str
    temperature_min: Quantity | None
    temperature_max: Quantity | None


@event_type("materials.hand_over.accepted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAccepted:
    """The second scan matched: the container has another custodian."""

    hand_over: UUID
    container: UUID
    receiver: UUID | None
    scan: str
    seal: str
    elapsed: Quantity


@event_type("materials.hand_over.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverWithdrawn:
    """The hand-over did not take place."""

    hand_over: UUID
    container: UUID
