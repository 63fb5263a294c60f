"""One batch: where it stands, every step, the exceptions, the ways on."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.batches.public import (
    Batch,
    BatchPermission,
    BatchState,
    BatchView,
    batch_view,
    cause_words,
    labels_due,
)
from cellpark.dossier.public import DossierPermission
from cellpark.orders.public import OrderPermission, order_of
from cellpark.release import public as release
from cellpark.web.areas.batches.shown import countdowns
from cellpark.web.areas.batches.views.board import is_over, lane_of
from cellpark.web.areas.batches.words import STANDINGS, batch_state, exception_state
from cellpark.web.areas.release.words import WAITS, WHO, disposition


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
        "now": batch_state(view.batch.state).label,
        "next": f"{step}{lane.waits_for}" if lane else _standing_words(view.batch),
        "who": lane.who if lane else _("planner") if view.batch.state == BatchState.PLANNED else "",
        "by": lane.by if lane else None,
        **(_at_the_desk(actor, view.batch) if lane is None else {}),
        "units": [
            (unit, [(line, *STANDINGS[line.standing]) for line in unit.steps if line.standing != "branch"])
            for unit in view.units
        ],
        "exceptions": [(each, exception_state(each.state), cause_words(each.cause)) for each in view.exceptions],
        "labels": labels_due(batch_id),
        "timers": countdowns(view.next.timers, view.at),
        "is_over": is_over(view.batch),
        **_planner(actor, view),
        "may_dossier": actor.may(DossierPermission.BUILD),
        "crumbs": [{"href": reverse("batches"), "label": _("Batches")}],
    }
    return render(request, "batches/batch.html", context)


def _planner(actor: Actor, view: BatchView) -> dict[str, object]:
    """What a planner may do now: slot, start, end; the slots of an order are moved on the order's page."""
    may = actor.may(BatchPermission.PLAN)
    has_slot = view.batch.slot_from is not None
    is_planned = view.batch.state == BatchState.PLANNED
    order = order_of(view.batch.coi) if view.batch.coi and actor.may(OrderPermission.SEE) else None
    return {
        "may_start": may and is_planned and has_slot,
        "may_slot": may and is_planned and not has_slot,
        "may_move": may and has_slot and not is_over(view.batch),
        "may_abort": may and not is_over(view.batch),
        "order": order,
    }


def _at_the_desk(actor: Actor, batch: Batch) -> dict[str, object]:
    """Where a batch that is over stands at the release desk: decided how, or waiting for what and whom."""
    if not is_over(batch):
        return {}
    file, waits = release.disposition_of(batch.id), release.waiting_of(batch)
    said: dict[str, object] = {"may_release": actor.may(release.ReleasePermission.SEE)}
    if file is not None and file.state != release.DispositionState.PENDING:
        said["now"] = f"{batch_state(batch.state).label} · {disposition(file.state).label}"
    if waits is not None:
        said |= {"next": WAITS[waits.waits], "who": WHO[waits.waits], "by": waits.due_at}
    return said


def _standing_words(batch: Batch) -> str:
    match batch.state:
        case BatchState.PLANNED if batch.slot_from is None:
            return _("Give the batch a slot")
        case BatchState.PLANNED:
            return _("Start the batch when its slot comes")
        case _:
            return ""
