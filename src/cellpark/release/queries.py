"""Reading the release desk: what waits for whom, the checklist of one batch, cases, recalls, ways out of a failure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from statistics import median
from uuid import UUID

from django.db.models import QuerySet

from cellpark.base.time import now
from cellpark.batches.public import Batch, BatchException, BatchState, ExceptionState, state_of
from cellpark.kernel.problem import Problem
from cellpark.materials.public import Container, MaterialKind, usable_problems
from cellpark.recipes.public import planned_length
from cellpark.release.after import Opened, changes_after
from cellpark.release.covered import digest_of_heads, trail_heads
from cellpark.release.gather import gather
from cellpark.release.holding import made_by
from cellpark.release.lines import CheckLine, TrailFact
from cellpark.release.models import BatchDisposition, RecallOrder, Supply
from cellpark.release.rescue import Assumptions, Option, Reserve, Source, options
from cellpark.release.rules import checklist, gaps
from cellpark.release.states import LET_GO, DispositionState, Stage

QUEUE_MAX = 200
ENDED = (BatchState.FINISHED, BatchState.ABORTED)
WAITING = (
    DispositionState.PENDING,
    DispositionState.STAGE_ONE,
    DispositionState.QUARANTINED,
    DispositionState.DESTROYING,
)
"""The states in which the desk still has to act."""


class Waits(StrEnum):
    """What a batch at the release desk waits for."""

    INFORM = "inform"
    EXCEPTIONS = "exceptions"
    REVIEW = "review"
    DECISION = "decision"
    RESULTS = "results"
    INVESTIGATION = "investigation"
    REJECTION = "rejection"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One batch of the queue: what it waits for, since when, by when."""

    batch: Batch
    file: BatchDisposition | None
    waits: Waits
    since: datetime | None
    due_at: datetime | None

    @property
    def state(self) -> DispositionState:
        """What was decided so far."""
        return DispositionState.PENDING if self.file is None else DispositionState(self.file.state)


def release_queue(limit: int = QUEUE_MAX) -> list[Waiting]:
    """The batches in scope that wait for somebody at the release desk; whoever must be told first, then the oldest.

    At most ``limit`` of each.
    """
    decided = [each.value for each in DispositionState if each not in WAITING]
    urgent = BatchDisposition.objects.filter(inform_due_at__isnull=False, informed_at=None)
    over = BatchDisposition.objects.filter(state__in=decided)
    # whoever must be told is never cut off by what has waited longer
    telling = Batch.objects.filter(id__in=urgent.order_by("inform_due_at").values("batch_id")[:limit])
    rows = Batch.objects.filter(state__in=ENDED).exclude(id__in=over.values("batch_id"))
    oldest = rows.exclude(id__in=urgent.values("batch_id")).order_by("ended_at", "number")
    batches = [*telling, *oldest[:limit]]
    ids = [batch.id for batch in batches]
    files = {row.batch_id: row for row in BatchDisposition.objects.filter(batch_id__in=ids)}
    open_ones = BatchException.objects.filter(batch_id__in=ids).exclude(state=ExceptionState.CLOSED)
    excepted = set(open_ones.values_list("batch_id", flat=True))
    found = [_waiting(batch, files.get(batch.id), excepted=batch.id in excepted) for batch in batches]
    return sorted(found, key=lambda each: (each.due_at is None, each.due_at or each.since or now()))


def waiting_of(batch: Batch) -> Waiting | None:
    """What one batch waits for at the release desk; None while it is made, and when nobody has to act any more."""
    file = disposition_of(batch.id)
    is_over = file is not None and DispositionState(file.state) not in WAITING
    must_tell = file is not None and file.inform_due_at is not None and file.informed_at is None
    if batch.state not in ENDED or (is_over and not must_tell):
        return None
    opened = BatchException.objects.filter(batch_id=batch.id).exclude(state=ExceptionState.CLOSED)
    return _waiting(batch, file, excepted=opened.exists())


def _waiting(batch: Batch, file: BatchDisposition | None, *, excepted: bool) -> Waiting:
    if file is not None and file.inform_due_at is not None and file.informed_at is None:
        return Waiting(batch, file, Waits.INFORM, batch.ended_at, file.inform_due_at)
    state = DispositionState.PENDING if file is None else DispositionState(file.state)
    if state is DispositionState.QUARANTINED:
        waits = Waits.INVESTIGATION
    elif state is DispositionState.DESTROYING:
        waits = Waits.WITNESS
    elif batch.state == BatchState.ABORTED:
        waits = Waits.REJECTION
    elif excepted:
        waits = Waits.EXCEPTIONS
    elif state is DispositionState.STAGE_ONE:
        waits = Waits.RESULTS
    elif file is None or file.reviewed.get(f"batch/{batch.id}", 0) < batch.version:
        waits = Waits.REVIEW
    else:
        waits = Waits.DECISION
    return Waiting(batch, file, waits, batch.ended_at, None)


def dispositions() -> "QuerySet[BatchDisposition]":
    """The files in scope, with their batches."""
    rows: QuerySet[BatchDisposition] = BatchDisposition.objects.select_related("batch")
    return rows


def disposition_of(batch_id: UUID) -> BatchDisposition | None:
    """The file of a batch in scope; None before anybody opened it."""
    found: BatchDisposition | None = BatchDisposition.objects.filter(batch_id=batch_id).first()
    return found


