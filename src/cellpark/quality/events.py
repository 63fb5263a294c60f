"""What the ledger keeps of the laboratory. People and rows by id, texts and raw files by their hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("quality.specification.drafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationDrafted:
    """A text is a draft: the next version for its product, site, phase and market."""

    specification: UUID
    product: str
    site: str
    phase: str
    market: str
    number: int
    title_zh: str
    title_en: str
    sha256: str
    author: UUID | None
    example: bool


@event_type("quality.specification.authored", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationAuthored:
    """Its author signed it (P11-8a)."""

    specification: UUID
    sha256: str
    author: UUID
    signature: UUID


@event_type("quality.specification.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationApproved:
    """A second person approved it; it is in force from now on."""

    specification: UUID
    sha256: str
    approver: UUID
    signature: UUID


@event_type("quality.specification.retired", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationRetired:
    """No new sample is tested against it; ``successor`` took its place."""

    specification: UUID
    successor: UUID | None


@event_type("quality.specification.discarded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationDiscarded:
    """Given up before it was in force."""

    specification: UUID


@event_type("quality.sample.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRegistered:
    """A container that a batch filled is a sample of the laboratory."""

    sample: UUID
    container: UUID
    code: str
    batch: UUID
    batch_number: str
    product: str
    coi: str
    specification: UUID
    stage: str
    taken_at: datetime


@event_type("quality.sample.received", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReceived:
    """Scanned in at the laboratory."""

    sample: UUID
    place: str
    person: UUID | None


@event_type("quality.sample.tested", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTested:
    """A first test uses it."""

    sample: UUID


@event_type("quality.sample.retained", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRetained:
    """Kept as a retention sample (21 CFR 211.170)."""

    sample: UUID
    place: str


@event_type("quality.sample.used_up", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleUsedUp:
    """Nothing of it is left."""

    sample: UUID


@event_type("quality.sample.destroyed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDestroyed:
    """Destroyed; the reason stands beside it."""

    sample: UUID


@event_type("quality.test.ordered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TestOrdered:
    """One attribute of the specification is to be measured on a sample; ``retest_of`` is what it repeats."""

    test: UUID
    sample: UUID
    batch: UUID
    specification: UUID
    attribute: str
    name_zh: str
    name_en: str
    stage: str
    method: str
    method_version: str
    required: bool
    due_at: datetime
    retest_of: UUID | None


@event_type("quality.test.begun", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TestBegun:
    """A qualified analyst begins; a clock of negative to date runs from now (T2)."""

    test: UUID
    analyst: UUID
    final_at: datetime | None


@event_type("quality.test.entered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultEnteredUnflagged:
    """A reading: the value, its verdict, and what it leads back to (211-194a)."""

    test: UUID
    result: UUID
    number: int
    value: str
    verdict: str
    interim: bool
    files: Mapping[str, str]
    kind: str
    kind_version: str
    parameters_sha256: str
    digest: str
    equipment: tuple[str, ...]
    analyst: UUID


@event_type("quality.test.entered", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultEntered(ResultEnteredUnflagged):
    """The same with the flags of the analysis, and whether the file names the sample (P11-7)."""

    flags: tuple[str, ...] = ()
    belonging: str = ""


@event_type("quality.test.verified", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultVerified:
    """A second person checked a reading (T5, 211-194b)."""

    test: UUID
    result: UUID
    verifier: UUID
    interim: bool
    due_at: datetime


@event_type("quality.test.retracted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRetracted:
    """A reading is withdrawn and counts no longer; ``value`` and ``verdict`` are what stands now."""

    test: UUID
    result: UUID
    person: UUID | None
    value: str
    verdict: str


@event_type("quality.test.cancelled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TestCancelled:
    """Not measured; the reason stands beside it."""

    test: UUID


@event_type("quality.investigation.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationOpened:
    """A reading is out of specification (211-192)."""

    investigation: UUID
    number: str
    test: UUID
    result: UUID
    batch: UUID
    batch_number: str
    seen: str


@event_type("quality.investigation.investigated", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationBegun:
    """The laboratory phase: what may have gone wrong in the laboratory."""

    investigation: UUID
    hypothesis: str
    investigator: UUID | None


@event_type("quality.investigation.concluded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationConcluded:
    """The result stands, or is void by an assignable cause."""

    investigation: UUID
    outcome: str
    finding: str
    cause: str
    person: UUID | None


@event_type("quality.investigation.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationClosed:
    """Nothing remains to be done; ``capa`` names the action where there is one."""

    investigation: UUID
    capa: str


@event_type("quality.environment.recorded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentRecorded:
    """A reading of the environment, with the limit of the room's grade (A1-1a)."""

    reading: UUID
    room: UUID
    room_code: str
    grade: str
    location: str
    method: str
    value: str
    limit: str
    source: str
    passes: bool
    sampled_at: datetime
    person: UUID


@event_type("quality.environment.verified", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentVerified:
    """A second person looked at the reading."""

    reading: UUID
    person: UUID


@event_type("quality.environment.retracted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentRetracted:
    """Withdrawn; the reason stands beside it."""

    reading: UUID


@event_type("quality.strategy.kept", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class GatingStrategyKept:
    """A Gating-ML document is the next version of a strategy; its bytes are kept as a raw file."""

    strategy: UUID
    code: str
    number: int
    title_zh: str
    title_en: str
    sha256: str
    populations: int


@event_type("quality.tube.queued", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TubeQueued:
    """A tube waits to be analysed with a strategy."""

    run: UUID
    file: UUID
    sha256: str
    strategy: UUID
    person: UUID | None


@event_type("quality.tube.analysed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TubeAnalysed:
    """It was analysed; the digest is that of the analysis."""

    run: UUID
    digest: str


@event_type("quality.tube.refused", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TubeRefused:
    """It could not be analysed; ``codes`` name the faults."""

    run: UUID
    codes: tuple[str, ...]


@event_type("quality.file.analysed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileAnalysed:
    """A file of an instrument was analysed beside the tests, perhaps for one of them; nothing is entered by that.

    ``digest`` is that of the analysis, ``gating_sha256`` the strategy, ``asked_by`` who asked where the worker did it.
    """

    file_sha256: str
    kind: str
    gating_sha256: str
    digest: str
    test: UUID | None
    asked_by: UUID | None


@event_type("quality.file.refused", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstFileRefused:
    """Bytes of an instrument were refused, when each file had an entry of its own."""

    file_sha256: str
    test: UUID | None
    codes: tuple[str, ...]


@event_type("quality.file.refused", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileRefused:
    """What came in one call was refused, perhaps for a test. ``files`` are digests; ``codes`` name the rules."""

    files: tuple[str, ...]
    test: UUID | None
    codes: tuple[str, ...]
