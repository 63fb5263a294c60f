"""What the ledger itself records: its clock, its keys, its witnesses, signatures, and destroyed personal keys."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.ledger.registry import event_type


@event_type("system.clock.jumped", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumped:
    """The wall clock moved against the machine's steady clock, or stands before what was already recorded (T18).

    ``by_ms`` is positive for a jump forward; ``against`` is ``steady_clock`` or ``newest_record``.
    """

    by_ms: int
    against: str
    clock_showed: datetime
    expected: datetime


@event_type("ledger.signing_key.added", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeyAdded:
    """The site signs checkpoints with this key from now on."""

    vkey: str


@event_type("ledger.witness.added", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessAdded:
    """Somebody outside may cosign our checkpoints."""

    name: str
    vkey: str


@event_type("ledger.checkpoint.cosigned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointCosigned:
    """A witness found this checkpoint to extend all that it had seen before."""

    witness: str
    size: int
    root: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """A stream and the version and hash at which it was signed."""

    stream: str
    version: int
    hash: str


@event_type("ledger.signature.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureMade:
    """A person signed; the statement itself is kept beside the event and bound by its digest (P11-8b)."""

    signature: UUID
    digest: str
    kind: str
    role: str
    meaning_zh: str
    meaning_en: str
    heads: tuple[SignedHead, ...]


@event_type("subject.key.destruction_requested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKeyDestructionRequested:
    """The first of two people asked to erase a person's encrypted fields."""

    request: UUID
    person: UUID


@event_type("subject.key.destroyed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKeyDestroyed:
    """The second person confirmed, and the person's key is gone; every proof stays whole."""

    request: UUID
    person: UUID
    requested_by: UUID
