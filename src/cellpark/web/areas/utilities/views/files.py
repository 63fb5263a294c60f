"""Files of readings: tried first, taken in after."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Report
from cellpark.web.areas.utilities.forms import TakeInForm, UploadForm
from cellpark.web.areas.utilities.standing import crumbs, figures
from cellpark.web.pages.acts import done, perform, show

SHOWN = 200


def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file, and see what it would do: nothing is written."""
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*data)
    if request.method == "POST" and form.is_valid():
        try:
            content = _content(form)
            report = utilities.check_readings(actor=actor_of(request), content=content)
        except Refused as refusal:
            form.tell(refusal.problems)
        else:
            return _tried(request, TakeInForm(initial={"content": content}), report)
    return show(request, "utilities/import.html", form, {"crumbs": crumbs()})


def _content(form: UploadForm) -> str:
    file = form.cleaned_data["file"]
    if file is not None:
        return utilities.decode(file.read())
    if not form.cleaned_data["content"]:
        raise Refused(Problem("base.required", field="file"))
    return str(form.cleaned_data["content"])


def take_in(request: HttpRequest) -> HttpResponse:
    """Take in what was tried."""
    form = TakeInForm.of(request)
    actor = actor_of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        count = utilities.import_readings(actor=actor, content=sent["content"], confirmed=sent["confirmed"])
        return {"count": count}

    outcome = perform(request, form, act)
    if outcome is not None:
        count = int(str(outcome["count"]))
        told = ngettext("%(count)s reading is taken in.", "%(count)s readings are taken in.", count)
        return done(request, reverse("utility_meters"), told % {"count": count})
    if request.method != "POST" or not form.data.get("content"):
        return show(request, "utilities/import.html", UploadForm(), {"crumbs": crumbs()})
    try:
        report = utilities.check_readings(actor=actor, content=str(form.data["content"]))
    except Refused as refusal:
        again = UploadForm(initial={"content": form.data["content"]})
        again.problems += [explain(each) for each in refusal.problems]
        return show(request, "utilities/import.html", again, {"crumbs": crumbs()})
    return _tried(request, form, report)


def _tried(request: HttpRequest, form: TakeInForm, report: Report) -> HttpResponse:
    if not report.doubtful:
        form.fields.pop("confirmed", None)
    lines = [each for each in report.rows if each.wrong or each.doubtful] or list(report.rows)
    context: dict[str, Any] = {
        "count": len(report.rows),
        "bad": len(report.bad),
        "doubtful": len(report.doubtful),
        "rows": [
            {
                "row": each.row,
                "figures": figures({band: str(value) for band, value in each.row.registers.items()}),
                "wrong": [explain(problem) for problem in each.wrong],
                "doubtful": [explain(problem) for problem in each.doubtful if not each.wrong],
            }
            for each in lines[:SHOWN]
        ],
        "more": max(len(lines) - SHOWN, 0),
        "crumbs": (*crumbs(), {"href": reverse("utility_import"), "label": _("Readings from a file")}),
    }
    return show(request, "utilities/tried.html", form, context)
