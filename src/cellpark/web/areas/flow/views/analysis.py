"""A tube under a gating strategy: the hierarchy of populations, and the pictures that cytometrists read."""

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.assays.public import FlowShown, analyse, flow_shown, percent
from cellpark.base.messages import explain
from cellpark.instruments.public import InstrumentPermission, RawFile, raw_file, raw_files
from cellpark.kernel.problem import Refused
from cellpark.quality.public import (
    GatingStrategy,
    QualityPermission,
    note_analysis,
    note_refused_analysis,
    strategies,
    strategy,
    strategy_document,
)
from cellpark.web.areas.flow.forms import ChooseForm
from cellpark.web.areas.flow.words import words
from cellpark.web.pages import formats
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Column, Kind, Table, table_response
from cellpark.web.pages.tables.export import harmless

FCS = "application/vnd.isac.fcs"
CHOICES_MAX = 500
COLUMNS: tuple[Column[GatingStrategy], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Code"),
        sort="code",
        search=("code", "title_zh", "title_en", "sha256"),
        link=lambda row: reverse("flow-strategy", args=[row.id]),
    ),
    Column(key="number", label=gettext_lazy("Version"), kind=Kind.NUMBER, sort="number"),
    Column(key="title", label=gettext_lazy("Title"), value="title"),
    Column(key="populations", label=gettext_lazy("Populations"), kind=Kind.NUMBER, sort="populations"),
    Column(key="kept_at", label=gettext_lazy("Kept at"), kind=Kind.MOMENT, sort="kept_at"),
)


def overview(request: HttpRequest) -> HttpResponseBase:
    """Choose a tube and a strategy; the strategies that are kept."""
    tubes = raw_files().filter(media_type=FCS)
    rows = strategies()
    files = [(str(each.id), each.name) for each in tubes.order_by("-kept_at")[:CHOICES_MAX]]
    known = [(str(each.id), f"{each.code} {each.number} \u00b7 {each.title}") for each in rows[:CHOICES_MAX]]
    form = ChooseForm(request.GET if "file" in request.GET else None, files=files, strategies=known)
    if form.is_bound and form.is_valid():
        return redirect("flow-analysis", form.cleaned_data["file"], form.cleaned_data["strategy"])
    table = Table(
        rows,
        COLUMNS,
        request,
        caption=_("Gating strategies"),
        order="code",
        empty=_("No strategy is kept yet: keep the first Gating-ML document."),
    )
    actor = actor_of(request)
    count = tubes.count()
    context = {
        "form": form if files and known else None,
        "now": _("%(tubes)s and %(strategies)s are kept.")
        % {
            "tubes": ngettext("%(count)s tube", "%(count)s tubes", count) % {"count": formats.number(count)},
            "strategies": ngettext("%(count)s gating strategy", "%(count)s gating strategies", len(known))
            % {"count": formats.number(len(known))},
        },
        "next": _("Choose a tube and a strategy.") if files and known else _("Keep a tube and a strategy."),
        "queue": reverse("flow-queue"),
        "offers": [
            offer(actor, InstrumentPermission.KEEP_FILE, _("Keep a tube"), reverse("flow-keep"), icon="plus"),
            offer(
                actor,
                QualityPermission.KEEP_STRATEGY,
                _("Keep a gating strategy"),
                reverse("flow-keep-strategy"),
                icon="plus",
            ),
        ],
    }
    return table_response(request, "flow/overview.html", table, context)


def analysis(request: HttpRequest, file_id: UUID, strategy_id: UUID) -> HttpResponse:
    """The hierarchy and the pictures; what cannot be computed says why."""
    tube, chosen = _tube(file_id), strategy(strategy_id)
    context = {
        "tube": tube,
        "strategy": chosen,
        "crumbs": [{"href": reverse("flow"), "label": _("Flow cytometry")}],
    }
    files = _contents(tube, chosen)
    try:
        found = flow_shown(files, words())
    except Refused as refused:
        _note_refused(request, tube, files, refused)
        return render(
            request,
            "flow/refused.html",
            {**context, "problems": [explain(each) for each in refused.problems]},
            status=422,
        )
    _note(request, tube, chosen, files, found.digest)
    context |= {
        "found": found,
        "rows": _rows(found),
        "pictures": [(each.title, each.description, _picture(each.svg)) for each in found.pictures],
        "now": ngettext(
            "%(count)s event, sorted into %(populations)s populations.",
            "%(count)s events, sorted into %(populations)s populations.",
            found.events,
        )
        % {"count": formats.number(found.events), "populations": formats.number(len(found.rows))},
    }
    return render(request, "flow/analysis.html", context)


def table(request: HttpRequest, file_id: UUID, strategy_id: UUID) -> HttpResponse:
    """The values of the analysis as they enter a record: name and decimal text. Raises ``Refused``."""
    tube, chosen = _tube(file_id), strategy(strategy_id)
    files = _contents(tube, chosen)
    try:
        made = analyse("flow-cytometry", files, {})
    except Refused as refused:
        _note_refused(request, tube, files, refused)
        raise
    _note(request, tube, chosen, files, made.digest)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Value"), _("Result")])
    writer.writerows((harmless(name), value) for name, value in made.values.items())
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{chosen.code}-{chosen.number}-{tube.sha256[:12]}.csv"'
    return answer


def document(request: HttpRequest, strategy_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The Gating-ML document, byte for byte."""
    found = strategy(strategy_id)
    answer = HttpResponse(strategy_document(found), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}-{found.number}.gatingml.xml"'
    return answer


def _note(request: HttpRequest, tube: RawFile, chosen: GatingStrategy, files: dict[str, bytes], digest: str) -> None:
    """What is seen here could be seen of many tubes until one passes: it stands on record like what is entered."""
    note_analysis(
        actor=actor_of(request),
        organisation_id=tube.organisation_id,
        files=files,
        sha256=tube.sha256,
        strategy=chosen,
        digest=digest,
    )


def _note_refused(request: HttpRequest, tube: RawFile, files: dict[str, bytes], refused: Refused) -> None:
    """A tube that cannot be analysed is no silence: it stands beside the tests that it names (A11-1c)."""
    note_refused_analysis(
        actor=actor_of(request),
        organisation_id=tube.organisation_id,
        files=files,
        sha256=tube.sha256,
        problems=refused.problems,
    )


def _tube(file_id: UUID) -> RawFile:
    found = raw_file(file_id)
    if found.media_type != FCS:
        raise RawFile.DoesNotExist
    return found


def _contents(tube: RawFile, chosen: GatingStrategy) -> dict[str, bytes]:
    return {"fcs": bytes(tube.content), "gating": strategy_document(chosen)}


def _picture(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 -- every text in it is escaped where it is drawn (assays.flow.picture)


def _rows(found: FlowShown) -> list[dict[str, object]]:
    language = words().language
    return [
        {
            "name": row.name(language),
            "id": row.id,
            "depth": min(row.depth, 8),
            "count": row.count,
            "of_parent": percent(row.of_parent),
            "of_total": percent(row.of_total),
            "medians": ["\u2013" if each.median is None else f"{each.median:,.0f}" for each in row.intensities],
        }
        for row in found.rows
    ]
