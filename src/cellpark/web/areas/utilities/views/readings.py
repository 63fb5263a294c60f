"""Reading meters: one, the round of all that are missing, estimates and corrections."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.billing.public import today
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Point, Utility, words
from cellpark.web.areas.utilities.forms import CorrectForm, EstimateForm, ReadForm
from cellpark.web.areas.utilities.standing import crumbs, figures, place_of, unit_of
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, perform, show, show_page

SHOWN = 200


def read(request: HttpRequest, point_id: UUID) -> HttpResponse:
    """One reading; on a round the next meter follows by itself."""
    row = utilities.point(point_id)
    chosen = _round_of(request)
    form = ReadForm.of(request, bands=row.bands, last=row.last_registers, initial={"day": chosen[1] or today()})

    def act() -> Outcome:
        sent = form.cleaned_data
        utilities.take_reading(
            actor=actor_of(request),
            point_id=row.id,
            day=sent["day"],
            registers=form.registers,
            note=sent["note"],
            confirmed=sent["confirmed"],
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, _after(row, chosen), _("%(code)s is read.") % {"code": row.code})
    context = {
        "row": row,
        "place": place_of(row),
        "utility": words.UTILITIES[row.utility],
        "unit": unit_of(row.utility),
        "last": figures(row.last_registers),
        "on_round": chosen[1] is not None,
        "back": _round_address(chosen) if chosen[1] else reverse("utility_meter", args=[row.id]),
        "crumbs": crumbs(row),
    }
    return show(request, "utilities/read.html", form, context)


def _round_of(request: HttpRequest) -> tuple[str, date | None]:
    """Utility and day of the round on which the reader is; no day outside a round."""
    utility = request.GET.get("utility", "")
    try:
        day = date.fromisoformat(request.GET.get("round", ""))
    except ValueError:
        day = None
    return (utility if utility in set(Utility) else ""), day


def _round_address(chosen: tuple[str, date | None]) -> str:
    day = "" if chosen[1] is None else chosen[1].isoformat()
    return f"{reverse('utility_round')}?{urlencode({'utility': chosen[0], 'day': day})}"


def _after(row: Point, chosen: tuple[str, date | None]) -> str:
    utility, day = chosen
    if day is None:
        return reverse("utility_meter", args=[row.id])
    following = utilities.unread_on(row.organisation_id, day, utility).first()
    if following is None:
        return _round_address(chosen)
    query = urlencode({"utility": utility, "round": day.isoformat()})
    return f"{reverse('utility_meter_read', args=[following.id])}?{query}"


def round_(request: HttpRequest) -> HttpResponseBase:
    """The meters that are not read on a day, in the order in which one walks; a scanned code leads to its meter."""
    actor = actor_of(request)
    utility = request.GET.get("utility", "")
    utility = utility if utility in set(Utility) else ""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = today().replace(day=1)
    query = urlencode({"utility": utility, "round": day.isoformat()})
    code = request.GET.get("code", "").replace("\0", "").strip()[:60]
    missed = ""
    if code:
        found = (
            utilities.points().filter(code=code).first()
            or utilities.points().filter(meters__serial=code, meters__removed_on=None).first()
        )
        if found is not None:
            return redirect(f"{reverse('utility_meter_read', args=[found.id])}?{query}")
        missed = code
    waiting = list(_waiting(actor, day, utility)[: SHOWN + 1])
    left = len(waiting)
    now = ngettext("%(count)s meter is not read on %(day)s", "%(count)s meters are not read on %(day)s", left)
    context = {
        "day": day,
        "utility": utility,
        "utilities": [(each.value, words.UTILITIES[each]) for each in Utility],
        "rows": [
            {
                "row": each,
                "place": place_of(each),
                "utility": words.UTILITIES[each.utility],
                "last": figures(each.last_registers),
            }
            for each in waiting[:SHOWN]
        ],
        "more": left > SHOWN,
        "query": query,
        "missed": missed,
        "now": now % {"count": f"{SHOWN}+" if left > SHOWN else left, "day": formats.day(day)}
        if left
        else _("Every meter is read on this day."),
        "next": _("Read the first one") if left else _("Close the period"),
        "who": _("Park staff"),
        "estimate": EstimateForm(initial={"utility": utility, "day": day}),
        "crumbs": crumbs(),
    }
    return render(request, "utilities/round.html", context)


def _waiting(actor: Actor, day: date, utility: str) -> QuerySet[Any]:
    owner = actor.organisation_id
    return utilities.points().none() if owner is None else utilities.unread_on(owner, day, utility)


def estimate(request: HttpRequest) -> HttpResponse:
    """Estimate what is missing on a day."""
    actor = actor_of(request)
    form = EstimateForm.of(
        request, initial={"utility": request.GET.get("utility", ""), "day": request.GET.get("day", "")}
    )

    def act() -> Outcome:
        missing = _waiting(actor, form.cleaned_data["day"], form.cleaned_data["utility"])
        made = utilities.estimate_readings(
            actor=actor, point_ids=[each.id for each in missing], day=form.cleaned_data["day"]
        )
        return {"count": len(made)}

    outcome = perform(request, form, act)
    if outcome is not None:
        count = int(str(outcome["count"]))
        told = ngettext("%(count)s reading is estimated.", "%(count)s readings are estimated.", count)
        address = _round_address((form.cleaned_data["utility"], form.cleaned_data["day"]))
        return done(request, address, told % {"count": count})
    page = FormPage(
        title=_("Estimate what is missing"),
        submit=_("Estimate"),
        back=reverse("utility_round"),
        lead=_(
            "An estimate goes on with the mean of the last 90 days. The next true reading puts it right; where it lies "
            "below, correct the estimate first."
        ),
        crumbs=crumbs(),
    )
    return show_page(request, form, page)


def correct(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Another figure in the place of a wrong one."""
    found = utilities.reading(reading_id)
    row = utilities.point(found.meter.point_id)
    form = CorrectForm.of(request, bands=row.bands, last=found.registers)

    def act() -> Outcome:
        utilities.correct_reading(
            actor=actor_of(request),
            reading_id=found.id,
            registers=form.registers,
            reason=form.cleaned_data["reason"],
            confirmed=form.cleaned_data["confirmed"],
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("utility_meter", args=[row.id]), _("The reading is corrected."))
    page = FormPage(
        title=_("Correct the reading of %(day)s") % {"day": found.day.isoformat()},
        submit=_("Correct the reading"),
        back=reverse("utility_meter", args=[row.id]),
        kicker=f"{row.code} · {place_of(row)}",
        lead=_(
            "The wrong reading stays on record. Charges of closed periods that change are taken back and posted anew."
        ),
        crumbs=crumbs(row),
    )
    return show_page(request, form, page)
