"""Plans, the editions that they stand on, work in the background and held slots in the API."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from cellpark.base.messages import explain, sentence
from cellpark.plans import public as plans
from cellpark.plans.public import (
    Edition,
    EditionKind,
    EditionState,
    HoldState,
    KeptPromise,
    Offer,
    Plan,
    PlanKind,
    PlanState,
    SlotHold,
    Work,
    WorkKind,
    WorkState,
)
from cellpark.web.api.values import Body, Moment, MomentIn, Text

SHOWN_MAX = 100
File = Annotated[str, StringConstraints(min_length=1, max_length=200_000)]
Recipe = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PlanWhyIn(Body):
    """Why."""

    reason: Text


class PlanSignatureIn(Body):
    """For which act the signature is, and why."""

    act: Annotated[str, StringConstraints(pattern=r"^(submit|approve)$")]
    why: Text


class PlanOut(Schema):
    """A plan without its operations; what ``changed`` since names batches and orders, ``plant`` says the rest."""

    id: UUID
    number: int
    kind: PlanKind
    state: PlanState
    as_of: Moment
    jobs: int
    operations: int
    objective: int
    bound: int
    is_proven: bool
    moved: int
    facts_sha256: str
    schedule_sha256: str
    based_on: UUID | None
    reason: str
    published_at: Moment | None
    changed: list[str]
    new: list[str]
    plant: list[str]
    version: int

    @classmethod
    def of(cls, row: Plan, *, with_standing: bool = False) -> Self:
        """The plan as answers show it."""
        standing = plans.standing(row) if with_standing else plans.Standing()
        same = ("id", "number", "as_of", "jobs", "operations", "objective", "bound", "is_proven", "moved")
        more = ("facts_sha256", "schedule_sha256", "based_on", "reason", "published_at", "version")
        return cls(
            **{name: getattr(row, name) for name in (*same, *more)},
            kind=PlanKind(row.kind),
            state=PlanState(row.state),
            changed=list(standing.moved_on[:SHOWN_MAX]),
            new=list(standing.new[:SHOWN_MAX]),
            plant=[explain(each).what for each in standing.plant[:SHOWN_MAX]],
        )


class PlannedOperationOut(Schema):
    """One operation of a plan; a plan for an order without a batch names the order."""

    job: str
    operation: str
    title_zh: str
    title_en: str
    starts_at: Moment
    ends_at: Moment
    taken: list[str]


class PlanMoveOut(Schema):
    """One operation that begins elsewhere than it was published, with the reason where the plan was changed for one."""

    job: str
    operation: str
    before: Moment
    after: Moment
    why: str


class EditionIn(Body):
    """A plant file (``cellpark.plant/1``) or a policy (``cellpark.policy/1``) that shall hold from a day on."""

    kind: EditionKind
    since: date
    text: File
    reason: Text = ""


class EditionOut(Schema):
    """An edition without its text."""

    id: UUID
    kind: EditionKind
    state: EditionState
    since: date
    sha256: str
    reason: str
    proposed_at: Moment
    decided_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: Edition) -> Self:
        """The edition as answers show it."""
        same = ("id", "since", "sha256", "reason", "proposed_at", "decided_at", "version")
        return cls(
            **{name: getattr(row, name) for name in same}, kind=EditionKind(row.kind), state=EditionState(row.state)
        )


class DrawIn(Body):
    """How much may be tried, for how many days is planned, and whether the plan keeps to the published one."""

    turns: int = 20_000
    seed: int = 1
    days: int = 120
    keep_published: bool = True


class ChangeIn(Body):
    """What went otherwise: ``failed``, ``late``, ``broken``, ``sick`` or ``urgent`` (docs/plans.md)."""

    disturbances: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=20)]


class ChanceIn(Body):
    """One more patient of a recipe, by the SHA-256 of its text, whose cells are collected then."""

    recipe: Recipe
    release: MomentIn
    scenarios: int = 1_000
    seed: int = 1


class WorkOut(Schema):
    """Work in the background; ``problems`` say why nothing came of it, in the reader's language."""

    id: UUID
    kind: WorkKind
    state: WorkState
    share: float
    plan: UUID | None
    answer: dict[str, Any]
    problems: list[str]
    asked_at: Moment
    ended_at: Moment | None

    @classmethod
    def of(cls, row: Work) -> Self:
        """The work as answers show it."""
        same = ("id", "share", "plan", "answer", "asked_at", "ended_at")
        return cls(
            **{name: getattr(row, name) for name in same},
            kind=WorkKind(row.kind),
            state=WorkState(row.state),
            problems=[sentence(each) for each in plans.problems_of(row)],
        )


class SlotOfferOut(Schema):
    """A slot; nothing is taken by asking. ``is_stale``: something was recorded since the plan was drawn up."""

    plan: UUID
    starts_at: Moment
    ends_at: Moment
    is_stale: bool

    @classmethod
    def of(cls, found: Offer) -> Self:
        """The slot as answers show it."""
        return cls(
            plan=found.plan.id, starts_at=found.starts_at, ends_at=found.ends_at, is_stale=found.standing.is_stale
        )


class SlotHoldIn(Body):
    """The slot that was offered: for which order, for cells collected when, and when it was promised to end."""

    order_id: UUID
    release: MomentIn
    promised: MomentIn


class SlotHoldOut(Schema):
    """A held slot."""

    id: UUID
    order: UUID
    number: str
    state: HoldState
    starts_at: Moment
    ends_at: Moment
    until: Moment
    version: int

    @classmethod
    def of(cls, row: SlotHold) -> Self:
        """The slot as answers show it."""
        same = ("id", "order", "number", "starts_at", "ends_at", "until", "version")
        return cls(**{name: getattr(row, name) for name in same}, state=HoldState(row.state))


class KeptPromiseOut(Schema):
    """A promise beside what came of it."""

    number: str
    promised: Moment
    fact: Moment
    is_kept: bool

    @classmethod
    def of(cls, found: KeptPromise) -> Self:
        """As answers show it."""
        return cls(number=found.number, promised=found.promised, fact=found.fact, is_kept=found.is_kept)
