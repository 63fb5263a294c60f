"""The slot of an order: where it would be, how sure that is; holding it and giving it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.orders.public import TreatmentOrder
from cellpark.plans import public as plans
from cellpark.web.areas.orders.facts import names_of
from cellpark.web.areas.orders.slot import panel, some_days_ahead
from cellpark.web.areas.orders.slot_forms import HoldSlotForm, SlotDayForm
from cellpark.web.pages.acts import done, perform
from cellpark.web.pages.forms.act_form import ActForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Do = Callable[[HttpRequest, UUID], object]


def slot(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Where the slot is for the day that is asked about; the pages of the order take their panel from here."""
    return _page(request, plans.order_in_sight(actor_of(request), order_id))


def hold(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Keep exactly the slot that was shown."""
    found = plans.order_in_sight(actor_of(request), order_id)
    form = HoldSlotForm.of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        actor = actor_of(request)
        plans.hold_slot(actor=actor, order_id=order_id, release=sent["release"], promised=sent["promised"])
        return {}

    if perform(request, form, act) is not None:
        return done(request, _home(order_id), _("The slot is held."))
    return _page(request, found, form)


def give_back(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Somebody else may have it."""

    def act(each: HttpRequest, order: UUID) -> object:
        return plans.give_back_of(actor=actor_of(each), order_id=order)

    return _simple(request, order_id, act, _("The slot is given back."))


def chance(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Let it be counted how sure the slot is; read, it says how far that is."""

    def act(each: HttpRequest, order: UUID) -> object:
        day = SlotDayForm.asked(each.POST.get("day", ""), found.collect_at or some_days_ahead()).day
        return plans.ask_for_order_chance(actor=actor_of(each), order_id=order, release=day)

    found = plans.order_in_sight(actor_of(request), order_id)

    return _simple(request, order_id, act, _("It is being counted; you may leave the page."))


def stop(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """End the count."""

    def act(each: HttpRequest, order: UUID) -> object:
        return plans.stop_order_chance(actor=actor_of(each), order_id=order)

    return _simple(request, order_id, act, _("The count ends."))


def _simple(request: HttpRequest, order_id: UUID, act: Do, said: "StrOrPromise") -> HttpResponse:
    """An act with nothing to write."""
    found = plans.order_in_sight(actor_of(request), order_id)
    form = ActForm.of(request)

    def run() -> Outcome:
        act(request, order_id)
        return {}

    if perform(request, form, run) is not None:
        return done(request, _home(order_id), said)
    return _page(request, found, form)


def _home(order_id: UUID) -> str:
    """The page of the order with its panel filled, also where no script fills it."""
    return f"{reverse('order', args=[order_id])}?slot=1#order-slot"


def _page(request: HttpRequest, found: TreatmentOrder, form: ActForm | None = None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    said = sent.get("collect_at") or sent.get("release") or sent.get("day") or ""
    asked = SlotDayForm.asked(said, found.collect_at or some_days_ahead())
    maker = names_of(found).get(found.organisation_id, "")
    context = {
        "order": found,
        "asked": asked,
        "panel": panel(actor_of(request), found, maker, release=asked.day, wrong=asked.wrong),
        # beside the form in which the order is written nothing is sent, so that nothing that was typed is lost
        "brief": request.GET.get("brief") == "1",
        "sent": form,
        "title": _("Slot of the order"),
        "crumbs": [
            {"href": reverse("orders"), "label": _("Treatment orders")},
            {"href": reverse("order", args=[found.id]), "label": found.number},
        ],
    }
    return render(request, "orders/slot.html", context, status=200 if form is None else form.status)
