"""Excursions of shipments, and links for hand-overs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Excursion, ExcursionState, HandLink, ShipmentPermission
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.shipments_shipments import ONE, SEE, TAG
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.shipments import ExcursionDecisionIn, ExcursionOut, LinkIn, LinkOut

DECIDE = requires(ShipmentPermission.DECIDE)
MAKE_LINK = requires(ShipmentPermission.MAKE_LINK)


@operation(
    "GET", "shipment-excursions", access=SEE, answers={200: list[ExcursionOut]}, tag=TAG, summary=_("List excursions")
)
def list_shipment_excursions(
    request: HttpRequest,
    response: HttpResponse,
    state: ExcursionState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[ExcursionOut]:
    """The excursions in sight, the oldest first."""
    rows = Excursion.objects.all() if state is None else Excursion.objects.filter(state=state)
    return [ExcursionOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST",
    "shipment-excursions/{excursion_id}/decide",
    access=DECIDE,
    answers={200: ExcursionOut},
    tag=TAG,
    summary=_("Decide about an excursion"),
)
def decide_about_an_excursion(
    request: HttpRequest, response: HttpResponse, excursion_id: UUID, body: ExcursionDecisionIn
) -> ExcursionOut:
    """Accept it on data, or reject what was inside."""
    Excursion.objects.get(id=excursion_id)  # another organisation's is not there, whatever else is wrong (T19)

    def act() -> UUID:
        decided = shipments.decide_excursion(actor=actor_of(request), excursion_id=excursion_id, **body.model_dump())
        identity: UUID = decided.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return ExcursionOut.of(Excursion.objects.get(id=done.id))


@operation(
    "POST", f"{ONE}/links", access=MAKE_LINK, answers={200: LinkOut}, tag=TAG, summary=_("Make a link for one act")
)
def make_a_link(request: HttpRequest, response: HttpResponse, shipment_id: UUID, body: LinkIn) -> LinkOut:
    """For somebody without an account; a repeated call no longer knows the address."""
    shipments.shipment(shipment_id)
    shown: list[str] = []

    def act() -> UUID:
        made = shipments.make_link(actor=actor_of(request), shipment_id=shipment_id, **body.model_dump())
        path = reverse("shipment_phone", args=[made.link.organisation_id, made.secret])
        shown.append(request.build_absolute_uri(path))
        identity: UUID = made.link.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return LinkOut.of(HandLink.objects.get(id=done.id), "".join(shown))


@operation(
    "POST",
    "shipment-links/{link_id}/revoke",
    access=MAKE_LINK,
    answers={200: LinkOut},
    tag=TAG,
    summary=_("Take a link back"),
)
def revoke_a_link(request: HttpRequest, response: HttpResponse, link_id: UUID) -> LinkOut:
    """It works no longer."""
    HandLink.objects.get(id=link_id)

    def act() -> UUID:
        identity: UUID = shipments.revoke_link(actor=actor_of(request), link_id=link_id).id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return LinkOut.of(HandLink.objects.get(id=done.id))
