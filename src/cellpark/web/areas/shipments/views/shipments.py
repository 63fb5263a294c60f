"""The list of shipments, and the page of one."""

import json
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.orders import public as orders
from cellpark.orders.public import OrderPermission
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Shipment, ShipmentPermission, ShipmentState, words
from cellpark.web.areas.shipments.picture import picture_of
from cellpark.web.areas.shipments.standing import Offer, excursion_state, offers, shipment_state, stations, truth
from cellpark.web.areas.shipments.views.common import crumbs
from cellpark.web.pages.scan_code import scan_code
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

COLUMNS: tuple[Column[Shipment], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Shipment"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        search=("number", "seal", "shipper"),
        link=lambda row: reverse("shipment", args=[row.id]),
    ),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=shipment_state, sort="state"),
    Column(key="condition", label=gettext_lazy("Condition"), value=lambda row: str(words.CONDITIONS[row.condition])),
    Column(key="contents", label=gettext_lazy("Containers"), value=lambda row: len(row.contents)),
    Column(key="pick_up_at", label=gettext_lazy("Pick-up"), kind=Kind.MOMENT, value="pick_up_at", sort="pick_up_at"),
    Column(key="due_at", label=gettext_lazy("Due"), kind=Kind.MOMENT, value="due_at", sort="due_at"),
)
_RUNNING = (ShipmentState.HANDED_OVER, ShipmentState.IN_TRANSIT)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every shipment in sight."""
    rows = shipments.shipments()
    travelling = rows.filter(state__in=_RUNNING).count()
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Shipments"),
        order="-due_at",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(words.SHIPMENT_STATES[each])) for each in ShipmentState),
            ),
        ),
        empty=_("No shipment. Plan the first one: what travels, from whom to whom, how warm and how long."),
    )
    now = ngettext("%(count)s shipment is on its way", "%(count)s shipments are on their way", travelling)
    context = {
        "now": now % {"count": travelling},
        "next": _("Take over what was handed over") if travelling else "",
        "who": _("carrier or receiver") if travelling else "",
        "may_plan": actor_of(request).may(ShipmentPermission.PLAN),
    }
    return table_response(request, "shipments/list.html", table, context)


def epcis(request: HttpRequest, shipment_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The way as an EPCIS 2.0 document (JSON-LD), for the systems of its sides."""
    row = shipments.shipment(shipment_id)
    if row.sealed_at is None:
        raise Http404
    text = json.dumps(shipments.shipment_epcis(row, at=now()), ensure_ascii=False, indent=1)
    name = f'attachment; filename="epcis-{row.id}.jsonld"'
    return HttpResponse(text, content_type="application/ld+json; charset=utf-8", headers={"Content-Disposition": name})


def one(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """One shipment: its way, its temperature, what is in it, and the next act."""
    row = shipments.shipment(shipment_id)
    actor = actor_of(request)
    names = shipments.party_names([row.sender_id, row.receiver_id, row.carrier_id, row.organisation_id])
    own = actor.organisation_id == row.organisation_id
    made = list(shipments.links_of(row.id)) if own and actor.may(ShipmentPermission.MAKE_LINK) else []
    stopped = shipments.stopped_links([row.id]) if made else frozenset()
    context = {
        "row": row,
        "state": shipment_state(row),
        "truth": truth(row, names),
        "offers": [*offers(row, actor), *_ward_offers(row, actor)],
        "stations": stations(row, names),
        "sender": names.get(row.sender_id, ""),
        "receiver": names.get(row.receiver_id, ""),
        "carrier": names.get(row.carrier_id, "") if row.carrier_id else "",
        "condition": words.CONDITIONS[row.condition],
        "purpose": words.PURPOSES[row.purpose],
        "picture": picture_of(row),
        "kinetic": str(round(Decimal(row.evaluation["kinetic"]), 2)) if row.evaluation.get("kinetic") else "",
        "signature": words.SIGNATURES.get(row.evaluation.get("signature", ""), ""),
        "excursions": [
            {
                "row": each,
                "state": excursion_state(each.state),
                "findings": [words.FINDINGS[found["kind"]] for found in each.findings],
            }
            for each in shipments.excursions_of(row.id)
        ],
        "links": [
            {
                "row": each,
                "act": words.ACTS[each.act],
                "role": words.LINK_ROLES[each.role],
                "state": words.LINK_STATES[each.state],
                "stopped": each.id in stopped,
            }
            for each in made
        ],
        "crumbs": crumbs(),
    }
    return render(request, "shipments/shipment.html", context)


def _ward_offers(row: Shipment, actor: Actor) -> list[Offer]:
    """Links for the ward stand on the order; the hospital finds its way there from the shipment as well."""
    if row.receiver_id != actor.organisation_id or not actor.may(OrderPermission.MAKE_LINK):
        return []
    found = [orders.order_of(each) for each in dict.fromkeys(each["coi"] for each in row.contents) if each]
    return [
        Offer(_("Link for the ward"), reverse("order_link", args=[each.id]))
        for each in found
        if each is not None and each.hospital_id == actor.organisation_id and orders.near_acts(each)
    ]


def label(request: HttpRequest, shipment_id: UUID) -> HttpResponse:
    """What is stuck on the shipper: its number, and the code that a phone's camera follows to ``/go``."""
    row = shipments.shipment(shipment_id)
    names = shipments.party_names([row.sender_id, row.receiver_id])
    address = request.build_absolute_uri(f"{reverse('shipment_go')}?{urlencode({'c': row.number})}")
    context = {
        "row": row,
        "code": scan_code(address),
        "sender": names.get(row.sender_id, ""),
        "receiver": names.get(row.receiver_id, ""),
        "condition": words.CONDITIONS[row.condition],
        "crumbs": crumbs(row),
    }
    return render(request, "shipments/label.html", context)
