"""Show me everything about this bag: from any code to one page, and what inspectors looked at."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.dossier.public import (
    SUBJECTS,
    Cell,
    Subject,
    find_subject,
    inspection_end,
    inspection_views,
    note_inspection,
    refuse_endless,
    tell_story,
)
from cellpark.kernel.problem import Refused
from cellpark.web.pages.forms.fields import Text
from cellpark.web.pages.ledger_names import names_for
from cellpark.web.pages.tables import Column, Kind, Table
from cellpark.web.pages.templatetags.cellpark import moment

PAGES = {
    "exception": "batch_exception",
    "label": "label",
    "dossier": "dossiers",
    "order": "order",
    "shipment": "shipment",
    "investigation": "investigation",
    "supply": "supply",
}


class Search(forms.Form):
    """A label or a code."""

    code = Text(label=gettext_lazy("Scan a label or type a code"), max_length=400)


def find(request: HttpRequest) -> HttpResponse:
    """Where an inspection starts: any code leads to the thing that carries it."""
    refuse_endless(actor_of(request))
    form = Search(request.GET if "code" in request.GET else None)
    problems = []
    if form.is_bound and form.is_valid():
        try:
            found = find_subject(form.cleaned_data["code"])
            return redirect("story", kind=found.kind.value, thing_id=found.id)
        except Refused as refused:
            problems = [explain(problem) for problem in refused.problems]
    # a scanner types into whatever has the focus
    form.fields["code"].widget.attrs["autofocus"] = True
    context = {"form": form, "problems": problems, "ends_on": _end(request)}
    return render(request, "dossier/find.html", context)


def story(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Everything about one thing; an inspector's look is noted in the ledger of the house."""
    if kind not in set(Subject):
        raise Http404
    told = tell_story(Subject(kind), thing_id)
    try:
        note_inspection(
            actor=actor_of(request), kind=told.kind, thing=told.id, code=told.code, organisation_id=told.organisation
        )
    except Refused as refused:
        context = {"form": Search(), "problems": [explain(each) for each in refused.problems], "ends_on": None}
        return render(request, "dossier/find.html", context, status=409)
    context = {
        "story": told,
        "kind": SUBJECTS[told.kind],
        "sections": [(each, [_row(row) for row in each.rows]) for each in told.sections],
        "ends_on": _end(request),
        "crumbs": [{"href": reverse("inspection"), "label": _("Everything about one thing")}],
    }
    return render(request, "dossier/story.html", context)


def inspections(request: HttpRequest) -> HttpResponseBase:
    """What inspectors looked at, for the house whose things they are."""
    rows = inspection_views()
    names = names_for(rows.values_list("by", flat=True).distinct())
    table = Table(
        rows,
        (
            Column(key="at", label=_("When"), kind=Kind.MOMENT, value="at", sort="at"),
            Column(key="by", label=_("Inspector"), value=lambda row: names.actor(row.by)),
            Column(
                key="code",
                label=_("Code"),
                value="code",
                sort="code",
                search=("code",),
                link=lambda row: reverse("story", args=[row.kind, row.thing]),
            ),
            Column(key="kind", label=_("Kind"), value=lambda row: str(SUBJECTS[Subject(row.kind)])),
        ),
        request,
        caption=_("What inspectors saw"),
        order="-at",
        name="inspections",
        empty=_("No inspector has looked at anything yet."),
    )
    return table.exported() or render(request, "dossier/inspections.html", {"table": table})


def _end(request: HttpRequest) -> date | None:
    return inspection_end(actor_of(request))


def _row(row: Sequence[Cell | datetime]) -> SafeString:
    """The cells of one row; a story has hundreds of rows, and a loop of the template costs more than all questions."""
    return format_html_join("", "<td>{}</td>", ((_cell(each),) for each in row))


def _cell(cell: Cell | datetime) -> str:
    if not isinstance(cell, Cell):
        return moment(cell)
    href = _href(cell)
    return format_html('<a class="mono" href="{}">{}</a>', href, cell.text) if href else str(cell.text)


def _href(cell: Cell) -> str:
    if cell.id is None:
        return ""
    try:
        if cell.kind in set(Subject):
            return reverse("story", args=[cell.kind, cell.id])
        return reverse(PAGES[cell.kind], args=[cell.id])
    except (KeyError, NoReverseMatch):
        return ""