def checklist_of(batch_id: UUID, *, stage: Stage = Stage.FULL) -> tuple[CheckLine, ...]:
    """The release checklist, computed now from the records (T13). Raises ``Batch.DoesNotExist``."""
    return checklist_seen(batch_id, stage=stage)[0]


def checklist_seen(batch_id: UUID, *, stage: Stage = Stage.FULL) -> tuple[tuple[CheckLine, ...], str]:
    """The checklist, and what stands for the records that were read for it, as ``trail_seen`` gives it (A11-2e2).

    Raises ``Batch.DoesNotExist``.
    """
    facts = gather(Batch.objects.get(id=batch_id), stage=stage)
    return checklist(facts), digest_of_heads(facts.trail.present)


def changed_since(batch_id: UUID) -> tuple[Problem, ...]:
    """What came after the batch was certified or supplied; empty for any other batch."""
    file = disposition_of(batch_id)
    if file is None or file.decided_at is None or DispositionState(file.state) not in LET_GO:
        return ()
    batch = file.batch
    rows = list(BatchException.objects.filter(batch_id=batch_id).order_by("opened_at", "id"))
    trail = TrailFact(trail_heads(batch, rows), file.reviewed)
    opened = [Opened(row.number, row.opened_at) for row in rows]
    return changes_after(decided_at=file.decided_at, trail=trail, exceptions=opened)


def supplies() -> "QuerySet[Supply]":
    """The cases in scope, of the maker and of its parties alike."""
    rows: QuerySet[Supply] = Supply.objects.all()
    return rows


def supply(supply_id: UUID) -> Supply:
    """One case in sight. Raises ``Supply.DoesNotExist``."""
    return supplies().get(id=supply_id)


def supplies_of(batch_id: UUID) -> list[Supply]:
    """The cases of a batch, the newest first."""
    return list(supplies().filter(batch=batch_id).order_by("-opened_at"))


def recall_orders() -> "QuerySet[RecallOrder]":
    """The recalls in scope."""
    rows: QuerySet[RecallOrder] = RecallOrder.objects.all()
    return rows


RESERVE_KINDS = (MaterialKind.STARTING, MaterialKind.INTERMEDIATE)
MAKE_DAYS, TEST_DAYS, SHIP_DAYS, WASH_OUT_DAYS, RECORD_DAYS, SLOT_DAYS = 12, 5, 1, 14, 3, 7


def assumed_for(batch: Batch, *, today: date) -> Assumptions:
    """What is assumed for a rescue until somebody says otherwise.

    Making takes what the planning overlay of the recipe says; without one the median of what such batches took, else
    a default. The days of wash-out, tests and transport are this house's defaults and no statement about a patient.
    """
    make_days, source, of = make_days_of(batch)
    return Assumptions(
        today=today,
        slot_on=today + timedelta(days=SLOT_DAYS),
        make_days=make_days,
        make_source=source,
        make_of=of,
        test_days=TEST_DAYS,
        ship_days=SHIP_DAYS,
        collect_on=today + timedelta(days=WASH_OUT_DAYS),
        wash_out_days=WASH_OUT_DAYS,
        record_days=RECORD_DAYS,
    )


def make_days_of(batch: Batch) -> tuple[int, Source, str]:
    """How many days the recipe takes, from where that is known, and from which overlay or how many batches."""
    planned = planned_length(state_of(batch)[0].recipe)
    if planned is not None:
        return max(1, ceil(planned.length / timedelta(days=1))), Source.OVERLAY, planned.name
    past = Batch.objects.filter(mbr=batch.mbr, state=BatchState.FINISHED).exclude(started_at=None)
    took = [
        (row.ended_at - row.started_at).total_seconds() / 86_400
        for row in past.order_by("-ended_at")[:50]
        if row.ended_at is not None and row.started_at is not None
    ]
    if took:
        return max(1, round(median(took))), Source.PAST, str(len(took))
    return MAKE_DAYS, Source.HOUSE, ""


def reserves_of(batch: Batch) -> tuple[Reserve, ...]:
    """What is still here of the same chain of identity, beside what this batch made and the samples."""
    if not batch.coi:
        return ()
    at = now()
    rows = Container.objects.select_related("material", "lot").filter(
        coi=batch.coi, sample=False, material__kind__in=[each.value for each in RESERVE_KINDS]
    )
    return tuple(
        Reserve(
            row.id,
            row.code,
            str(row.quantity),
            None if row.expires_at is None else row.expires_at.date(),
            tuple(usable_problems(row, at)),
        )
        for row in rows.exclude(id__in=made_by(batch.id)).order_by("code")
        if row.present
    )


def rescue_options(
    batch: Batch, assumed: Assumptions, *, reserves: tuple[Reserve, ...] | None = None
) -> tuple[Option, ...]:
    """The ways to a dose after this batch failed, side by side; ``reserves`` where the caller has read them already."""
    facts = gather(batch)
    lines = checklist(facts)
    beside = [line for line in lines if line.code not in ("results", "supply", "exceptions", "audit_trail")]
    kept = reserves_of(batch) if reserves is None else reserves
    return options(reserves=kept, failed=facts.results_failed, gaps=gaps(beside), assumed=assumed)
