"""Labels: reading, issuing, and their balance."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.batches import public as batches
from cellpark.labels.public import (
    LabelPermission,
    LabelState,
    checks_of,
    issue_label,
    label,
    label_pdf,
    label_png,
    labels,
    labels_of_batch,
    reconciliation,
)
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.labels import BalanceOut, CheckOut, LabelIn, LabelOut, LabelsDueOut
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.values import Text

TAG = "labels"


@operation(
    "GET",
    "labels",
    access=requires(LabelPermission.SEE),
    answers={200: list[LabelOut]},
    tag=TAG,
    summary=_("List labels"),
)
def list_labels(
    request: HttpRequest,
    response: HttpResponse,
    state: LabelState | None = None,
    number: Text = "",
    batch: UUID | None = None,
    container: UUID | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[LabelOut]:
    """The labels in scope, the oldest first."""
    wanted = {"state": state, "number": number, "batch": batch, "container": container}
    rows = labels().filter(**{key: value for key, value in wanted.items() if value})
    return [LabelOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "labels/{label_id}",
    access=requires(LabelPermission.SEE),
    answers={200: LabelOut},
    tag=TAG,
    summary=_("Read a label"),
)
def get_label(request: HttpRequest, response: HttpResponse, label_id: UUID) -> LabelOut:  # noqa: ARG001 -- ninja's signature
    """One label in scope."""
    found = label(label_id)
    tag(response, found.version)
    return LabelOut.of(found)


@operation(
    "GET",
    "labels/{label_id}/checks",
    access=requires(LabelPermission.SEE),
    answers={200: list[CheckOut]},
    tag=TAG,
    summary=_("List who verified a label"),
)
def list_label_checks(request: HttpRequest, label_id: UUID) -> list[CheckOut]:  # noqa: ARG001 -- ninja's signature
    """Every look by a second person, near misses too."""
    return [CheckOut.of(row) for row in checks_of(label(label_id).id)]


@operation(
    "GET",
    "labels/{label_id}/picture",
    access=requires(LabelPermission.SEE),
    answers={200: None},
    tag=TAG,
    summary=_("See a label as picture"),
    file="image/png",
)
def see_label(request: HttpRequest, label_id: UUID) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """The label as PNG with 300 dots an inch."""
    return HttpResponse(label_png(label(label_id)), content_type="image/png")


@operation(
    "GET",
    "labels/{label_id}/paper",
    access=requires(LabelPermission.SEE),
    answers={200: None},
    tag=TAG,
    summary=_("Read a label as PDF"),
    file="application/pdf",
)
def read_label_paper(request: HttpRequest, label_id: UUID) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """The label as PDF/A-3b, on a page of its own size."""
    return HttpResponse(label_pdf(label(label_id)), content_type="application/pdf")


@operation(
    "GET",
    "label-balances/{batch}",
    access=requires(LabelPermission.SEE),
    answers={200: BalanceOut},
    tag=TAG,
    summary=_("Read what became of the labels of a batch"),
)
def read_label_balance(request: HttpRequest, batch: UUID) -> BalanceOut:  # noqa: ARG001 -- ninja's signature
    """Printed, applied, kept as specimen, void, destroyed (T9)."""
    if not labels_of_batch(batch).exists():
        raise Http404
    return BalanceOut.of(reconciliation(batch))


@operation(
    "GET",
    "batches/{batch_id}/labels-due",
    access=requires(LabelPermission.SEE),
    answers={200: LabelsDueOut},
    tag=TAG,
    summary=_("Read which labels of a batch wait, and for what"),
)
def read_labels_due(request: HttpRequest, batch_id: UUID) -> LabelsDueOut:  # noqa: ARG001 -- ninja's signature
    """To check, to print, to apply; and what the batch made that has no label (T9, LBL-3)."""
    return LabelsDueOut.of(batches.labels_due(batches.batch(batch_id).id))


@operation(
    "POST",
    "labels",
    access=requires(LabelPermission.ISSUE),
    answers={201: LabelOut},
    tag=TAG,
    summary=_("Issue a label for a container"),
)
def issue_a_label(request: HttpRequest, response: HttpResponse, body: LabelIn) -> Status[LabelOut]:
    """Decide what will be printed, before the container is detached."""
    done = perform(request, lambda: issue_label(actor=actor_of(request), request=body.request()).id)
    repeated(response, done)
    found = label(done.id)
    tag(response, found.version)
    return Status(201, LabelOut.of(found))
