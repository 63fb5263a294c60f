"""What can happen in a batch, as values: the canonical entries of its stream, in the words of the plant.

``step`` is a key: the id of a step, with the round in a loop (``U3.1#4``). ``field`` is the field's name in the recipe.
Who, when and why stand beside the data in every entry. A correction is a new entry that names the old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.kernel.quantity import Quantity

Value = str | bool | Quantity
"""A recorded value. Text stands before quantity, because the reader of stored entries tries them in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlanned:
    """A batch of an approved recipe is planned, for a product and, where there is one, a chain of identity."""

    batch: UUID
    number: str
    recipe: str
    mbr: str
    product: str
    coi: str
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTaken:
    """The batch has a suite and devices for a time."""

    suite: str
    starts_at: datetime
    ends_at: datetime
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotMoved:
    """The slot is another one from now on; the reason stands beside it."""

    suite: str
    starts_at: datetime
    ends_at: datetime
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchStarted:
    """The batch runs: its first step may begin."""

    batch: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBegun:
    """Somebody qualified and gowned begins a step (T2, P11-6)."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntered:
    """The work is done in this room from now on (T6, T8)."""

    step: str
    room: UUID
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialIn:
    """Identified material enters the step; its code was scanned and fits (T1, T4)."""

    step: str
    field: str
    container: UUID
    code: str
    quantity: Quantity | None
    attributes: Mapping[str, Value]
    room: UUID | None
    equipment: tuple[UUID, ...]
    person: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialUsed:
    """A reagent is used: lot and quantity (211-1b). ``last``: nothing more follows for this field."""

    step: str
    field: str
    lot: UUID | None
    container: UUID | None
    code: str
    quantity: Quantity
    attributes: Mapping[str, Value]
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerOut:
    """A container leaves the step, labelled before it is detached; ``parents`` are what it was filled from."""

    step: str
    field: str
    container: UUID
    code: str
    quantity: Quantity | None
    parents: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentTaken:
    """A device serves the step, clean and qualified as the recipe wants it (T3, 211-3c).

    ``containers`` are what is in process then, and so in contact with it.
    """

    step: str
    field: str
    equipment: UUID
    code: str
    containers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentReleased:
    """A device serves the batch no longer."""

    step: str
    field: str
    equipment: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRecorded:
    """A value of a ``record`` or ``set`` field, and how it came in (CN-1b, P11-7)."""

    step: str
    field: str
    value: Value
    how: str
    device: str
    file: str
    reader: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueConfirmed:
    """A second person read the same value (CN-1b, A11-1a)."""

    step: str
    field: str
    entry: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTaken:
    """A sample is in its own container."""

    step: str
    field: str
    container: UUID | None
    code: str
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswered:
    """A condition over recorded values was answered; ``reasons`` shows how."""

    step: str
    field: str
    answer: bool
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStarted:
    """A work or hold time counts from now on and no longer from the step's beginning."""

    step: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStopped:
    """A work or hold time is over (T10)."""

    step: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSigned:
    """A step's entries were signed; ``digest`` is the SHA-256 of what was signed (P11-8a, P11-8b)."""

    step: str
    sign: str
    role: str
    meaning: str
    signature: UUID
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrected:
    """A new value stands for the entry that it names; signatures on the old one are void (T11, CN-1c)."""

    step: str
    field: str
    entry: UUID
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingCorrected:
    """Another container of the material was used than the entry says; the new one stands for it (T11, CN-1c)."""

    step: str
    field: str
    entry: UUID
    lot: UUID | None
    container: UUID
    code: str
    quantity: Quantity
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRefused:
    """An act was refused: what was tried, and the codes of the rules that stopped it."""

    step: str
    verb: str
    field: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDeviated:
    """An exception stands against the batch (T10); ``reaction`` is what the recipe wants."""

    exception: UUID
    cause: str
    step: str
    field: str
    entry: str
    reaction: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCleared:
    """An exception was disposed of; a batch that it stopped goes on when ``goes_on``."""

    exception: UUID
    disposition: str
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFinished:
    """Every step is done and signed; the record goes to review."""

    batch: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAborted:
    """The batch ends before its last step; the reason stands beside it."""

    batch: UUID


Event = (
    BatchPlanned
    | SlotTaken
    | SlotMoved
    | BatchStarted
    | StepBegun
    | PlaceEntered
    | MaterialIn
    | MaterialUsed
    | ContainerOut
    | EquipmentTaken
    | EquipmentReleased
    | ValueRecorded
    | ValueConfirmed
    | SampleTaken
    | CheckAnswered
    | TimeStarted
    | TimeStopped
    | StepSigned
    | EntryCorrected
    | ThingCorrected
    | StepRefused
    | BatchDeviated
    | BatchCleared
    | BatchFinished
    | BatchAborted
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the stream: what happened, when in the plant, by whom, and the entry's id.

    ``by`` is ``person/<uuid>`` or ``system/<process>``. ``at`` is when it happened; an act that was queued offline is
    recorded later than that.
    """

    data: Event
    at: datetime
    by: str
    id: UUID
    reason: str | None = None
