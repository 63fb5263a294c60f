"""The sponsor's glass room: the list of its batches, one room, its papers; and the papers of a product let go."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.batches.public import record_labels
from cellpark.batches.public import words as batch_words
from cellpark.orders import public as orders
from cellpark.orders.public import ORDER_STATES, TreatmentOrder
from cellpark.release import public as release
from cellpark.release.public import GlassRoom
from cellpark.web.areas.orders.facts import lines, names_of
from cellpark.web.areas.orders.forms import SignForm
from cellpark.web.areas.orders.words import COLOURS
from cellpark.web.areas.quality.words import INVESTIGATIONS, VERDICTS
from cellpark.web.areas.release.words import disposition
from cellpark.web.pages.tables import Column, Kind, State, Table, table_response


def _state(order: TreatmentOrder) -> State:
    state = orders.OrderState(order.state)
    return State(COLOURS[state], ORDER_STATES[state])


SHOWN_MAX = 20
COLUMNS: tuple[Column[TreatmentOrder], ...] = (
    Column(
        key="batch",
        label=gettext_lazy("Batch"),
        kind=Kind.CODE,
        value="batch_number",
        sort="batch_number",
        search=("batch_number", "coi", "number"),
        link=lambda row: reverse("glass_room", args=[row.id]),
    ),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=_state, sort="state"),
    Column(key="product", label=gettext_lazy("Product"), value="product", sort="product"),
    Column(key="coi", label=gettext_lazy("Chain of identity"), kind=Kind.CODE, value="coi", sort="coi"),
    Column(
        key="number",
        label=gettext_lazy("Order"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        link=lambda row: reverse("order", args=[row.id]),
    ),
    Column(key="drafted_at", label=gettext_lazy("Asked for"), kind=Kind.MOMENT, value="drafted_at", sort="drafted_at"),
)


def rooms(request: HttpRequest) -> HttpResponseBase:
    """The sponsor's own batches: what waits for its review as cards, all of them as a table."""
    actor = actor_of(request)
    waiting = release.records_to_read(actor, own=True)
    said = ngettext("%(count)s record waits for your review", "%(count)s records wait for your review", len(waiting))
    table = Table(
        release.orders_in_glass(actor),
        COLUMNS,
        request,
        caption=_("Batches of your orders"),
        order="-drafted_at",
        empty=_("No batch yet. One appears here when the manufacture of an order of yours is planned."),
    )
    context = {
        "rows": [{"order": order, "state": _state(order)} for order in waiting[:SHOWN_MAX]],
        "now": said % {"count": len(waiting)},
        "next": _("Read the record, then cosign it") if waiting else "",
        "who": _("Your quality unit") if waiting else "",
    }
    return table_response(request, "release/glass_rooms.html", table, context)


def room(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One room: what deviated first, then everything; at the end the cosignature over exactly this."""
    actor = actor_of(request)
    found = release.glass_room(actor=actor, order_id=order_id)
    labels = record_labels()
    context = {
        "room": found,
        "order": found.order,
        "record": found.record,
        "labels": labels,
        "state": disposition(found.decided.state),
        "results": [{"row": each, "verdict": VERDICTS[each.verdict]} for each in found.results],
        "inquiries": [{"row": each, "state": INVESTIGATIONS[each.state]} for each in found.inquiries],
        "lines": lines(list(orders.steps_of(order_id)), names_of(found.order)),
        "language": "zh" if (get_language() or "").startswith("zh") else "en",
        "form": SignForm(version=found.entries),
        "crumbs": [{"href": reverse("glass_rooms"), "label": _("Glass room")}],
        **_header(found),
    }
    return render(request, "release/glass_room.html", context)


def record(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The batch record as PDF/A, with roles for names."""
    number, paper = release.glass_record(actor=actor_of(request), order_id=order_id)
    return _pdf(f"record-{number}", paper)


def certificate(request: HttpRequest, order_id: UUID, language: str) -> HttpResponse:
    """The certificate of analysis as it stands, before the release too."""
    number, paper = release.glass_certificate(actor=actor_of(request), order_id=order_id, language=language)
    return _pdf(f"CoA-{number}-{language}", paper)


def product_certificate(request: HttpRequest, order_id: UUID, language: str) -> HttpResponse:
    """The certificate of a product that was let go, for all sides of its order."""
    number, paper = release.product_certificate(actor=actor_of(request), order_id=order_id, language=language)
    return _pdf(f"CoA-{number}-{language}", paper)


def product(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The product as a FHIR Bundle."""
    found = release.product_resources(actor=actor_of(request), order_id=order_id)
    answer = HttpResponse(json.dumps(found, ensure_ascii=False, indent=1), content_type="application/fhir+json")
    answer["Content-Disposition"] = 'attachment; filename="product.fhir.json"'
    return answer


def _header(found: GlassRoom) -> dict[str, str]:
    if found.may_be_cosigned:
        again = _("The record went on since your cosignature.") if found.cosigned else _("The record is complete.")
        return {"now": again, "next": _("Read the record, then cosign it"), "who": _("Your quality unit")}
    if found.cosigned:
        return {"now": _("You have cosigned the record as it stands."), "next": "", "who": ""}
    return {"now": str(batch_words.BATCH_STATES[found.state]), "next": "", "who": ""}


def _pdf(name: str, paper: bytes) -> HttpResponse:
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name.replace("/", "-")}.pdf"'
    return answer
