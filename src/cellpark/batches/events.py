"""What the ledger keeps of batches and of their exceptions. People by id, patients by their chain-of-identity code."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.batches.run import happened
from cellpark.ledger.public import event_type

# the entries of a batch's stream are pure values; here they get the names under which the ledger keeps them
NAMES: dict[type, str] = {
    happened.BatchPlanned: "batches.batch.planned",
    happened.BatchStarted: "batches.batch.started",
    happened.BatchFinished: "batches.batch.finished",
    happened.BatchAborted: "batches.batch.aborted",
    happened.BatchDeviated: "batches.batch.deviated",
    happened.BatchCleared: "batches.batch.cleared",
    happened.SlotTaken: "batches.slot.taken",
    happened.SlotMoved: "batches.slot.moved",
    happened.StepBegun: "batches.step.begun",
    happened.StepSigned: "batches.step.signed",
    happened.StepRefused: "batches.step.refused",
    happened.PlaceEntered: "batches.place.entered",
    happened.MaterialIn: "batches.material.in",
    happened.MaterialUsed: "batches.material.used",
    happened.ContainerOut: "batches.container.out",
    happened.EquipmentTaken: "batches.equipment.taken",
    happened.EquipmentReleased: "batches.equipment.released",
    happened.ValueRecorded: "batches.value.recorded",
    happened.ValueConfirmed: "batches.value.confirmed",
    happened.SampleTaken: "batches.sample.taken",
    happened.CheckAnswered: "batches.check.answered",
    happened.TimeStarted: "batches.time.started",
    happened.TimeStopped: "batches.time.stopped",
    happened.EntryCorrected: "batches.entry.corrected",
    happened.ThingCorrected: "batches.thing.corrected",
}
for _shape, _name in NAMES.items():
    event_type(_name, version=1)(_shape)


@event_type("batches.exception.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionOpened:
    """A breach or an incident is on record and must be judged (T10)."""

    exception: UUID
    batch: UUID
    number: str
    cause: str
    step: str
    field: str
    reaction: str
    seen: str


@event_type("batches.exception.classified", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionClassified:
    """How grave it is; the reason stands beside it."""

    exception: UUID
    classification: str


@event_type("batches.exception.investigated", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionInvestigated:
    """What the investigation found (211-1c)."""

    exception: UUID
    finding: str


@event_type("batches.exception.disposed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionDisposed:
    """What follows for the batch."""

    exception: UUID
    disposition: str


@event_type("batches.exception.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionClosed:
    """Nothing remains to be done; ``capa`` names the corrective and preventive action where there is one."""

    exception: UUID
    capa: str
