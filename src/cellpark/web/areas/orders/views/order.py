"""One order: the whole way as a picture, what comes next, the parts that this side may see."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.batches.public import BatchPermission
from cellpark.orders import public as orders
from cellpark.orders.public import (
    WARD_ACTS,
    OrderPermission,
    OrderState,
    Side,
    TreatmentOrder,
)
from cellpark.release.public import has_papers
from cellpark.shipments.public import words as shipments_words
from cellpark.web.areas.orders.facts import header, lines, names_of, offers
from cellpark.web.areas.orders.forms import CommentForm
from cellpark.web.areas.orders.journey import journey_of
from cellpark.web.areas.orders.slot import SlotPanel, may_see, panel, some_days_ahead
from cellpark.web.areas.orders.words import clock_lines, order_state, side_words
from cellpark.web.pages.acts import done, perform


def seen(request: HttpRequest, order_id: UUID) -> TreatmentOrder:
    """The order, when it is in sight; a draft is its hospital's alone. Raises ``TreatmentOrder.DoesNotExist``."""
    return orders.orders(actor_of(request)).get(id=order_id)


def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The journey of one order."""
    found = seen(request, order_id)
    return page(request, found, CommentForm.of(request) if request.method == "GET" else CommentForm())


def comment(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Something that all sides of the order read; refused words come back with the page."""
    found = seen(request, order_id)
    form = CommentForm.of(request)

    def act() -> dict[str, str]:
        orders.comment_order(actor=actor_of(request), order_id=order_id, text=form.cleaned_data["text"])
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("order", args=[order_id]), _("Your comment is recorded."))
    return page(request, found, form)


def page(request: HttpRequest, found: TreatmentOrder, form: CommentForm) -> HttpResponse:
    """The page with the form for comments."""
    actor, names = actor_of(request), names_of(found)
    sides = found.sides_of(actor.organisation_id)
    steps = list(orders.steps_of(found.id))
    context: dict[str, Any] = {
        "order": found,
        "state": order_state(found.state),
        "journey": journey_of(found, now()),
        "clocks": clock_lines(orders.way_clocks(found, now())),
        "offers": offers(actor, found),
        "lines": lines(steps, names),
        "sides": [
            (side_words(Side.HOSPITAL), names.get(found.hospital_id, "")),
            (side_words(Side.SPONSOR), names.get(found.sponsor_id, "")),
            (side_words(Side.MAKER), names.get(found.organisation_id, "")),
        ],
        "patient": _patient(found) if Side.HOSPITAL in sides and actor.may(OrderPermission.KEEP_PATIENTS) else None,
        "progress": orders.batch_progress(found),
        "exceptions_shown": True,
        "has_papers": has_papers(found),
        "language": "zh" if (get_language() or "").startswith("zh") else "en",
        "may_open_batch": Side.MAKER in sides and actor.may(BatchPermission.SEE),
        "problems": _problems(request, found, sides),
        "panel": _slot(request, found, names.get(found.organisation_id, "")),
        "form": form,
        "may_comment": bool(sides) and actor.may(OrderPermission.COMMENT),
        "supplied": found.state == OrderState.SUPPLIED or OrderState.SUPPLIED.value in found.reached,
        "links": _links(found) if Side.HOSPITAL in sides and actor.may(OrderPermission.MAKE_LINK) else [],
        "crumbs": [{"href": reverse("orders"), "label": _("Treatment orders")}],
        **header(found, names),
    }
    return render(request, "orders/order.html", context, status=form.status)


def _slot(request: HttpRequest, found: TreatmentOrder, maker: str) -> SlotPanel | None:
    """The slot, for its two sides. The next one is looked for behind the page, or here where the address asks so."""
    actor = actor_of(request)
    if not may_see(actor, found):
        return None
    shown = panel(
        actor, found, maker, release=None if found.collect_at else some_days_ahead(), look="slot" in request.GET
    )
    return shown if shown.is_open or shown.hold is not None else None


def _patient(found: TreatmentOrder) -> dict[str, Any] | None:
    """Who the patient is, opened for the hospital's own staff."""
    whose = orders.patient_of(found)
    return None if whose is None else {"row": whose, "said": orders.particulars_of(whose)}


def _links(found: TreatmentOrder) -> list[dict[str, Any]]:
    """The links that the hospital made for its ward."""
    return [
        {"row": each, "act": WARD_ACTS[each.act], "state": shipments_words.LINK_STATES[each.state]}
        for each in orders.ward_links(found.id)
    ]


def _problems(request: HttpRequest, found: TreatmentOrder, sides: frozenset[Side]) -> list[Any]:
    """What a draft still lacks, before anybody is refused for it."""
    if found.state != OrderState.DRAFT or Side.HOSPITAL not in sides:
        return []
    return [explain(each) for each in orders.submission_problems(actor_of(request), found)]
