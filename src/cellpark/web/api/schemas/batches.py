"""Batches in the API."""

from collections.abc import Mapping
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from cellpark.batches.public import (
    Batch,
    BatchException,
    BatchState,
    BatchView,
    Classification,
    Disposition,
    Done,
    ExceptionState,
    OpenStep,
    Timer,
)
from cellpark.kernel.plain import plain
from cellpark.web.api.schemas.files import FileIn
from cellpark.web.api.values import Body, Moment, MomentIn, Text

StepKey = Annotated[str, StringConstraints(max_length=40)]
FieldName = Annotated[str, StringConstraints(max_length=60)]
Code = Annotated[str, StringConstraints(max_length=400)]


class DoneOut(Schema):
    """What an act left: the id of its entry (or of the thing that it made) and the version of the batch."""

    id: UUID
    version: int

    @classmethod
    def of(cls, done: Done) -> Self:
        """The outcome as answers show it."""
        return cls(id=done.id, version=done.version)


class BatchOut(Schema):
    """A batch; ``recipe`` is the SHA-256 of the approved text."""

    id: UUID
    organisation: UUID
    number: str
    recipe: str
    mbr: str
    product: str
    coi: str
    state: BatchState
    suite: str
    slot_from: Moment | None
    slot_until: Moment | None
    started_at: Moment | None
    ended_at: Moment | None
    example: bool
    version: int

    @classmethod
    def of(cls, row: Batch) -> Self:
        """The batch as answers show it."""
        names = cls.model_fields.keys() - {"organisation", "state"}
        values = {name: getattr(row, name) for name in names}
        return cls(organisation=row.organisation_id, state=BatchState(row.state), **values)


class BatchIn(Body):
    """A batch to plan, of an approved recipe."""

    organisation: UUID
    number: Text
    recipe: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    product: Text = ""
    coi: Text = ""


class SlotIn(Body):
    """A suite and devices, by their codes, for a time."""

    suite: Text
    starts_at: MomentIn
    ends_at: MomentIn
    devices: Annotated[list[Text], Field(max_length=50)] = []


class SlotMoveIn(SlotIn):
    """Another slot, and why."""

    reason: Text


class MissingOut(Schema):
    """One thing that a step lacks; ``needs`` must be recorded first."""

    field: str
    want: str
    needs: list[str]


class TimerOut(Schema):
    """A work or hold time that runs."""

    step: str
    field: str
    since: Moment
    earliest: Moment | None
    planned: Moment
    latest: Moment | None

    @classmethod
    def of(cls, timer: Timer) -> Self:
        """The time as answers show it."""
        return cls(
            step=timer.step,
            field=timer.field.name,
            since=timer.since,
            earliest=timer.earliest,
            planned=timer.planned,
            latest=timer.latest,
        )


class OpenStepOut(Schema):
    """A step that is open, with what it lacks and the signatures that it waits for."""

    key: str
    title_zh: str
    title_en: str
    begun: bool
    missing: list[MissingOut]
    awaited: list[str]
    amounts: dict[str, str]
    due_at: Moment | None

    @classmethod
    def of(cls, step: OpenStep) -> Self:
        """The step as answers show it."""
        known = {name: str(says.value) for name, says in step.amounts.items() if says.value is not None}
        return cls(
            key=step.key,
            title_zh=step.step.title.zh,
            title_en=step.step.title.en,
            begun=step.has_begun,
            missing=[MissingOut(field=each.field, want=each.want, needs=list(each.needs)) for each in step.missing],
            awaited=[each.sign.name for each in step.awaited],
            amounts=known,
            due_at=step.due_at,
        )


class BatchStateOut(Schema):
    """A batch as it stands: what is open, which times run, what stops it, what was recorded last under each name."""

    batch: BatchOut
    open: list[OpenStepOut]
    timers: list[TimerOut]
    stopped_by: list[UUID]
    asked: list[str]
    done: bool
    values: dict[str, Any]

    @classmethod
    def of(cls, view: BatchView) -> Self:
        """The state as answers show it."""
        return cls(
            batch=BatchOut.of(view.batch),
            open=[OpenStepOut.of(each) for each in view.next.open],
            timers=[TimerOut.of(each) for each in view.next.timers],
            stopped_by=[each.id for each in view.next.stops],
            asked=list(view.next.asked),
            done=view.next.done,
            values={name: plain(value) for name, value in view.state.values.items()},
        )


