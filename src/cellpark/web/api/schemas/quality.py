"""The laboratory in the API."""

from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field, JsonValue, StringConstraints

from cellpark.quality.public import (
    Belonging,
    EnvironmentResult,
    EnvironmentState,
    Investigation,
    InvestigationState,
    Monitoring,
    Outcome,
    Phase,
    QualitySample,
    Recomputed,
    Result,
    ResultState,
    SampleState,
    Specification,
    SpecificationState,
    Stage,
    Test,
    TestState,
    Verdict,
)
from cellpark.web.api.values import Body, Moment, MomentIn, Text, kept

Long = Annotated[str, StringConstraints(max_length=4000), AfterValidator(kept)]
Source = Annotated[str, StringConstraints(max_length=100_000), AfterValidator(kept)]
Codes = Annotated[list[Text], Field(max_length=100)]


class SpecificationOut(Schema):
    """A version of a specification."""

    id: UUID
    organisation: UUID
    product: str
    site: str
    phase: Phase
    market: str
    number: int
    title_zh: str
    title_en: str
    state: SpecificationState
    sha256: str
    author: UUID | None
    approver: UUID | None
    approved_at: Moment | None
    retired_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: Specification) -> Self:
        """The version as answers show it."""
        values = {name: getattr(row, name) for name in cls.model_fields if name != "organisation"}
        return cls(organisation=row.organisation_id, **values)


class SpecificationTextOut(Schema):
    """What a version says, as it was signed."""

    text: str
    sha256: str


class SpecificationIn(Body):
    """A text that is put forward."""

    text: Source


class SampleOut(Schema):
    """A sample of the laboratory."""

    id: UUID
    organisation: UUID
    container: UUID
    code: str
    batch: UUID
    batch_number: str
    coi: str
    specification: UUID
    stage: Stage
    state: SampleState
    place: str
    taken_at: Moment
    registered_at: Moment
    received_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: QualitySample) -> Self:
        """The sample as answers show it."""
        own: dict[str, Any] = {"organisation": row.organisation_id, "specification": row.specification_id}
        return cls(**own, **{name: getattr(row, name) for name in cls.model_fields if name not in own})


class RegisterIn(Body):
    """A sample that was taken in a batch. No attributes: all of the stage."""

    code: Text
    stage: Stage
    attributes: Codes = []
    specification: UUID | None = None


class ReceiveIn(Body):
    """What the scanner sent, and where the sample is put."""

    scan: Annotated[str, StringConstraints(max_length=400), AfterValidator(kept)]
    place: Text = ""


class QualityPlaceIn(Body):
    """Where a sample is kept, and why."""

    place: Text = ""
    reason: Text = ""


class TestOut(Schema):
    """One method on one sample."""

    id: UUID
    organisation: UUID
    sample: UUID
    batch: UUID
    attribute: str
    name_zh: str
    name_en: str
    stage: Stage
    method: str
    method_version: str
    required: bool
    state: TestState
    value: str
    verdict: Verdict
    due_at: Moment
    final_at: Moment | None
    retest_of: UUID | None
    version: int

    @classmethod
    def of(cls, row: Test) -> Self:
        """The test as answers show it."""
        own: dict[str, Any] = {
            "organisation": row.organisation_id,
            "sample": row.sample_id,
            "retest_of": row.retest_of_id,
        }
        return cls(**own, **{name: getattr(row, name) for name in cls.model_fields if name not in own})


class ResultOut(Schema):
    """A reading."""

    id: UUID
    test: UUID
    number: int
    value: str
    verdict: Verdict
    interim: bool
    state: ResultState
    files: dict[str, str]
    kind: str
    kind_version: str
    values: dict[str, str]
    digest: str
    flags: list[dict[str, str]]
    belonging: Belonging
    named: str
    confirmed: str
    equipment: list[str]
    analyst: UUID
    entered_at: Moment
    verified_by: UUID | None
    verified_at: Moment | None
    reason: str

    @classmethod
    def of(cls, row: Result) -> Self:
        """The reading as answers show it."""
        return cls(test=row.test_id, **{name: getattr(row, name) for name in cls.model_fields if name != "test"})


