"""Batches: planning, slots, their life, their record."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.batches import public as batches
from cellpark.batches.public import Batch, BatchPermission, BatchState
from cellpark.ledger.public import envelope
from cellpark.web.api.calls import key_of, page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.batches import (
    AbortIn,
    BatchIn,
    BatchOut,
    BatchStateOut,
    DoneOut,
    EntryOut,
    SlotIn,
    SlotMoveIn,
)
from cellpark.web.api.schemas.lists import After, Limit

TAG = "batches"
SEE, PLAN, RUN = (requires(each) for each in (BatchPermission.SEE, BatchPermission.PLAN, BatchPermission.RUN))


@operation("GET", "batches", access=SEE, answers={200: list[BatchOut]}, tag=TAG, summary=_("List batches"))
def list_batches(
    request: HttpRequest,
    response: HttpResponse,
    state: BatchState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[BatchOut]:
    """The batches in scope, the oldest plan first."""
    rows = Batch.objects.all() if state is None else Batch.objects.filter(state=state)
    return [BatchOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "batches/{batch_id}",
    access=SEE,
    answers={200: BatchStateOut},
    tag=TAG,
    summary=_("Read a batch: its open steps, what they lack, the times that run"),
)
def read_batch(request: HttpRequest, response: HttpResponse, batch_id: UUID) -> BatchStateOut:  # noqa: ARG001 -- ninja's signature
    """One batch as it stands now."""
    view = batches.batch_view(batch_id)
    tag(response, view.batch.version)
    return BatchStateOut.of(view)


@operation(
    "GET",
    "batches/{batch_id}/entries",
    access=SEE,
    answers={200: list[EntryOut]},
    tag=TAG,
    summary=_("Read the record of a batch, entry by entry, refused acts included"),
)
def list_entries(request: HttpRequest, batch_id: UUID, behind: int = 0) -> list[EntryOut]:  # noqa: ARG001 -- ninja's signature
    """The entries behind a version, five hundred at most."""
    found = batches.batch_history(batch_id, after=max(0, min(behind, 2**31)))
    return [
        EntryOut(
            id=event.id,
            version=event.version,
            type=event.type,
            at=event.at,
            recorded_at=event.recorded_at,
            actor=event.actor,
            reason=happened.reason,
            data=envelope(event)["data"],
        )
        for event, happened in found
    ]


@operation("POST", "batches", access=PLAN, answers={201: BatchOut}, tag=TAG, summary=_("Plan a batch"))
def plan(request: HttpRequest, response: HttpResponse, body: BatchIn) -> Status[BatchOut]:
    """A batch of an approved recipe."""
    values = body.model_dump(exclude={"organisation"})
    done = perform(
        request,
        lambda: batches.plan_batch(actor=actor_of(request), organisation_id=body.organisation, **values).id,
    )
    repeated(response, done)
    return Status(201, BatchOut.of(batches.batch(done.id)))


@operation(
    "POST", "batches/{batch_id}/slot", access=PLAN, answers={200: DoneOut}, tag=TAG, summary=_("Give a batch a slot")
)
def take_a_slot(request: HttpRequest, batch_id: UUID, body: SlotIn) -> DoneOut:
    """A suite and devices for a time."""
    done = batches.take_slot(actor=actor_of(request), batch_id=batch_id, key=key_of(request), **body.model_dump())
    return DoneOut.of(done)


@operation(
    "POST",
    "batches/{batch_id}/slot/move",
    access=PLAN,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Move a batch to another slot"),
)
def move_a_slot(request: HttpRequest, batch_id: UUID, body: SlotMoveIn) -> DoneOut:
    """Another slot, with the reason."""
    done = batches.move_slot(actor=actor_of(request), batch_id=batch_id, key=key_of(request), **body.model_dump())
    return DoneOut.of(done)


@operation("POST", "batches/{batch_id}/start", access=PLAN, answers={200: DoneOut}, tag=TAG, summary=_("Start a batch"))
def start(request: HttpRequest, batch_id: UUID) -> DoneOut:
    """The batch runs."""
    return DoneOut.of(batches.start_batch(actor=actor_of(request), batch_id=batch_id, key=key_of(request)))


@operation(
    "POST", "batches/{batch_id}/finish", access=RUN, answers={200: DoneOut}, tag=TAG, summary=_("Finish a batch")
)
def finish(request: HttpRequest, batch_id: UUID) -> DoneOut:
    """Every step is done; the record goes to review."""
    return DoneOut.of(batches.finish_batch(actor=actor_of(request), batch_id=batch_id, key=key_of(request)))


@operation("POST", "batches/{batch_id}/abort", access=PLAN, answers={200: DoneOut}, tag=TAG, summary=_("Abort a batch"))
def abort(request: HttpRequest, batch_id: UUID, body: AbortIn) -> DoneOut:
    """The batch ends before its last step, with the reason."""
    done = batches.abort_batch(actor=actor_of(request), batch_id=batch_id, reason=body.reason, key=key_of(request))
    return DoneOut.of(done)
