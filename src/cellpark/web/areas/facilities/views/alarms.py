"""What building systems said."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.facilities import public as facilities
from cellpark.facilities.public import Alarm, AlarmState, Severity, words
from cellpark.web.areas.facilities.standing import alarm_state
from cellpark.web.areas.facilities.views.common import order_address
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

_SEVERITY = {Severity.CRITICAL: "stopped", Severity.MAJOR: "waiting", Severity.MINOR: "planned"}


def _severity(row: Alarm) -> State:
    severity = Severity(row.severity)
    return State(_SEVERITY[severity], words.SEVERITIES[severity])


def _place(row: Alarm) -> str:
    if row.known:
        return str(row.place)
    return _("%(place)s (no room of this park)") % {"place": row.place or "\u2013"}


COLUMNS: tuple[Column[Alarm], ...] = (
    Column(key="raised_at", label=gettext_lazy("Raised at"), kind=Kind.MOMENT, value="raised_at", sort="raised_at"),
    Column(key="severity", label=gettext_lazy("Alarm"), kind=Kind.STATE, value=_severity),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=alarm_state),
    Column(
        key="point",
        label=gettext_lazy("Point"),
        kind=Kind.CODE,
        value="point",
        sort="point",
        search=("point", "place", "text", "external"),
    ),
    Column(key="place", label=gettext_lazy("Place"), value=_place),
    Column(key="text", label=gettext_lazy("Text"), value="text"),
    Column(key="source", label=gettext_lazy("Source"), value="source", sort="source"),
    Column(
        key="order",
        label=gettext_lazy("Work order"),
        value=lambda row: _("open it") if row.order_id else "\u2013",
        link=lambda row: order_address(row.order_id) if row.order_id else None,
    ),
    Column(key="cleared_at", label=gettext_lazy("Cleared at"), kind=Kind.MOMENT, value="cleared_at"),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every alarm, the latest first."""
    rows = facilities.alarms()
    raised = rows.filter(state=AlarmState.RAISED).count()
    unknown = rows.filter(state=AlarmState.RAISED, known=False).count()
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Alarms of buildings"),
        order="-raised_at",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, words.ALARM_STATES[each]) for each in AlarmState),
            ),
            Choice(
                key="severity",
                label=_("Alarm"),
                lookup="severity",
                options=tuple((each.value, words.SEVERITIES[each]) for each in Severity),
            ),
        ),
        empty=_("No alarm yet. Building systems send theirs through the API: POST /api/v1/facility-alarms."),
    )
    now = ngettext("%(count)s alarm is raised", "%(count)s alarms are raised", raised) % {"count": raised}
    context = {
        "now": now if raised else _("No alarm is raised."),
        "next": _("Look which rooms are meant") if unknown else "",
        "who": words.SIDES["park"] if unknown else "",
        "board": reverse("facility_board"),
    }
    return table_response(request, "facilities/alarms.html", table, context)
