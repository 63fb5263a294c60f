"""The board: which batches run, what each waits for, whom it waits for, by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.batches.public import (
    Batch,
    BatchPermission,
    BatchState,
    BatchView,
    OpenStep,
    batch_view,
    batches,
    running_batches,
)
from cellpark.web.areas.batches.words import BATCH_STATES, SIGNERS, WANTS, batch_state
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

LANES_MAX = 40


@dataclass(frozen=True, slots=True)
class Lane:
    """One running batch on the board."""

    batch: Batch
    step: OpenStep | None
    colour: str
    waits_for: str
    who: str
    by: datetime | None


COLUMNS: tuple[Column[Batch], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Batch"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        search=("number", "coi"),
        link=lambda row: reverse("batch", args=[row.id]),
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: batch_state(row.state),
        sort="state",
    ),
    Column(key="mbr", label=gettext_lazy("Recipe"), value="mbr", sort="mbr", search=("mbr",)),
    Column(key="coi", label=gettext_lazy("Chain of identity"), kind=Kind.CODE, value="coi", sort="coi"),
    Column(key="suite", label=gettext_lazy("Suite"), value="suite", sort="suite"),
    Column(key="slot_from", label=gettext_lazy("Slot from"), kind=Kind.MOMENT, value="slot_from", sort="slot_from"),
    Column(key="started_at", label=gettext_lazy("Started at"), kind=Kind.MOMENT, value="started_at", sort="started_at"),
    Column(key="ended_at", label=gettext_lazy("Ended at"), kind=Kind.MOMENT, value="ended_at", sort="ended_at"),
)


def board(request: HttpRequest) -> HttpResponseBase:
    """Running batches as lanes, all batches as a table."""
    lanes = [lane_of(batch_view(each.id)) for each in running_batches()[:LANES_MAX]]
    table = Table(
        batches().order_by(),
        COLUMNS,
        request,
        caption=_("All batches"),
        order="-number",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((state.value, str(words)) for state, (_colour, words) in BATCH_STATES.items()),
            ),
        ),
        empty=_("No batch yet. A planner plans one from an approved recipe."),
    )
    stopped = sum(lane.colour == "stopped" for lane in lanes)
    due = min((lane.by for lane in lanes if lane.by), default=None)
    context = {
        "lanes": lanes,
        "now": ngettext("%(count)s batch runs", "%(count)s batches run", len(lanes)) % {"count": len(lanes)},
        "next": _next(lanes, stopped),
        "who": " · ".join(dict.fromkeys(lane.who for lane in lanes if lane.who)),
        "by": due,
        "may_plan": actor_of(request).may(BatchPermission.PLAN),
    }
    return table_response(request, "batches/board.html", table, context)


def _next(lanes: Sequence[Lane], stopped: int) -> str:
    if stopped:
        return ngettext(
            "%(count)s batch is stopped by an exception", "%(count)s batches are stopped by exceptions", stopped
        ) % {"count": stopped}
    return " · ".join(f"{lane.batch.number}: {lane.waits_for}" for lane in lanes[:3])


def lane_of(view: BatchView) -> Lane:
    """What a running batch waits for now."""
    opened = next((each for each in view.next.open if each.has_begun), view.next.open[0] if view.next.open else None)
    timer = view.next.timers[0] if view.next.timers else None
    by = (timer.latest or timer.planned) if timer else (opened.due_at if opened else None)
    if view.next.stops:
        return Lane(view.batch, opened, "stopped", _("a decision on an exception"), _("quality"), by)
    if view.next.done:
        return Lane(view.batch, None, "done", _("Finish the batch"), _("operator"), by)
    if opened is None:
        return Lane(view.batch, None, "waiting", ", ".join(view.next.asked), _("operator"), by)
    if not opened.has_begun:
        return Lane(view.batch, opened, "waiting", _("Begin the step"), _("operator"), by)
    if opened.missing:
        return Lane(view.batch, opened, "running", str(WANTS[opened.missing[0].want]), _("operator"), by)
    return Lane(
        view.batch,
        opened,
        "waiting",
        _("Signature"),
        signer_text(opened.awaited[0].sign.role) if opened.awaited else "",
        by,
    )


def signer_text(role: str) -> str:
    """Who signs, in the reader's language."""
    return str(SIGNERS.get(role.lower(), role))


def is_over(batch: Batch) -> bool:
    """Whether nothing more is done in the batch."""
    return batch.state in (BatchState.FINISHED, BatchState.ABORTED)
