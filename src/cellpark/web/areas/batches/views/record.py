"""The batch record: a page that is read by exception, and the same as PDF/A."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.batches.public import BatchPermission, BatchState, batch_view, record_labels, record_of, record_pdf
from cellpark.release.public import ReleasePermission, trail_seen
from cellpark.web.areas.batches.words import batch_state

CORRECTED_IN = frozenset({BatchState.RUNNING, BatchState.FINISHED})


def record(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """What deviated first; every other entry one click away."""
    review = _review(request, batch_id)
    view = batch_view(batch_id)
    found = record_of(view)
    odd = sum(len(found[part]) for part in ("exceptions", "outside", "corrected", "voided", "refused"))
    context = {
        "batch": view.batch,
        "record": found,
        "state": batch_state(view.batch.state),
        "labels": record_labels(),
        "odd": odd,
        "may_correct": view.batch.state in CORRECTED_IN and actor_of(request).may(BatchPermission.CORRECT),
        "review": review,
        "now": _("%(count)s things deviated") % {"count": odd} if odd else _("Nothing deviated"),
        "crumbs": [
            {"href": reverse("batches"), "label": _("Batches")},
            {"href": reverse("batch", args=[batch_id]), "label": view.batch.number},
        ],
    }
    return render(request, "batches/record.html", context)


def _review(request: HttpRequest, batch_id: UUID) -> str:
    """Where somebody who read this page reviews the audit trail: it names the records as they were read (A11-2e2)."""
    if not actor_of(request).may(ReleasePermission.REVIEW_TRAIL):
        return ""
    return f"{reverse('release_act', args=[batch_id, 'review'])}?{urlencode({'trail': trail_seen(batch_id)})}"


def paper(request: HttpRequest, batch_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The record as PDF/A-3b in both languages."""
    view = batch_view(batch_id)
    answer = HttpResponse(record_pdf(view), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{view.batch.number}.pdf"'
    return answer