class ReadingIn(Body):
    """A value, or the raw files from which it is computed (name -> SHA-256 of a kept file).

    ``reason``: why a file that does not name the sample is of this sample all the same.
    """

    value: Text = ""
    files: Annotated[dict[str, str], Field(max_length=20)] = {}
    kind: Annotated[str, StringConstraints(max_length=40)] = ""
    reported: Annotated[str, StringConstraints(max_length=80)] = ""
    parameters: Annotated[dict[str, JsonValue], Field(max_length=200)] = {}
    equipment: Codes = []
    reason: Text = ""


class RetestIn(Body):
    """Why, and on which other sample of the batch."""

    reason: Text
    sample: UUID | None = None


class InvestigationOut(Schema):
    """An investigation of a result out of specification."""

    id: UUID
    organisation: UUID
    number: str
    test: UUID
    result: UUID
    batch: UUID
    seen: str
    state: InvestigationState
    hypothesis: str
    outcome: Outcome | None
    finding: str
    cause: str
    capa: str
    opened_at: Moment
    closed_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: Investigation) -> Self:
        """The investigation as answers show it."""
        own: dict[str, Any] = {
            "organisation": row.organisation_id,
            "test": row.test_id,
            "result": row.result_id,
            "outcome": Outcome(row.outcome) if row.outcome else None,
        }
        return cls(**own, **{name: getattr(row, name) for name in cls.model_fields if name not in own})


class HypothesisIn(Body):
    """What may have gone wrong in the laboratory."""

    hypothesis: Long


class QualityConclusionIn(Body):
    """What the investigation found; a void result needs its cause."""

    outcome: Outcome
    finding: Long
    cause: Annotated[str, StringConstraints(max_length=300), AfterValidator(kept)] = ""


class ClosingIn(Body):
    """Why nothing remains to be done."""

    reason: Text
    capa: Annotated[str, StringConstraints(max_length=80), AfterValidator(kept)] = ""


class EnvironmentOut(Schema):
    """A reading of the environment."""

    id: UUID
    organisation: UUID
    room: UUID
    room_code: str
    grade: str
    location: str
    method: Monitoring
    value: str
    limit: str
    source: str
    passes: bool
    sampled_at: Moment
    state: EnvironmentState
    version: int

    @classmethod
    def of(cls, row: EnvironmentResult) -> Self:
        """The reading as answers show it."""
        values = {name: getattr(row, name) for name in cls.model_fields if name != "organisation"}
        return cls(organisation=row.organisation_id, **values)


class EnvironmentIn(Body):
    """A count at a place of a room; the room by its code or its label."""

    room: Text
    location: Annotated[str, StringConstraints(max_length=80), AfterValidator(kept)]
    method: Monitoring
    value: Annotated[str, StringConstraints(max_length=20)]
    sampled_at: MomentIn | None = None


class QualityLineOut(Schema):
    """One thing that was compared."""

    what: str
    recorded: str
    found: str
    holds: bool


class RecomputedOut(Schema):
    """A result computed again from its raw files and compared."""

    result: UUID
    holds: bool
    lines: list[QualityLineOut]
    problems: list[str]

    @classmethod
    def of(cls, found: Recomputed) -> Self:
        """The comparison as answers show it."""
        lines = [
            QualityLineOut(what=each.what, recorded=each.recorded, found=each.found, holds=each.holds)
            for each in found.lines
        ]
        problems = [each.code for each in found.problems]
        return cls(result=found.result.id, holds=found.holds, lines=lines, problems=problems)


class LackOut(Schema):
    """What the results of a batch lack for a stage: a code with its parameters."""

    code: str
    params: dict[str, JsonValue]
    rule: str | None
