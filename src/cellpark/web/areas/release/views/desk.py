"""The release desk: what waits for whom, the oldest first, and what was decided."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.release import public as release
from cellpark.release.public import BatchDisposition, DispositionState
from cellpark.release.words import DISPOSITIONS
from cellpark.web.areas.release.words import WAITS, WHO, disposition, named_words
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

COLUMNS: tuple[Column[BatchDisposition], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Batch"),
        kind=Kind.CODE,
        value="batch.number",
        sort="batch__number",
        search=("batch__number", "batch__coi"),
        link=lambda row: reverse("release_batch", args=[row.batch_id]),
    ),
    Column(
        key="state",
        label=gettext_lazy("Disposition"),
        kind=Kind.STATE,
        value=lambda row: disposition(row.state),
        sort="state",
    ),
    Column(key="product", label=gettext_lazy("Product"), value="batch.product"),
    Column(key="coi", label=gettext_lazy("Chain of identity"), kind=Kind.CODE, value="batch.coi"),
    Column(key="decided_at", label=gettext_lazy("Decided at"), kind=Kind.MOMENT, value="decided_at", sort="decided_at"),
)


def desk(request: HttpRequest) -> HttpResponseBase:
    """The queue as cards, the decisions as a table."""
    queue = release.release_queue()
    waiting = [
        {"each": each, "state": disposition(each.state), "what": WAITS[each.waits], "who": WHO[each.waits]}
        for each in queue
    ]
    table = Table(
        release.dispositions(),
        COLUMNS,
        request,
        caption=_("Files of the release desk"),
        order="-decided_at",
        choices=(
            Choice(
                key="state",
                label=_("Disposition"),
                lookup="state",
                options=tuple((state.value, str(DISPOSITIONS[state])) for state in DispositionState),
            ),
        ),
        empty=_("No file yet. A batch gets one when its audit trail is reviewed."),
    )
    first = queue[0] if queue else None
    now = ngettext(
        "%(count)s batch waits at the release desk", "%(count)s batches wait at the release desk", len(waiting)
    )
    context = {
        "waiting": waiting,
        "now": now % {"count": len(waiting)},
        "next": named_words(first.batch.number, WAITS[first.waits]) if first else "",
        "who": WHO[first.waits] if first else "",
        "by": first.due_at if first else None,
    }
    return table_response(request, "release/desk.html", table, context)
