"""Labels and their templates in the API."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from ninja import Field as Limits
from ninja import Schema
from pydantic import StringConstraints

from cellpark.batches.public import LabelsDue
from cellpark.kernel.problem import Problem
from cellpark.labels.public import (
    Balance,
    Country,
    Donor,
    Field,
    Label,
    LabelCheck,
    LabelKind,
    LabelRequest,
    LabelState,
    LabelTemplate,
    LabelVerdict,
    Outdated,
    Stage,
    Statement,
    TemplateDesign,
    TemplateState,
    Use,
    stage_of,
)
from cellpark.materials.public import Container
from cellpark.web.api.values import Body, Moment, Text

Scan = Annotated[str, StringConstraints(max_length=400)]
Millimetres = Annotated[int, Limits(ge=1, le=1000)]


class TemplateOut(Schema):
    """One revision of a template; sizes are in millimetres."""

    id: UUID
    organisation: UUID
    code: str
    revision: int
    name_zh: str
    name_en: str
    kind: LabelKind
    use: Use
    country: Country
    product: str
    width_mm: int
    height_mm: int
    fields: list[Field]
    statements: list[Statement]
    state: TemplateState
    author: UUID | None
    approver: UUID | None
    signature: UUID | None
    version: int

    @classmethod
    def of(cls, row: LabelTemplate) -> Self:
        """The template as answers show it."""
        names = ("id", "code", "revision", "name_zh", "name_en", "product", "width_mm", "height_mm", "author")
        return cls(
            **{name: getattr(row, name) for name in (*names, "approver", "signature", "version")},
            organisation=row.organisation_id,
            kind=LabelKind(row.kind),
            use=Use(row.use),
            country=Country(row.country),
            fields=list(row.chosen_fields),
            statements=list(row.chosen_statements),
            state=TemplateState(row.state),
        )


class TemplateIn(Body):
    """A revision to write; one of the two names is enough."""

    organisation: UUID
    code: Text
    name_zh: Text = ""
    name_en: Text = ""
    kind: LabelKind
    use: Use
    country: Country
    product: Text = ""
    width_mm: Millimetres
    height_mm: Millimetres
    fields: list[Field]
    statements: list[Statement] = []
    reason: Text

    def design(self) -> TemplateDesign:
        """The same for the action."""
        return TemplateDesign(**{name: getattr(self, name) for name in TemplateDesign.__dataclass_fields__})


class LabelOut(Schema):
    """One label: what is printed, where it stands, which verification waits."""

    id: UUID
    organisation: UUID
    number: str
    template: UUID
    container: UUID
    container_code: str
    batch: UUID | None
    batch_code: str
    payload: str
    values: dict[str, str]
    statements: list[Statement]
    replaces: UUID | None
    state: LabelState
    waits_for: Stage | None
    issued_at: Moment
    printed_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: Label) -> Self:
        """The label as answers show it."""
        names = ("id", "number", "container", "container_code", "batch", "batch_code", "payload", "replaces")
        return cls(
            **{name: getattr(row, name) for name in (*names, "issued_at", "printed_at", "version")},
            organisation=row.organisation_id,
            template=row.template_id,
            values={field.value: text for field, text in row.texts.items()},
            statements=list(row.chosen_statements),
            state=LabelState(row.state),
            waits_for=stage_of(row),
        )


class UnlabelledOut(Schema):
    """A container for which no label could be issued: no approved template, or a field that nothing fills."""

    id: UUID
    code: str
    material: str

    @classmethod
    def of(cls, row: Container) -> Self:
        """The container as the answer names it."""
        return cls(id=row.id, code=row.code, material=row.material.code)


class OutdatedOut(Schema):
    """A label that says an amount which was corrected since; ``kept_by`` asked that it stays on."""

    label: LabelOut
    says: str
    becomes: str
    kept_by: UUID | None

    @classmethod
    def of(cls, line: Outdated) -> Self:
        """The same as answers show it."""
        kept_by = line.label.kept_by if line.proposed else None
        return cls(label=LabelOut.of(line.label), says=line.says, becomes=line.becomes, kept_by=kept_by)


class LabelsDueOut(Schema):
    """What is still to be done about the labels of a batch."""

    waiting: list[LabelOut]
    without: list[UnlabelledOut]
    outdated: list[OutdatedOut]

    @classmethod
    def of(cls, due: LabelsDue) -> Self:
        """The same as answers show it."""
        return cls(
            waiting=[LabelOut.of(each) for each in due.waiting],
            without=[UnlabelledOut.of(each) for each in due.without],
            outdated=[OutdatedOut.of(each) for each in due.outdated],
        )


class LabelIn(Body):
    """A label that is wanted: for which container, and a value for each field of the template."""

    template: UUID
    container: UUID
    container_code: Text
    scan_key: Text = ""
    values: dict[Field, Text] = {}
    donor: Donor
    batch: UUID | None = None
    batch_code: Text = ""
    detached: bool = False
    specimen: bool = False

    def request(self) -> LabelRequest:
        """The same for the action."""
        names = set(LabelRequest.__dataclass_fields__) - {"template_id"}
        return LabelRequest(template_id=self.template, **{name: getattr(self, name) for name in names})


class VerifyIn(Body):
    """What the second person scanned, and at which moment."""

    stage: Stage
    scanned: Scan


class ApplyIn(Body):
    """The container that the label is on."""

    container: UUID


class MismatchOut(Schema):
    """Why a scan is not the label's: a code of the catalogue and its parameters."""

    code: str
    params: dict[str, str]

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """The problem as answers show it."""
        return cls(code=problem.code, params={name: str(value) for name, value in problem.params.items()})


class LabelVerdictOut(Schema):
    """Whether the scan is the label's; when it is not, work stops and a near miss is kept."""

    ok: bool
    problems: list[MismatchOut]
    label: LabelOut

    @classmethod
    def of(cls, verdict: LabelVerdict) -> Self:
        """The verdict as answers show it."""
        return cls(
            ok=verdict.ok,
            problems=[MismatchOut.of(each) for each in verdict.problems],
            label=LabelOut.of(verdict.label),
        )


class CheckOut(Schema):
    """One look at a label by a second person."""

    id: UUID
    stage: Stage
    scanned: str
    matched: bool
    person: UUID | None
    at: Moment

    @classmethod
    def of(cls, row: LabelCheck) -> Self:
        """The look as answers show it."""
        at: datetime = row.at
        return cls(
            id=row.id, stage=Stage(row.stage), scanned=row.scanned, matched=row.matched, person=row.person, at=at
        )


class BalanceOut(Schema):
    """How many labels of a batch were printed and what became of them (T9)."""

    printed: int
    applied: int
    sampled: int
    voided: int
    destroyed: int
    issued: int
    cancelled: int
    unverified: int
    missing: int
    balanced: bool

    @classmethod
    def of(cls, found: Balance) -> Self:
        """The balance as answers show it."""
        return cls(**{name: getattr(found, name) for name in cls.model_fields})
