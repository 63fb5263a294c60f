"""Decisions on batches in the API."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints

from cellpark.batches.public import Batch
from cellpark.kernel.problem import Problem
from cellpark.release.public import (
    Assumptions,
    BatchDisposition,
    CheckLine,
    Clock,
    Decision,
    DestroyedContainer,
    DispositionState,
    Leg,
    Line,
    Need,
    Option,
    RecallOrder,
    Source,
    Standing,
    Suggestion,
    Supply,
    SupplyState,
    Tier,
    Told,
    Touched,
    Trial,
    Waiting,
    Waits,
    Way,
)
from cellpark.web.api.values import Body, Moment, Text, kept

LongText = Annotated[str, StringConstraints(max_length=4000), AfterValidator(kept)]
Days = Annotated[int, Field(ge=0, le=400)]


class WaitingOut(Schema):
    """A batch that waits at the release desk."""

    batch: UUID
    number: str
    state: DispositionState
    waits: Waits
    since: Moment | None
    due_at: Moment | None

    @classmethod
    def of(cls, row: Waiting) -> Self:
        """The batch as answers show it."""
        return cls(
            batch=row.batch.id,
            number=row.batch.number,
            state=row.state,
            waits=row.waits,
            since=row.since,
            due_at=row.due_at,
        )


class BehindOut(Schema):
    """A record behind a line."""

    kind: str
    id: UUID
    name: str


def _said(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "parameters": dict(problem.params), "rule": problem.rule}


class ReleaseLineOut(Schema):
    """One line of the checklist; ``problems`` and ``remarks`` are codes with their parameters."""

    line: Line
    standing: Standing
    problems: list[dict[str, Any]]
    remarks: list[dict[str, Any]]
    records: list[BehindOut]

    @classmethod
    def of(cls, line: CheckLine) -> Self:
        """The line as answers show it."""
        return cls(
            line=line.code,
            standing=line.standing,
            problems=[_said(each) for each in line.problems],
            remarks=[_said(each) for each in line.remarks],
            records=[BehindOut(kind=each.kind, id=each.id, name=each.name) for each in line.records],
        )


class LeftOut(Schema):
    """A container of a batch that is left, and how much is in it."""

    id: UUID
    code: str
    quantity: Any


class ReleaseOut(Schema):
    """A batch at the release desk; ``version`` is that of its file, 0 before there is one.

    ``trail`` stands for all records of the review as they are now. ``left`` and ``destroyed_how`` are what a witness
    of the destruction confirms.
    """

    batch: UUID
    number: str
    state: DispositionState
    lines: list[ReleaseLineOut]
    decided_at: Moment | None
    signature: UUID | None
    reviewed_at: Moment | None
    plan: str
    late_seen: list[str]
    inform_due_at: Moment | None
    informed_at: Moment | None
    left: list[LeftOut]
    destroyed_by: UUID | None
    destroyed_how: str
    witnessed_by: UUID | None
    changed_since: list[str]
    trail: str
    version: int

    @classmethod
    def of(
        cls,
        batch: Batch,
        file: BatchDisposition | None,
        *,
        lines: tuple[CheckLine, ...],
        changed: tuple[Problem, ...],
        left: tuple[DestroyedContainer, ...],
        trail: str,
    ) -> Self:
        """The batch as answers show it."""
        instants = ("decided_at", "reviewed_at", "inform_due_at", "informed_at")
        names = (*instants, "signature", "destroyed_by", "witnessed_by")
        return cls(
            batch=batch.id,
            number=batch.number,
            state=DispositionState.PENDING if file is None else DispositionState(file.state),
            lines=[ReleaseLineOut.of(each) for each in lines],
            plan="" if file is None else file.plan,
            left=[LeftOut(id=each.container, code=each.code, quantity=each.quantity.plain()) for each in left],
            destroyed_how="" if file is None else file.destroyed_how,
            late_seen=[] if file is None else [each for each in file.late_seen.split("\n") if each],
            changed_since=[each.code for each in changed],
            trail=trail,
            version=0 if file is None else file.version,
            **{name: None if file is None else getattr(file, name) for name in names},
        )


class ReleaseReviewIn(Body):
    """What was found; ``trail`` is that of the batch when its records were read."""

    trail: Annotated[str, StringConstraints(max_length=64)]
    finding: LongText


class PlanIn(Body):
    """The plan for results that come late."""

    plan: LongText


class HowIn(Body):
    """How something was done."""

    how: LongText


class ReleaseWitnessIn(Body):
    """``version`` is that of the batch's file when its containers and how they were destroyed were read."""

    version: Annotated[int, Field(ge=0, le=2**53)]


class ReleaseWhyIn(Body):
    """Why something is done."""

    reason: Text


