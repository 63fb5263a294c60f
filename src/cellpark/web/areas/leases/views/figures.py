"""Rent roll, expiries, occupancy and vacancy loss."""

from datetime import date
from decimal import Decimal

from django.db.models.functions import Least
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.kernel.months import add_months
from cellpark.kernel.yaml_text import FIRST_DAY, LAST_DAY
from cellpark.leases import public as leases
from cellpark.leases.public import RollLine
from cellpark.premises.public import RoomUse
from cellpark.premises.public import words as premises_words
from cellpark.web.areas.leases.views.common import Names, crumbs
from cellpark.web.pages.charts import Chart, Series
from cellpark.web.pages.tables import Column, Kind, Table, table_response

AHEAD, BEHIND, SHOWN = 24, 12, 20
ROLL: tuple[Column[RollLine], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Lease"),
        kind=Kind.CODE,
        value=lambda row: row.lease.number,
        sort="number",
        search=("number",),
        link=lambda row: reverse("lease", args=[row.lease.id]),
    ),
    Column(key="tenant", label=gettext_lazy("Tenant"), value="tenant", sort="tenant", search=("tenant",)),
    Column(key="rooms", label=gettext_lazy("Rooms"), kind=Kind.NUMBER, value="rooms", sort="rooms"),
    Column(key="area", label=gettext_lazy("Net area, m²"), kind=Kind.NUMBER, value="area_m2", sort="area"),
    Column(key="rent", label=gettext_lazy("Rent of the month, CNY"), kind=Kind.NUMBER, value="rent", sort="rent"),
    Column(key="per_m2", label=gettext_lazy("CNY/m² a month"), kind=Kind.NUMBER, value="per_m2", sort="per_m2"),
    Column(key="service", label=gettext_lazy("Service charge, CNY"), kind=Kind.NUMBER, value="service", sort="service"),
    Column(key="month", label=gettext_lazy("With tax, CNY"), kind=Kind.NUMBER, value="month", sort="month"),
    Column(key="deposit", label=gettext_lazy("Deposit, CNY"), kind=Kind.NUMBER, value="deposit", sort="deposit"),
    Column(key="until", label=gettext_lazy("Up to"), kind=Kind.DAY, value=lambda row: row.lease.until, sort="until"),
)


def roll(request: HttpRequest) -> HttpResponseBase:
    """Who rents what on a day, and what it brings in that month."""
    day = _asked_day(request)
    lines = leases.rent_roll(day, leases.leases())
    area = sum((each.area_m2 for each in lines), Decimal(0))
    rents = sum((each.rent or Decimal(0) for each in lines), Decimal(0))
    table = Table(
        lines,
        ROLL,
        request,
        caption=_("Rent roll"),
        order="number",
        empty=_("Nothing is let on that day."),
        keep=("day",),
    )
    context = {
        "day": day,
        "area": area,
        "rents": rents,
        "mean": (rents / area).quantize(Decimal("0.01")) if area else None,
        "month": sum((each.month or Decimal(0) for each in lines), Decimal(0)),
        "stopped": [(each.lease, explain(each.problem)) for each in lines if each.problem is not None],
        "count": len(lines),
        "crumbs": crumbs(),
    }
    return table_response(request, "leases/roll.html", table, context)


def expiries(request: HttpRequest) -> HttpResponse:
    """Which leases end in which month, and how much area with them."""
    day = leases.today()
    operator = actor_of(request).organisation_id
    assert operator is not None, "only an operator sees figures"
    months = leases.expiries(operator, first=day, months=AHEAD)
    chart = Chart(
        identity="expiries",
        title=_("Net area of leases that end, by month"),
        axis=_("Month"),
        categories=[each.first.strftime("%Y-%m") for each in months],
        series=[Series(_("Net area"), [each.area_m2 for each in months])],
        unit="m²",
        form="bar",
    )
    until = add_months(day.replace(day=1), AHEAD)
    # where notice was given the lease is over on that day; PostgreSQL's LEAST passes over what is null
    rows = leases.leases().annotate(over=Least("ends_on", "leaves_on"))
    rows = rows.filter(state__in=leases.IN_FORCE, over__lte=until).exclude(successors__state__in=leases.IN_FORCE)
    ending = list(rows.order_by("over", "number")[:SHOWN])
    first = next((each for each in ending if each.leaves_on is None), None)
    names = Names()
    total = sum(each.leases for each in months)
    said = ngettext(
        "%(count)s lease ends within %(months)s months", "%(count)s leases end within %(months)s months", total
    )
    context = {
        "chart": chart,
        "months": months,
        "now": said % {"count": total, "months": AHEAD},
        "next": _("Renew %(number)s or let it end") % {"number": first.number} if first else "",
        "who": _("Park staff") if first else "",
        "by": first.until if first else None,
        "ending": [{"row": row, "tenant": names(row.tenant_id)} for row in ending],
        "crumbs": crumbs(),
    }
    return render(request, "leases/expiries.html", context)


def occupancy(request: HttpRequest) -> HttpResponse:
    """How much is let by month, and what the vacant area would have brought."""
    day = leases.today().replace(day=1)
    operator = actor_of(request).organisation_id
    assert operator is not None, "only an operator sees figures"
    months = leases.occupancy(operator, first=add_months(day, -BEHIND), months=BEHIND + 13)
    categories = [each.first.strftime("%Y-%m") for each in months]
    share = Chart(
        identity="occupancy",
        title=_("Let part of the net area"),
        axis=_("Month"),
        categories=categories,
        series=[Series(_("Let"), [each.share for each in months])],
        unit="%",
    )
    loss = Chart(
        identity="vacancy",
        title=_("Vacancy loss"),
        axis=_("Month"),
        categories=categories,
        series=[Series(_("Vacancy loss"), [each.loss for each in months])],
        unit="CNY",
        form="bar",
    )
    present = months[BEHIND]
    uses = [
        {
            "use": premises_words.USES[RoomUse(each.use)],
            "stand": (each.stand / each.days).quantize(Decimal("0.01")),
            "vacant": each.vacant_m2,
            "asking": each.asking,
            "loss": each.loss,
        }
        for each in present.uses
    ]
    context = {"share": share, "loss": loss, "present": present, "uses": uses, "crumbs": crumbs()}
    return render(request, "leases/occupancy.html", context)


def _asked_day(request: HttpRequest) -> date:
    try:
        return min(max(date.fromisoformat(request.GET.get("day", "")), FIRST_DAY), LAST_DAY)
    except ValueError:
        return leases.today()
