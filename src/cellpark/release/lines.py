"""The release checklist as values: what is gathered about a batch, and what each line of the list says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from cellpark.kernel.problem import Problem


class Standing(StrEnum):
    """How a line of the checklist stands. Nobody sets it: it follows from the records (T13)."""

    OK = "ok"
    OPEN = "open"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"


# with these a batch may be certified
HOLDS = frozenset({Standing.OK, Standing.NOT_APPLICABLE})


class Line(StrEnum):
    """The lines of the checklist, in their order."""

    FINISHED = "finished"
    EXCEPTIONS = "exceptions"
    RESULTS = "results"
    ENVIRONMENT = "environment"
    LABELS = "labels"
    CUSTODY = "custody"
    SHIPMENTS = "shipments"
    HOLDS = "holds"
    SIGNATURES = "signatures"
    TRAINING = "training"
    EQUIPMENT = "equipment"
    SUPPLY = "supply"
    AUDIT_TRAIL = "audit_trail"


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a line: its kind (``batch``, ``exception``, ``container``...), its id and what it is called."""

    kind: str
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line: how it stands, why, and the records that say so.

    ``remarks`` keep it from nothing and are read before it is signed.
    """

    code: Line
    standing: Standing
    problems: tuple[Problem, ...] = ()
    records: tuple[Behind, ...] = ()
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionFact:
    """One exception against the batch."""

    id: UUID
    number: str
    closed: bool
    rejects: bool


@dataclass(frozen=True, slots=True)
class HeldFact:
    """A container of the batch on hold, or made with a lot that may not be used (any more)."""

    kind: str
    id: UUID
    name: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class ActFact:
    """Somebody worked in a step on a day; ``process`` and ``gowning`` are the subjects of which one is needed."""

    person: UUID
    step: str
    day: date
    process: frozenset[str]
    gowning: frozenset[str]


@dataclass(frozen=True, slots=True)
class QualifiedFact:
    """A person was qualified for a subject from a day up to (not including) another."""

    person: UUID
    subject: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class UseFact:
    """A device served a step from an instant on."""

    equipment: UUID
    code: str
    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LogFact:
    """One entry of a device's log (211-3c): the state that it gives, and until when."""

    equipment: UUID
    activity: str
    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class TrailFact:
    """The audit trail: streams with their versions now, those that were reviewed, by whom."""

    present: Mapping[str, int]
    reviewed: Mapping[str, int]
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the checklist looks at, gathered once. ``None`` where the plant keeps no such records."""

    batch: UUID
    number: str
    state: str
    trail: TrailFact
    exceptions: tuple[ExceptionFact, ...] = ()
    results: tuple[Problem, ...] = ()
    results_failed: bool = False
    environment: tuple[Problem, ...] | None = None
    labels: tuple[Problem, ...] = ()
    labelled: bool = False
    near_misses: tuple[Behind, ...] = ()
    hand_overs: tuple[Behind, ...] = ()
    shipments: tuple[Problem, ...] | None = None
    held: tuple[HeldFact, ...] = ()
    unsigned: tuple[str, ...] = ()
    voided: tuple[str, ...] = ()
    acts: tuple[ActFact, ...] = ()
    qualified: tuple[QualifiedFact, ...] = ()
    uses: tuple[UseFact, ...] = ()
    log: tuple[LogFact, ...] = ()
    supply: tuple[Behind, ...] = ()
    tests: tuple[Behind, ...] = ()
    remarks: tuple[Problem, ...] = ()
    readings: tuple[Behind, ...] = ()
    shipped: tuple[Behind, ...] = ()
    made: tuple[Behind, ...] = ()
    signatures: tuple[Behind, ...] = ()
    participants: frozenset[str] = field(default_factory=frozenset)
