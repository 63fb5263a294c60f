"""What a tenant sees: the own meters, and what they cost and why."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.kernel.interval import Interval
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Share, UtilityPermission, words
from cellpark.web.areas.utilities.standing import figures, place_of, reading_lines, said_days, unit_of, use_chart
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

COLUMNS: tuple[Column[Share], ...] = (
    Column(
        key="days",
        label=gettext_lazy("Days"),
        value=lambda row: said_days(Interval(row.since, row.until)),
        sort="since",
        link=lambda row: reverse("utility_share", args=[row.id]),
    ),
    Column(
        key="utility",
        label=gettext_lazy("Utility"),
        value=lambda row: str(words.UTILITIES[row.utility]),
        sort="utility",
    ),
    Column(
        key="room", label=gettext_lazy("Room"), value="room_code", sort="room_code", search=("room_code", "point_code")
    ),
    Column(key="point", label=gettext_lazy("Meter"), kind=Kind.CODE, value="point_code", sort="point_code"),
    Column(key="net", label=gettext_lazy("Net, CNY"), kind=Kind.NUMBER, value="net", sort="net"),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: State("done" if row.state == "standing" else "stopped", words.SHARE_STATES[row.state]),
        sort="state",
    ),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """The meters in one's own rooms, and what was charged."""
    actor = actor_of(request)
    own = [] if actor.organisation_id is None else utilities.own_points(actor.organisation_id)
    table = Table(
        utilities.shares().filter(tenant_id=actor.organisation_id).order_by(),
        COLUMNS,
        request,
        caption=_("What was charged"),
        order="-days",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((key, label) for key, label in words.SHARE_STATES.items()),
            ),
        ),
        empty=_("Nothing was charged yet. After the first period is closed, each share stands here with its reasons."),
    )
    context = {
        "meters": [
            {
                "row": each.point,
                "place": place_of(each.point),
                "utility": words.UTILITIES[each.point.utility],
                "unit": unit_of(each.point.utility),
                "last": figures(each.point.last_registers) if _present(each.days, each.point.last_day) else "",
            }
            for each in own
        ]
    }
    return table_response(request, "utilities/own.html", table, context)


def _present(days: tuple[Interval[date], ...], day: date | None) -> bool:
    return day is not None and any(each.start <= day and (each.end is None or day <= each.end) for each in days)


def one(request: HttpRequest, point_id: UUID) -> HttpResponse:
    """One of one's own meters, on one's own days."""
    owner = actor_of(request).organisation_id
    found = next((each for each in utilities.own_points(owner) if each.point.id == point_id), None) if owner else None
    if found is None:
        raise Http404
    use, served = utilities.own_use(found)
    row = found.point
    context = {
        "row": row,
        "place": place_of(row),
        "utility": words.UTILITIES[row.utility],
        "unit": unit_of(row.utility),
        "chart": use_chart(use, row.utility),
        "readings": reading_lines(served)[:60],
        "days": [said_days(each) for each in found.days],
        "crumbs": _crumbs(),
    }
    return render(request, "utilities/own_meter.html", context)


def _crumbs() -> tuple[dict[str, object], ...]:
    return ({"href": reverse("utility_own"), "label": _("My meters")},)


def share(request: HttpRequest, share_id: UUID) -> HttpResponse:
    """What is owed for one meter and room, line by line."""
    row = utilities.share(share_id)
    actor = actor_of(request)
    taxed = (row.net * row.tax).quantize(Decimal("0.01"))
    office = actor.may(UtilityPermission.SEE) and actor.organisation_id == row.organisation_id
    way = ({"href": reverse("utility_period", args=[row.period_id]), "label": _("Period")},) if office else _crumbs()
    context = {
        "row": row,
        "utility": words.UTILITIES[row.utility],
        "unit": unit_of(row.utility),
        "days": said_days(Interval(row.since, row.until)),
        "state": State("done" if row.state == "standing" else "stopped", words.SHARE_STATES[row.state]),
        "payer": row.tenant_name or _("The park"),
        "lines": [
            {
                **each,
                "days": said_days(Interval(date.fromisoformat(each["since"]), date.fromisoformat(each["until"]))),
                "what": words.BANDS[each["band"]] if each["band"] else _("Up to the minimum of the month"),
            }
            for each in row.why["lines"]
        ],
        "percent": (row.tax * 100).normalize() + Decimal(0),
        "taxed": taxed,
        "gross": row.net + taxed,
        "office": office,
        "crumbs": way,
    }
    return render(request, "utilities/share.html", context)
