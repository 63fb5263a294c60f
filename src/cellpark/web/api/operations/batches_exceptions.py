"""Exceptions against batches."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.batches import public as batches
from cellpark.batches.public import BatchException, BatchPermission, ExceptionState
from cellpark.web.api.calls import key_of, page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.batches_batches import SEE, TAG
from cellpark.web.api.schemas.batches import (
    ClassifyIn,
    CloseIn,
    DisposeIn,
    DoneOut,
    ExceptionOut,
    InvestigateIn,
    ReportIn,
)
from cellpark.web.api.schemas.lists import After, Limit

REPORT, JUDGE, DISPOSE = (
    requires(each) for each in (BatchPermission.OPEN_EXCEPTION, BatchPermission.JUDGE, BatchPermission.DISPOSE)
)


@operation("GET", "exceptions", access=SEE, answers={200: list[ExceptionOut]}, tag=TAG, summary=_("List exceptions"))
def list_exceptions(
    request: HttpRequest,
    response: HttpResponse,
    batch: UUID | None = None,
    state: ExceptionState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[ExceptionOut]:
    """The exceptions in scope, the oldest first."""
    wanted = {"batch_id": batch, "state": state}
    rows = BatchException.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [ExceptionOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "exceptions/{exception_id}",
    access=SEE,
    answers={200: ExceptionOut},
    tag=TAG,
    summary=_("Read an exception"),
)
def read_exception(request: HttpRequest, response: HttpResponse, exception_id: UUID) -> ExceptionOut:  # noqa: ARG001 -- ninja's signature
    """One exception in scope."""
    return _shown(response, exception_id)


@operation(
    "POST",
    "batches/{batch_id}/exceptions",
    access=REPORT,
    answers={200: DoneOut},
    tag=TAG,
    summary=_("Report an exception"),
)
def report(request: HttpRequest, batch_id: UUID, body: ReportIn) -> DoneOut:
    """What no limit catches."""
    done = batches.open_exception(actor=actor_of(request), batch_id=batch_id, key=key_of(request), **body.model_dump())
    return DoneOut.of(done)


@operation(
    "POST",
    "exceptions/{exception_id}/classify",
    access=JUDGE,
    answers={200: ExceptionOut},
    tag=TAG,
    summary=_("Say how grave an exception is"),
    versioned=True,
)
def classify(request: HttpRequest, response: HttpResponse, exception_id: UUID, body: ClassifyIn) -> ExceptionOut:
    """Say how grave an exception is."""
    batches.batch_exception(exception_id)  # another organisation's is not there, whatever else is wrong (T19)
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            batches.classify_exception(
                actor=actor_of(request), exception_id=exception_id, seen_version=version, **body.model_dump()
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


@operation(
    "POST",
    "exceptions/{exception_id}/investigate",
    access=JUDGE,
    answers={200: ExceptionOut},
    tag=TAG,
    summary=_("Write down what an investigation found"),
    versioned=True,
)
def investigate(request: HttpRequest, response: HttpResponse, exception_id: UUID, body: InvestigateIn) -> ExceptionOut:
    """Write down what an investigation found."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            batches.investigate_exception(
                actor=actor_of(request), exception_id=exception_id, seen_version=version, **body.model_dump()
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


@operation(
    "POST",
    "exceptions/{exception_id}/dispose",
    access=DISPOSE,
    answers={200: ExceptionOut},
    tag=TAG,
    summary=_("Decide what follows from an exception"),
    versioned=True,
)
def dispose(request: HttpRequest, response: HttpResponse, exception_id: UUID, body: DisposeIn) -> ExceptionOut:
    """Decide what follows from an exception."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            batches.dispose_exception(
                actor=actor_of(request), exception_id=exception_id, seen_version=version, **body.model_dump()
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


@operation(
    "POST",
    "exceptions/{exception_id}/close",
    access=JUDGE,
    answers={200: ExceptionOut},
    tag=TAG,
    summary=_("Close an exception"),
    versioned=True,
)
def close_an_exception(request: HttpRequest, response: HttpResponse, exception_id: UUID, body: CloseIn) -> ExceptionOut:
    """Close an exception."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            batches.close_exception(
                actor=actor_of(request), exception_id=exception_id, seen_version=version, **body.model_dump()
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, exception_id: UUID) -> ExceptionOut:
    row = batches.batch_exception(exception_id)
    tag(response, row.version)
    return ExceptionOut.of(row)
