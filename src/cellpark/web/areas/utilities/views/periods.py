"""Periods: what is closed, and closing the next one after looking at what it costs whom."""

from collections import OrderedDict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.billing.public import today
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Refused
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Period, PeriodState, Share, Utility, UtilityPermission, words
from cellpark.web.areas.utilities.forms import PeriodForm, PreviewForm
from cellpark.web.areas.utilities.standing import period_state, said_days, unit_of
from cellpark.web.pages.acts import done, perform, show
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

SHOWN, REFRESH_SECONDS = 100, 3
PERIOD_COLUMNS: tuple[Column[Period], ...] = (
    Column(
        key="since",
        label=gettext_lazy("Days"),
        value=lambda row: said_days(Interval(row.since, row.until)),
        sort="since",
        link=lambda row: reverse("utility_period", args=[row.id]),
    ),
    Column(
        key="utility",
        label=gettext_lazy("Utility"),
        value=lambda row: str(words.UTILITIES[row.utility]),
        sort="utility",
    ),
    Column(key="net", label=gettext_lazy("Net, CNY"), kind=Kind.NUMBER, value="net", sort="net"),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=period_state, sort="state"),
    Column(key="closed_at", label=gettext_lazy("Closed"), kind=Kind.MOMENT, value="closed_at", sort="closed_at"),
)
SHARE_COLUMNS: tuple[Column[Share], ...] = (
    Column(
        key="point",
        label=gettext_lazy("Meter"),
        kind=Kind.CODE,
        value="point_code",
        sort="point_code",
        search=("point_code", "room_code", "tenant_name"),
        link=lambda row: reverse("utility_share", args=[row.id]),
    ),
    Column(key="room", label=gettext_lazy("Room"), value="room_code", sort="room_code"),
    Column(
        key="tenant",
        label=gettext_lazy("Who pays"),
        value=lambda row: row.tenant_name or _("The park"),
        sort="tenant_name",
    ),
    Column(
        key="quantity",
        label=gettext_lazy("Quantity"),
        kind=Kind.NUMBER,
        value=lambda row: row.quantity.normalize() + Decimal(0),
    ),
    Column(
        key="common",
        label=gettext_lazy("Why"),
        value=lambda row: _("Share of common use") if "whole" in row.why else _("Own meter"),
    ),
    Column(key="net", label=gettext_lazy("Net, CNY"), kind=Kind.NUMBER, value="net", sort="net"),
    Column(
        key="revision",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: (
            State("done", _("Corrected")) if row.revision else State("done", words.SHARE_STATES[row.state])
        ),
    ),
)


def crumbs() -> tuple[dict[str, object], ...]:
    """The way here."""
    return ({"href": reverse("utility_periods"), "label": _("Periods of utilities")},)


def listed(request: HttpRequest) -> HttpResponseBase:
    """What is closed, and what comes next."""
    actor = actor_of(request)
    owner = actor.organisation_id
    open_since = [] if owner is None else [(each, utilities.settled_until(owner, each.value)) for each in Utility]
    table = Table(
        utilities.periods().order_by(),
        PERIOD_COLUMNS,
        request,
        caption=_("Periods of utilities"),
        order="-since",
        choices=(
            Choice(
                key="utility",
                label=_("Utility"),
                lookup="utility",
                options=tuple((each.value, words.UTILITIES[each]) for each in Utility),
            ),
        ),
        empty=_("No period is closed. Choose a utility and its days, look at what they cost whom, then close them."),
    )
    context = {
        "open": [{"utility": words.UTILITIES[each], "key": each.value, "until": until} for each, until in open_since],
        "may_close": actor.may(UtilityPermission.CLOSE),
    }
    return table_response(request, "utilities/periods.html", table, context)


