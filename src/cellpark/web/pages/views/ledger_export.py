"""Records that leave the house: choose whole records, get one zip that anybody can check without us (P11-2, P11-3)."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import make_export

STREAMS_MAX = 500


class ExportForm(forms.Form):
    """The records to export, one a line."""

    streams = forms.CharField(
        label=gettext_lazy("Records, one a line"),
        help_text=gettext_lazy(
            "As they stand in the list of events, such as membership/0190a0b0-…; copy them from there."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=STREAMS_MAX * 201,
    )


def export(request: HttpRequest) -> HttpResponse:
    """The form, or the zip. What is out of sight is not exported, and is not named."""
    form = ExportForm(request.POST or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        streams = sorted({line.strip() for line in form.cleaned_data["streams"].splitlines() if line.strip()})
        try:
            refuse_any(_too_many(streams))
            data = make_export(actor=actor_of(request), streams=streams)
        except Refused as refusal:
            problems = [explain(problem) for problem in refusal.problems]
        else:
            answer = HttpResponse(data, content_type="application/zip")
            name = f"cellpark-{now():%Y%m%d-%H%M%S}.zip"
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer
    context = {
        "crumbs": [{"href": reverse("ledger"), "label": _("Ledger")}],
        "form": form,
        "problems": problems,
    }
    return render(request, "ledger/export.html", context, status=422 if problems or form.errors else 200)


def _too_many(streams: list[str]) -> list[Problem]:
    if len(streams) <= STREAMS_MAX:
        return []
    return [Problem("pages.export.too_many", {"limit": STREAMS_MAX, "count": len(streams)})]
