"""What the ledger keeps of plans. Streams belong to the organisation whose plant it is; people appear by id alone.

Facts and schedules are files beside the ledger; events carry their SHA-256.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.ledger.public import event_type
from cellpark.plans.states import PlanKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPlan:
    """Something about one plan."""

    production_plan: UUID
    person: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedOperation:
    """An operation that begins elsewhere than in the plan that was published."""

    job: str
    operation: str
    before: datetime
    after: datetime


@event_type("plans.plan.drawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDrawn(AboutPlan):
    """A schedule that the checker accepted is kept as a draft.

    ``as_of``: when the facts were read; ``counted_from``: the instant from which their units count. ``based_on``: the
    plan that was changed. ``times`` and ``policy`` are the editions that held.
    """

    number: int
    kind: PlanKind
    as_of: datetime
    counted_from: datetime
    unit_minutes: int
    facts_sha256: str
    schedule_sha256: str
    beside_sha256: str
    based_on: UUID | None
    times: UUID | None
    policy: UUID | None
    jobs: int
    operations: int
    objective: int
    bound: int
    is_proven: bool
    turns: int
    seed: int


@event_type("plans.plan.submitted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSubmitted(AboutPlan):
    """Somebody who may plan wants it published, and signed for it.

    ``against``: the plan that was published then. ``moved`` counts the operations that begin elsewhere than there,
    ``moves_sha256`` is the file that names them all, ``moves`` are the first of them.
    """

    facts_sha256: str
    schedule_sha256: str
    signature: UUID | None
    against: UUID | None
    moved: int
    moves_sha256: str
    moves: tuple[MovedOperation, ...]


@event_type("plans.plan.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanApproved(AboutPlan):
    """A second person lets it hold: it is the published plan from now on."""

    facts_sha256: str
    schedule_sha256: str
    signature: UUID | None
    supersedes: UUID | None


@event_type("plans.plan.declined", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDeclined(AboutPlan):
    """It goes back to the planner; the reason stands beside it."""


@event_type("plans.plan.superseded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSuperseded(AboutPlan):
    """Another plan was published."""

    successor: UUID


@event_type("plans.plan.discarded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDiscarded(AboutPlan):
    """Nobody needs this draft any more."""