class EntryOut(Schema):
    """One entry of the batch's record."""

    id: UUID
    version: int
    type: str
    at: Moment
    recorded_at: Moment
    actor: str
    reason: str | None
    data: Mapping[str, Any]


class StepIn(Body):
    """An act on a step; ``at`` is when it happened, for what waited offline."""

    step: StepKey
    at: MomentIn | None = None


class FieldIn(StepIn):
    """An act on a field of a step."""

    field: FieldName


class PlaceIn(StepIn):
    """The code at the door."""

    code: Code


class ScanIn(Body):
    """A code that was scanned; the batch finds the field. ``step`` may be left out.

    For a reagent ``quantity`` and ``last`` as in its own act.
    """

    code: Code
    step: StepKey = ""
    quantity: Text | None = None
    last: bool = True
    at: MomentIn | None = None


class CodeIn(FieldIn):
    """A code that was scanned for a field."""

    code: Code


class UseIn(CodeIn):
    """A reagent; ``quantity`` like ``12.5 mL``, by default what the recipe computes."""

    quantity: Text | None = None
    last: bool = True


class SampleIn(FieldIn):
    """A sample into a container of its own."""

    code: Text = ""
    quantity: Text | None = None


class PartIn(Body):
    """One container that is filled."""

    code: Text = ""
    quantity: Text | None = None


class OutIn(FieldIn):
    """The containers that leave the step; ``material`` where another material comes out."""

    parts: Annotated[list[PartIn], Field(min_length=1, max_length=100)]
    material: Text = ""


class ValueIn(FieldIn):
    """A value: a number with its unit (``2e9 cells``) or in the field's unit, a text, a choice, or true and false."""

    value: Text | bool
    again: Text | bool | None = None
    device: Text = ""


class FileReadIn(FileIn):
    """An instrument's file: which ``readings`` (field: name of the value in the file) of which sample, from where.

    ``device`` is the scan code of the registered instrument (P11-7).
    """

    step: StepKey
    at: MomentIn | None = None
    device: Text
    sample: Text
    readings: Annotated[dict[FieldName, Text], Field(min_length=1, max_length=50)]


class StreamReadIn(FieldIn):
    """The registered instrument (scan code) that sends by itself, and the name of the value in its stream."""

    device: Text
    reading: Text = ""


class ConfirmIn(FieldIn):
    """The second person's reading of an entry."""

    entry: UUID
    value: Text | bool


class AbortIn(Body):
    """Why the batch ends."""

    reason: Text


class ReportIn(Body):
    """What somebody saw."""

    what: Text
    step: StepKey = ""
    field: FieldName = ""
    stops: bool = False
    at: MomentIn | None = None


class ExceptionOut(Schema):
    """An exception against a batch."""

    id: UUID
    batch: UUID
    number: str
    cause: str
    step: str
    field: str
    reaction: str
    seen: str
    state: ExceptionState
    classification: str
    finding: str
    disposition: str
    capa: str
    opened_at: Moment
    closed_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: BatchException) -> Self:
        """The exception as answers show it."""
        names = cls.model_fields.keys() - {"batch", "state"}
        values = {name: getattr(row, name) for name in names}
        return cls(batch=row.batch_id, state=ExceptionState(row.state), **values)


class ClassifyIn(Body):
    """How grave it is."""

    classification: Classification
    reason: Text


class InvestigateIn(Body):
    """What was found."""

    finding: Annotated[str, StringConstraints(max_length=4_000)]


class DisposeIn(Body):
    """What follows."""

    disposition: Disposition
    reason: Text


class CloseIn(Body):
    """Why nothing remains to be done, and the action where there is one."""

    reason: Text
    capa: Text = ""


class SignatureIn(Body):
    """The signature to prepare."""

    step: StepKey
    name: FieldName
    why: Text = ""


class PreparedOut(Schema):
    """What is to be signed: ``view`` is the text, ``challenge`` the digest for a passkey (hexadecimal)."""

    id: UUID
    view: str
    challenge: str
    expires_at: Moment


class SignIn(Body):
    """The proof that it is the signer: the answer of a passkey, or password and one-time code."""

    step: StepKey
    name: FieldName
    prepared: UUID
    password: Annotated[str, StringConstraints(max_length=500)] = ""
    code: Annotated[str, StringConstraints(max_length=20)] = ""
    assertion: dict[str, Any] | None = None
