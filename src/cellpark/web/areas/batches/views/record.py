"""The batch record: a page that is read by exception, and the same as PDF/A."""

from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.batches.public import BatchView, batch_view
from cellpark.web.areas.batches.record_data import record_of, when
from cellpark.web.areas.batches.words import batch_state, both

TEMPLATE = Path(__file__).parents[1] / "paper" / "record.typ"
LABELS = {
    "title": gettext_lazy("Batch record"),
    "batch": gettext_lazy("Batch"),
    "recipe": gettext_lazy("Recipe"),
    "product": gettext_lazy("Product"),
    "coi": gettext_lazy("Chain of identity"),
    "suite": gettext_lazy("Suite"),
    "slot": gettext_lazy("Slot"),
    "started": gettext_lazy("Started at"),
    "ended": gettext_lazy("Ended at"),
    "printed": gettext_lazy("Printed"),
    "exceptions": gettext_lazy("Exceptions"),
    "outside": gettext_lazy("Values outside their limits"),
    "corrected": gettext_lazy("Corrections"),
    "voided": gettext_lazy("Signatures that became void"),
    "refused": gettext_lazy("Acts that were refused"),
    "steps": gettext_lazy("Every step"),
    "field": gettext_lazy("Field"),
    "value": gettext_lazy("Value"),
    "limits": gettext_lazy("Limits"),
    "by": gettext_lazy("Who, when"),
    "signed": gettext_lazy("Signed by"),
    "was": gettext_lazy("was"),
    "confirmed": gettext_lazy("confirmed by"),
    "none": gettext_lazy("none"),
    "void": gettext_lazy("void"),
    "begun": gettext_lazy("Work began"),
    "open": gettext_lazy("not complete"),
    "page": gettext_lazy("Page"),
    "zone": gettext_lazy("Times in the zone"),
    "version": gettext_lazy("Entries of the ledger"),
}


def record(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """What deviated first; every other entry one click away."""
    view = batch_view(batch_id)
    found = record_of(view)
    odd = sum(len(found[part]) for part in ("exceptions", "outside", "corrected", "voided", "refused"))
    context = {
        "batch": view.batch,
        "record": found,
        "state": batch_state(view.batch.state),
        "labels": {key: both(words) for key, words in LABELS.items()},
        "odd": odd,
        "now": _("%(count)s things deviated") % {"count": odd} if odd else _("Nothing deviated"),
        "crumbs": [
            {"href": reverse("batches"), "label": _("Batches")},
            {"href": reverse("batch", args=[batch_id]), "label": view.batch.number},
        ],
    }
    return render(request, "batches/record.html", context)


def paper(request: HttpRequest, batch_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The record as PDF/A-3b in both languages."""
    view = batch_view(batch_id)
    answer = HttpResponse(record_pdf(view), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{view.batch.number}.pdf"'
    return answer


def record_pdf(view: BatchView) -> bytes:
    """The bytes of the printed record (ISO 19005-3). Raises ``Refused`` without a Chinese font."""
    at = now()
    labels = {key: both(words) for key, words in LABELS.items()}
    return typeset(TEMPLATE, {"record": record_of(view), "labels": labels, "printed": when(at)}, at=at)
