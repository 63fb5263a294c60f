"""What waits: labels to print, to verify, to put on."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.kernel.problem import Refused
from cellpark.labels import public as labels
from cellpark.labels.public import LABEL_STATES, Label, LabelPermission, LabelState
from cellpark.web.areas.labels.standing import label_state, next_step
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

OPEN = (LabelState.ISSUED, LabelState.PRINTED, LabelState.APPLIED)
CHOICES = (
    Choice(
        key="state",
        label=gettext_lazy("State"),
        lookup="state",
        options=tuple((each.value, LABEL_STATES[each]) for each in OPEN),
    ),
)
SCANS = 400


def columns() -> tuple[Column[Label], ...]:
    """Number, container, batch, state, what comes next."""
    return (
        Column(
            key="number",
            label=gettext_lazy("Label"),
            kind=Kind.CODE,
            value="number",
            sort="number",
            search=("number",),
            link=lambda row: reverse("label", args=[row.id]),
        ),
        Column(
            key="container",
            label=gettext_lazy("Container"),
            value="container_code",
            sort="container_code",
            search=("container_code",),
        ),
        Column(
            key="batch",
            label=gettext_lazy("Batch number"),
            value="batch_code",
            sort="batch_code",
            search=("batch_code",),
        ),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=label_state, sort="state"),
        Column(key="next", label=gettext_lazy("What comes next"), value=_next_words),
        Column(key="issued", label=gettext_lazy("Issued"), kind=Kind.MOMENT, value="issued_at", sort="issued_at"),
    )


def queue(request: HttpRequest) -> HttpResponseBase:
    """Scan a label and go to it, or choose one that waits."""
    actor, scanned = actor_of(request), request.GET.get("scan", "")[:SCANS]
    problem = None
    if scanned.strip():
        try:
            return redirect("label", label_id=labels.find_label(scanned).id)
        except Refused as refused:
            problem = explain(refused.problems[0])
    table = Table(
        labels.waiting_labels(),
        columns(),
        request,
        caption=_("Labels that wait"),
        order="issued",
        choices=CHOICES,
        empty=_("No label waits. Issue one from an approved template."),
    )
    count = labels.waiting_labels().count()
    said = ngettext("%(count)s label waits.", "%(count)s labels wait.", count) % {"count": count}
    context = {
        "now": said if count else _("No label waits."),
        "next": _("Scan the small symbol of a label to go on with it.") if count else "",
        "who": _("Whoever is at the bench, and a second person at each verification.") if count else "",
        "problem": problem,
        "scanned": scanned,
        "offers": [
            offer(
                actor,
                LabelPermission.ISSUE,
                _("Issue a label"),
                reverse("label_templates"),
                icon="plus",
                look="primary",
            )
        ],
    }
    return table_response(request, "labels/queue.html", table, context)


def _next_words(label: Label) -> str:
    step = next_step(label)
    return str(step.act) if step else ""