class ReleaseDecisionIn(Body):
    """The decision to sign, and why."""

    decision: Decision
    why: Text


class DecisionSignIn(Body):
    """The proof that it is the signer: the answer of a passkey, or password and one-time code."""

    decision: Decision
    prepared: UUID
    password: Annotated[str, StringConstraints(max_length=500)] = ""
    code: Annotated[str, StringConstraints(max_length=20)] = ""
    assertion: dict[str, Any] | None = None


class SupplyIn(Body):
    """A case to open."""

    failed: LongText
    trial: Trial
    hospital: UUID | None = None


class SupplyOut(Schema):
    """A case with its records."""

    id: UUID
    batch: UUID
    number: str
    coi: str
    hospital: UUID
    sponsor: UUID | None
    trial: Trial
    failed: str
    state: SupplyState
    opened_at: Moment
    hazard: str
    alternatives: str
    requested_at: Moment | None
    risks: str
    evaluated_at: Moment | None
    notice: str
    failures: list[str]
    noticed_at: Moment | None
    answer: str
    answered_at: Moment | None
    supplied_at: Moment | None
    sponsor_told_at: Moment | None
    authority_told_at: Moment | None
    due: str
    due_at: Moment | None
    due_source: str
    version: int

    @classmethod
    def of(cls, row: Supply, due: Clock | None) -> Self:
        """The case as answers show it; an empty ``due_source`` is a default of the house."""
        said: dict[str, Any] = {"due": "", "due_at": None, "due_source": ""}
        if due is not None:
            said = {"due": due.code, "due_at": due.due_at, "due_source": due.source}
        names = cls.model_fields.keys() - said.keys()
        return cls(**said, **{name: getattr(row, name) for name in names})


class RequestIn(Body):
    """The physician's request."""

    hazard: LongText
    alternatives: LongText


class EvaluateIn(Body):
    """The maker's evaluation."""

    risks: LongText


class ReleaseNoticeIn(Body):
    """The notice to the physician."""

    notice: LongText


class ReleaseAnswerIn(Body):
    """The physician's answer."""

    accepted: bool
    answer: LongText


class TellIn(Body):
    """Who was told, and how."""

    told: Told
    how: LongText


class ReleaseTouchedOut(Schema):
    """A batch that a thing touched."""

    batch: UUID
    number: str
    coi: str
    state: DispositionState
    tier: Tier
    here: list[UUID]
    suggestion: Suggestion

    @classmethod
    def of(cls, row: Touched) -> Self:
        """The batch as answers show it."""
        return cls(
            batch=row.batch.id,
            number=row.batch.number,
            coi=row.batch.coi,
            state=row.state,
            tier=row.tier,
            here=[each.id for each in row.here],
            suggestion=row.suggestion,
        )


class RecallIn(Body):
    """The batches to stop, and why."""

    batches: Annotated[list[UUID], Field(max_length=500)]
    reason: Text


class RecallOut(Schema):
    """Batches that were stopped together."""

    id: UUID
    kind: str
    thing: UUID
    name: str
    reason: str
    batches: list[UUID]
    ordered_at: Moment

    @classmethod
    def of(cls, row: RecallOrder) -> Self:
        """The recall as answers show it."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class StretchOut(Schema):
    """One leg of a way."""

    leg: Leg
    since: date
    until: date


class OptionOut(Schema):
    """One way to a dose."""

    way: Way
    dose_on: date | None
    legs: list[StretchOut]
    needs: list[Need]
    problems: list[str]
    make_days: int
    make_source: Source
    make_of: str

    @classmethod
    def of(cls, row: Option, assumed: Assumptions) -> Self:
        """The way as answers show it."""
        return cls(
            way=row.way,
            dose_on=row.dose_on,
            legs=[StretchOut(leg=each.leg, since=each.since, until=each.until) for each in row.legs],
            needs=list(row.needs),
            problems=[each.code for each in row.problems],
            make_days=assumed.make_days,
            make_source=assumed.make_source,
            make_of=assumed.make_of,
        )


class AssumedIn(Schema):
    """What the comparison rests on; what is left out is assumed from what such batches took."""

    slot_on: date | None = None
    collect_on: date | None = None
    wash_out_days: Days | None = None
    make_days: Days | None = None
    test_days: Days | None = None
    ship_days: Days | None = None
    record_days: Days | None = None

    def over(self, assumed: Assumptions) -> Assumptions:
        """The assumptions with what was given in their place."""
        given = {name: value for name, value in self.model_dump().items() if value is not None}
        if given.get("make_days", assumed.make_days) != assumed.make_days:
            given |= {"make_source": Source.GIVEN, "make_of": ""}
        return replace(assumed, **given)
