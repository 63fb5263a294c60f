"""What a sponsor sees of the batch of an order: how far, how many exceptions, how grave; nothing else of the plant."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.base.scope import widened
from cellpark.batches.public import Batch, BatchException, BatchState, ExceptionState, Standing, batch_view
from cellpark.kernel import canonical
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import peek_head
from cellpark.orders.models import TreatmentOrder

OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitProgress:
    """One unit of the recipe: its title in both languages, steps done of steps begun or ahead."""

    zh: str
    en: str
    done: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchProgress:
    """``exceptions``: classification (or ``unclassified``) -> how many; ``waiting``: how many are not closed."""

    number: str
    state: BatchState
    units: tuple[UnitProgress, ...]
    done: int
    steps: int
    exceptions: Mapping[str, int]
    waiting: int
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignableRecord:
    """A finished batch record: its stream, the version and the hash that a signature binds."""

    batch: UUID
    number: str
    stream: str
    version: int
    sha256: str


def batch_progress(order: TreatmentOrder) -> BatchProgress | None:
    """How far the batch of an order in sight is; None before there is one. Fields are chosen one by one (T19, T20)."""
    if order.batch_id is None:
        return None
    with widened(order.organisation_id):
        view = batch_view(order.batch_id)
        units = tuple(
            UnitProgress(
                zh=unit.unit.title.zh,
                en=unit.unit.title.en,
                done=sum(line.standing is Standing.DONE for line in unit.steps),
                steps=sum(line.standing is not Standing.BRANCH for line in unit.steps),
            )
            for unit in view.units
        )
        found: list[BatchException] = list(view.exceptions)
    return BatchProgress(
        number=view.batch.number,
        state=BatchState(view.batch.state),
        units=units,
        done=sum(each.done for each in units),
        steps=sum(each.steps for each in units),
        exceptions=dict(Counter(each.classification or "unclassified" for each in found)),
        waiting=sum(each.state != ExceptionState.CLOSED for each in found),
        started_at=view.batch.started_at,
        ended_at=view.batch.ended_at,
    )


def signable_record(order: TreatmentOrder) -> SignableRecord:
    """The batch record as it stands, when it is complete. Raises ``Refused(orders.batch.not_finished)``."""
    with widened(order.organisation_id):
        batch = None if order.batch_id is None else Batch.objects.filter(id=order.batch_id).first()
        if batch is None or batch.state != BatchState.FINISHED:
            number = "" if batch is None else batch.number
            raise Refused(Problem("orders.batch.not_finished", {"number": number}, rule="P11-6"))
        stream = f"batch/{batch.id}"
        head = peek_head(stream)
    assert head is not None, "a finished batch has a record"
    return SignableRecord(
        batch=batch.id, number=batch.number, stream=stream, version=head.version, sha256=head.hash.hex()
    )


def record_text(order: TreatmentOrder, record: SignableRecord) -> str:
    """What a cosignature says, in canonical bytes: which record, at which version, with which hash."""
    form = {
        "order": order.number,
        "coi": order.coi,
        "batch": record.number,
        "version": record.version,
        "sha256": record.sha256,
    }
    return canonical.encode(form).decode()
