"""Tariffs and their prices."""

from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.billing.public import today
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Band, Tariff, Utility, UtilityPermission, words
from cellpark.web.areas.utilities.forms import PriceForm, TariffForm
from cellpark.web.areas.utilities.standing import unit_of
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.tables import Column, Kind, Table, table_response

COLUMNS: tuple[Column[Tariff], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Code"),
        kind=Kind.CODE,
        value="code",
        sort="code",
        search=("code", "name_zh", "name_en"),
        link=lambda row: reverse("utility_tariff", args=[row.id]),
    ),
    Column(key="name", label=pgettext_lazy("thing", "Name"), value="name"),
    Column(
        key="utility",
        label=gettext_lazy("Utility"),
        value=lambda row: str(words.UTILITIES[row.utility]),
        sort="utility",
    ),
    Column(
        key="bands",
        label=gettext_lazy("Bands"),
        value=lambda row: ", ".join(str(words.BANDS[each]) for each in row.bands),
    ),
    Column(key="unit", label=gettext_lazy("Unit"), value=lambda row: unit_of(row.utility)),
)


def _crumbs() -> tuple[dict[str, object], ...]:
    return ({"href": reverse("utility_tariffs"), "label": _("Tariffs")},)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every tariff."""
    table = Table(
        utilities.tariffs().order_by(),
        COLUMNS,
        request,
        caption=_("Tariffs"),
        order="code",
        empty=_("No tariff. Register the first one, then set its prices."),
    )
    may = actor_of(request).may(UtilityPermission.SET_TARIFF)
    return table_response(request, "utilities/tariffs.html", table, {"may_set": may})


def one(request: HttpRequest, tariff_id: UUID) -> HttpResponse:
    """One tariff: what a unit costs from which day on."""
    row = utilities.tariff(tariff_id)
    prices = list(reversed(utilities.prices_of([row.id])[row.id]))
    day = today()
    present = next((each for each in prices if each.since <= day), None)
    coming = [each for each in prices if each.since > day]
    context = {
        "row": row,
        "utility": words.UTILITIES[row.utility],
        "unit": unit_of(row.utility),
        "bands": [words.BANDS[each] for each in row.bands],
        "prices": [
            {
                "price": each,
                "steps": [utilities.steps_text(each.bands[band]) for band in row.bands],
                "percent": (each.tax * 100).normalize() + Decimal(0),
                "here": each is present,
            }
            for each in prices
        ],
        "now": _("Prices hold since %(day)s.") % {"day": present.since.isoformat()}
        if present
        else _("No price holds today."),
        "next": _("New prices from %(day)s") % {"day": coming[-1].since.isoformat()}
        if coming
        else ("" if present else _("Set prices")),
        "may_set": actor_of(request).may(UtilityPermission.SET_TARIFF),
        "crumbs": _crumbs(),
    }
    return render(request, "utilities/tariff.html", context)


def register(request: HttpRequest) -> HttpResponse:
    """A new tariff."""
    form = TariffForm.of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        made = utilities.register_tariff(
            actor=actor_of(request),
            code=sent["code"].strip(),
            utility=Utility(sent["utility"]),
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            bands=[Band(each) for each in sent["bands"]],
        )
        return {"to": reverse("utility_tariff_price", args=[made.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The tariff is registered. Now set its prices."))
    page = FormPage(
        title=_("Register a tariff"), submit=_("Register the tariff"), back=reverse("utility_tariffs"), crumbs=_crumbs()
    )
    return show_page(request, form, page)


def price(request: HttpRequest, tariff_id: UUID) -> HttpResponse:
    """Prices from a day on."""
    row = utilities.tariff(tariff_id)
    last = next(reversed(utilities.prices_of([row.id])[row.id]), None)
    initial: dict[str, object] = {"since": today()}
    if last is not None:
        initial |= {f"price_{band}": utilities.steps_text(last.bands[band]) for band in row.bands}
        initial |= {"minimum": last.minimum, "tax": last.tax.normalize() + Decimal(0)}
    form = PriceForm.of(request, bands=row.bands, initial=initial)

    def act() -> Outcome:
        sent = form.cleaned_data
        utilities.set_price(
            actor=actor_of(request),
            tariff_id=row.id,
            since=sent["since"],
            prices=form.prices,
            minimum=sent["minimum"],
            tax=sent["tax"],
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("utility_tariff", args=[row.id]), _("The prices are set."))
    page = FormPage(
        title=_("Set prices"),
        submit=_("Set prices"),
        back=reverse("utility_tariff", args=[row.id]),
        kicker=f"{row.code} · {row.name} · {unit_of(row.utility)}",
        lead=_("They hold until the next ones. A period with two prices counts each of them by day."),
        crumbs=(*_crumbs(), {"href": reverse("utility_tariff", args=[row.id]), "label": row.code}),
    )
    return show_page(request, form, page)
