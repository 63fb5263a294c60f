"""Figures of facility work: what is open, what was late, which promises were kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import words
from cellpark.web.areas.facilities.views.common import crumbs
from cellpark.web.pages.charts import Chart, Series

MONTHS = 12


def figures(request: HttpRequest) -> HttpResponse:
    """What is open by urgency, and by month the share of what was answered and mended in time."""
    actor = actor_of(request)
    rows, at = facilities.orders(actor), now()
    months = facilities.kept_by_month(rows, months=MONTHS, at=at)
    measured = any(each.mended or each.answered for each in months)
    chart = Chart(
        identity="kept",
        title=_("Kept, of what was promised"),
        axis=_("Month"),
        categories=[f"{each.month:%Y-%m}" for each in months],
        series=[
            Series(_("Answered in time"), [each.answered_share for each in months]),
            Series(_("Mended in time"), [each.mended_share for each in months]),
        ],
        unit="%",
        form="bar",
    )
    context = {
        "counts": [(words.URGENCIES[key], count) for key, count in facilities.open_by_urgency(rows).items()],
        "late": facilities.late_now(rows, at),
        "chart": chart if measured else None,
        "crumbs": crumbs(),
    }
    return render(request, "facilities/figures.html", context)
