"""One batch: where it stands, every step, the exceptions, the ways on."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.batches.public import BatchPermission, BatchState, batch_view, cause_words, labels_due
from cellpark.dossier.public import DossierPermission
from cellpark.web.areas.batches.shown import countdowns
from cellpark.web.areas.batches.views.board import is_over, lane_of
from cellpark.web.areas.batches.words import STANDINGS, batch_state, exception_state


def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The overview of a batch."""
    view = batch_view(batch_id)
    actor = actor_of(request)
    # after a correction a finished batch has steps to sign again
    again = view.batch.state == BatchState.FINISHED and bool(view.next.open)
    lane = lane_of(view) if again or view.batch.state == BatchState.RUNNING else None
    step = f"{lane.step.key} " if lane is not None and lane.step is not None else ""
    context = {
        "view": view,
        "batch": view.batch,
        "state": batch_state(view.batch.state),
        "lane": lane,
        "next": f"{step}{lane.waits_for}" if lane else _standing_words(view.batch.state),
        "who": lane.who if lane else "",
        "by": lane.by if lane else None,
        "units": [
            (unit, [(line, *STANDINGS[line.standing]) for line in unit.steps if line.standing != "branch"])
            for unit in view.units
        ],
        "exceptions": [(each, exception_state(each.state), cause_words(each.cause)) for each in view.exceptions],
        "labels": labels_due(batch_id),
        "timers": countdowns(view.next.timers, view.at),
        "is_over": is_over(view.batch),
        "may_start": actor.may(BatchPermission.PLAN) and view.batch.state == BatchState.PLANNED,
        "may_dossier": actor.may(DossierPermission.BUILD),
        "crumbs": [{"href": reverse("batches"), "label": _("Batches")}],
    }
    return render(request, "batches/batch.html", context)


def _standing_words(state: str) -> str:
    match state:
        case BatchState.PLANNED:
            return _("Start the batch when its slot comes")
        case BatchState.FINISHED:
            return _("Review the record")
        case _:
            return ""
