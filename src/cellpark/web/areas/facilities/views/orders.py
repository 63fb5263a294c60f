"""Work orders as a board and a table, and their pictures."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.fields import in_reader_language
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import (
    MEDIA_TYPE,
    FacilityPermission,
    OrderState,
    Side,
    Urgency,
    WorkOrder,
    terms_on,
    words,
)
from cellpark.leases.public import names_of, today
from cellpark.web.areas.facilities.standing import clock_state, kind_name, order_state
from cellpark.web.areas.facilities.views.common import TenantNames, is_park
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

BOARD_MAX = 40
PRESSING = frozenset({Urgency.EMERGENCY, Urgency.URGENT})
COLUMNS_OF_BOARD = (
    OrderState.REPORTED,
    OrderState.ACCEPTED,
    OrderState.ASSIGNED,
    OrderState.IN_WORK,
    OrderState.DONE,
)


def board(request: HttpRequest) -> HttpResponse:
    """What is open, by state, the one due first on top."""
    actor = actor_of(request)
    rows, at, office = facilities.orders(actor), now(), is_park(actor)
    shown = {
        state: list(rows.filter(state=state).order_by("due_at", "reported_at")[:BOARD_MAX])
        for state in COLUMNS_OF_BOARD
    }
    states = facilities.open_by_state(rows)
    named = {row.tenant_id for own in shown.values() for row in own if row.tenant_id is not None} if office else set()
    names = names_of(named)
    counts = facilities.open_by_urgency(rows)
    late = facilities.late_now(rows, at)
    waits = states.get(OrderState.REPORTED.value, 0) if office else 0
    context = {
        "columns": [_column(state, own, states.get(state.value, 0), names, at) for state, own in shown.items()],
        "counts": [(words.URGENCIES[key], count) for key, count in counts.items()],
        "late": late,
        "now": _now(sum(counts.values()), late),
        "next": _("Answer what was reported") if waits else "",
        "who": words.SIDES[Side.PARK] if waits else "",
        "may_report": actor.may(FacilityPermission.REPORT),
    }
    return render(request, "facilities/board.html", context)


def _now(count: int, late: int) -> str:
    if not count:
        return _("Nothing is open.")
    opened = ngettext("%(count)s order is open", "%(count)s orders are open", count) % {"count": count}
    if not late:
        return opened
    return opened + " \u00b7 " + ngettext("%(count)s is late", "%(count)s are late", late) % {"count": late}


def _column(
    state: OrderState, rows: list[WorkOrder], count: int, names: dict[UUID, str], at: datetime
) -> dict[str, object]:
    cards = [
        {
            "row": row,
            "clock": clock_state(row, at),
            "kind": kind_name(row),
            "urgency": words.URGENCIES[row.urgency] if row.urgency in PRESSING else "",
            "tenant": "" if row.tenant_id is None else names.get(row.tenant_id, ""),
        }
        for row in rows
    ]
    return {
        "label": words.ORDER_STATES[state],
        "href": f"{reverse('facility_orders')}?state={state.value}",
        "count": count,
        "more": count - len(cards),
        "cards": cards,
    }


def _columns(at: datetime, tenant: Callable[[WorkOrder], str] | None) -> list[Column[WorkOrder]]:
    found = [
        Column(
            key="number",
            label=gettext_lazy("Work order"),
            kind=Kind.CODE,
            value="code",
            sort="number",
            search=("title", "place", "contractor"),
            link=lambda row: reverse("facility_order", args=[row.id]),
        ),
        Column(key="title", label=gettext_lazy("What is wrong"), value="title"),
        Column(key="place", label=gettext_lazy("Place"), value="place", sort="place"),
        Column(key="kind", label=gettext_lazy("Kind"), value=kind_name),
        Column(key="urgency", label=gettext_lazy("Urgency"), value=lambda row: str(words.URGENCIES[row.urgency])),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=order_state),
        Column(key="clock", label=gettext_lazy("Clock"), kind=Kind.STATE, value=lambda row: clock_state(row, at)),
        Column(key="due_at", label=gettext_lazy("Due"), kind=Kind.MOMENT, value="due_at", sort="due_at"),
        Column(
            key="reported_at",
            label=gettext_lazy("Reported at"),
            kind=Kind.MOMENT,
            value="reported_at",
            sort="reported_at",
        ),
    ]
    if tenant is not None:
        found.insert(3, Column(key="tenant", label=gettext_lazy("Tenant"), value=tenant))
    return found


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every order in sight, open and over."""
    actor = actor_of(request)
    rows = facilities.orders(actor)
    kinds = terms_on(today()).kinds
    table = Table(
        rows.order_by(),
        _columns(now(), TenantNames(rows).of if is_park(actor) else None),
        request,
        caption=_("Work orders"),
        order="-number",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, words.ORDER_STATES[each]) for each in OrderState),
            ),
            Choice(
                key="urgency",
                label=_("Urgency"),
                lookup="urgency",
                options=tuple((each.value, words.URGENCIES[each]) for each in Urgency),
            ),
            Choice(
                key="kind",
                label=_("Kind"),
                lookup="kind",
                options=tuple((each.code, in_reader_language(each.name_zh, each.name_en)) for each in kinds.values()),
            ),
        ),
        empty=_("Nothing was reported yet. Report what is broken; a picture says most."),
    )
    context = {"may_report": actor.may(FacilityPermission.REPORT)}
    return table_response(request, "facilities/orders.html", table, context)


def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """One picture; it never changes."""
    row = facilities.photo(photo_id)
    answer = HttpResponse(bytes(row.content), content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    answer["Content-Disposition"] = f'inline; filename="{row.id}.jpg"'
    return answer
