"""A queue of tubes: sent together, analysed by the worker, each with an end of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.instruments.public import InstrumentPermission, keep_file
from cellpark.quality.public import TubeRun, TubeState, problems_of, queue_tubes, strategies, tube_runs
from cellpark.quality.words import TUBE_STATES
from cellpark.web.areas.flow.forms import QueueForm
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.large_requests import takes_raw_files
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import State

SHOWN_MAX = 100
CHOICES_MAX = 500
COLOURS = {TubeState.QUEUED: "running", TubeState.ANALYSED: "done", TubeState.REFUSED: "stopped"}


def queue(request: HttpRequest) -> HttpResponse:
    """The newest runs with their ends; while one waits, the page asks again by itself."""
    rows = list(tube_runs().order_by("-asked_at", "-id")[:SHOWN_MAX])
    waiting = sum(row.state == TubeState.QUEUED for row in rows)
    said = ngettext("%(waiting)s of %(count)s tube waits.", "%(waiting)s of %(count)s tubes wait.", len(rows))
    context = {
        "rows": [_shown(row) for row in rows],
        "waiting": waiting,
        "now": said % {"waiting": formats.number(waiting), "count": formats.number(len(rows))},
        "offer": offer(
            actor_of(request),
            InstrumentPermission.KEEP_FILE,
            _("Queue tubes"),
            reverse("flow-queue-add"),
            icon="plus",
        ),
        "crumbs": [{"href": reverse("flow"), "label": _("Flow cytometry")}],
    }
    return render(request, "flow/queue.html", context)


@takes_raw_files
def add(request: HttpRequest) -> HttpResponse:
    """Every file is kept as it is; the worker tells which of them is no tube, and why."""
    known = [(str(each.id), f"{each.code} {each.number} \u00b7 {each.title}") for each in strategies()[:CHOICES_MAX]]
    form = QueueForm.sent(request, strategies=known)

    def act() -> Outcome:
        actor = actor_of(request)
        kept = [keep_file(actor=actor, content=each.read(), name=each.name) for each in form.cleaned_data["tubes"]]
        queue_tubes(actor=actor, files=[each.id for each in kept], strategy_id=form.cleaned_data["strategy"])
        return {}

    page = FormPage(
        title=_("Queue tubes"),
        submit=_("Queue"),
        back=reverse("flow-queue"),
        lead=_("Every file is kept as it is and analysed by the worker; you may leave the page."),
        crumbs=(
            {"href": reverse("flow"), "label": _("Flow cytometry")},
            {"href": reverse("flow-queue"), "label": _("Queue of tubes")},
        ),
    )
    if perform(request, form, act) is not None:
        return done(request, page.back, _("The tubes are queued."))
    return show_page(request, form, page, template="flow/file_form.html")


def _shown(row: TubeRun) -> dict[str, object]:
    state = TubeState(row.state)
    analysed = state is TubeState.ANALYSED
    return {
        "row": row,
        "state": State(COLOURS[state], str(TUBE_STATES[state])),
        "problems": [explain(each) for each in problems_of(row)],
        "href": reverse("flow-analysis", args=[row.file, row.strategy_id]) if analysed else "",
    }