def one(request: HttpRequest, period_id: UUID) -> HttpResponseBase:
    """One closed period: what everybody owes."""
    row = utilities.period(period_id)
    table = Table(
        utilities.shares_of(row.id).order_by(),
        SHARE_COLUMNS,
        request,
        caption=_("What everybody owes"),
        order="tenant",
    )
    closing = row.state == PeriodState.CLOSING
    context = {
        "row": row,
        "state": period_state(row),
        "closing": closing,
        "days": said_days(Interval(row.since, row.until)),
        "utility": words.UTILITIES[row.utility],
        "crumbs": crumbs(),
    }
    answer = table_response(request, "utilities/period.html", table, context)
    if closing:
        answer["Refresh"] = str(REFRESH_SECONDS)
    return answer


def close(request: HttpRequest) -> HttpResponse:
    """Which days; then what they cost whom and why; then close them."""
    actor = actor_of(request)
    form = PeriodForm.of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        made = utilities.start_closing(
            actor=actor, utility=Utility(sent["utility"]), until=sent["until"], since=sent["since"]
        )
        return {"to": reverse("utility_period", args=[made.id])}

    known = str(form.data.get("utility", "")) in set(Utility)
    outcome = perform(request, form, act) if known or request.method != "POST" else None
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The period is settled; the charges go on the next bills."))
    asked = form.data if request.method == "POST" else request.GET
    chosen = PreviewForm(
        asked if asked.get("until") else None, initial=_initial(actor.organisation_id, asked.get("utility", ""))
    )
    context: dict[str, Any] = {"chosen": chosen, "crumbs": crumbs(), "preview": None}
    if chosen.is_bound and chosen.is_valid() and actor.organisation_id is not None:
        context |= _preview(actor.organisation_id, chosen.cleaned_data)
        form.fields["utility"].initial = chosen.cleaned_data["utility"]
        form.fields["since"].initial = chosen.cleaned_data["since"]
        form.fields["until"].initial = chosen.cleaned_data["until"]
    return show(request, "utilities/close.html", form, context)


def _initial(owner: UUID | None, utility: str) -> dict[str, object]:
    wanted = utility if utility in set(Utility) else Utility.ELECTRICITY.value
    settled = None if owner is None else utilities.settled_until(owner, wanted)
    first = today().replace(day=1)
    return {"utility": wanted, "since": settled, "until": first if settled is None or first > settled else today()}


def _preview(owner: UUID, sent: dict[str, Any]) -> dict[str, Any]:
    utility = Utility(sent["utility"])
    try:
        days = utilities.days_to_close(owner, utility, until=sent["until"], since=sent["since"])
    except Refused as refusal:
        return {"stops": [explain(each) for each in refusal.problems]}
    found = utilities.settlement(owner, utility.value, days)
    payers = _by_payer(utilities.share_values(due, found) for due in found.dues)
    count = len(payers)
    return {
        "stops": [explain(each) for each in found.problems[:20]],
        "missing": any(each.code in ("utilities.period.no_mark", "utilities.period.unread") for each in found.problems),
        "preview": found,
        "utility": words.UTILITIES[utility],
        "unit": unit_of(utility),
        "days": said_days(days),
        "until": sent["until"],
        "key": utility.value,
        "payers": payers[:SHOWN],
        "more": max(count - SHOWN, 0),
        "payers_count": count,
        "points": len(found.points),
    }


def _by_payer(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The shares by payer, the largest amount first; what the park bears itself comes last."""
    found: OrderedDict[str, dict[str, Any]] = OrderedDict()
    for each in rows:
        payer = found.setdefault(
            str(each["tenant_id"] or ""),
            {
                "name": each["tenant_name"] or _("The park"),
                "park": not each["tenant_id"],
                "net": Decimal("0.00"),
                "shares": [],
            },
        )
        payer["net"] += each["net"]
        payer["shares"].append(
            {**each, "quantity": each["quantity"].normalize() + Decimal(0), "common": "whole" in each["why"]}
        )
    return sorted(found.values(), key=lambda payer: (payer["park"], -payer["net"]))
