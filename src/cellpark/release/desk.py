"""A batch at the release desk for one act: its row, its file, locked; what was decided is recorded and written."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.versions import refuse_stale
from cellpark.batches.public import Batch
from cellpark.kernel.lifecycle import Transition
from cellpark.ledger.public import Recorded, event_types, lock_stream, record
from cellpark.release.events import FileOpened
from cellpark.release.models import BatchDisposition
from cellpark.release.projections import changes
from cellpark.release.states import DISPOSITION_LIFECYCLE, DispositionState

# who acts when nobody does: the house looks by itself at results that come late
WATCH = Actor.system("release")
# a limit of this house, until the plan of a site sets another: the law says "without delay"
INFORM_WITHIN = timedelta(hours=24)


@dataclass(slots=True)
class Desk:
    """A batch whose stream and file are locked until the end of the act."""

    actor: Actor
    batch: Batch
    file: BatchDisposition

    @property
    def stream(self) -> str:
        """The stream of the file."""
        return stream_of(self.batch.id)

    @property
    def batch_stream(self) -> str:
        """The stream of the batch."""
        return f"batch/{self.batch.id}"

    def transition(self, verb: str) -> Transition[DispositionState]:
        """The step of the table. Raises ``Refused(lifecycle.step)``."""
        return DISPOSITION_LIFECYCLE.transition(self.file.state, verb)

    def record(self, event: object, *, reason: str | None = None, actor: Actor | None = None) -> Recorded:
        """Append one entry and bring the file along, by the same function as a rebuild."""
        made = record(
            stream=self.stream,
            event=event,
            actor=actor or self.actor,
            organisation=self.batch.organisation_id,
            reason=reason.strip() if reason else None,
        )
        data = {name: getattr(event, name) for name in event.__dataclass_fields__}  # type: ignore[attr-defined]
        for name, value in changes(name_of(event), data, made.at).items():
            setattr(self.file, name, value)
        self.file.version = made.version
        self.file.save()
        return made


def name_of(event: object) -> str:
    """The name under which the ledger keeps an event of this class."""
    return next(name for (name, _version), kind in event_types().items() if kind.shape is type(event))


def stream_of(batch_id: UUID) -> str:
    """The stream of a batch's file."""
    return f"release/{batch_id}"


def sit_down(actor: Actor, batch_id: UUID, *, seen_version: int | None = None) -> Desk:
    """Lock the batch and its file; a batch without a file gets one.

    Raises ``Batch.DoesNotExist`` out of scope, ``Refused(base.stale)`` when the file moved on.
    """
    batch: Batch = Batch.objects.get(id=batch_id)
    lock_stream(f"batch/{batch_id}")
    lock_stream(stream_of(batch_id))
    batch = Batch.objects.get(id=batch_id)
    file = BatchDisposition.objects.filter(batch_id=batch_id).first()
    refuse_stale(seen=seen_version, present=0 if file is None else file.version)
    return Desk(actor, batch, file or _opened(actor, batch))


def _opened(actor: Actor, batch: Batch) -> BatchDisposition:
    identity = new_id()
    event = FileOpened(file=identity, batch=batch.id, number=batch.number)
    made = record(stream=stream_of(batch.id), event=event, actor=actor, organisation=batch.organisation_id)
    row = BatchDisposition(
        id=identity,
        organisation_id=batch.organisation_id,
        batch=batch,
        opened_at=made.at,
        version=made.version,
    )
    row.save(force_insert=True)
    return row
