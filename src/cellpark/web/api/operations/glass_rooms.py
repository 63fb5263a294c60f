"""The sponsor's glass room, and the papers of a product that was let go."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.orders.public import OrderPermission
from cellpark.release import public as release
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.orders_orders import TAG
from cellpark.web.api.schemas.glass import GlassLineOut, GlassRoomOut

COSIGN, SEE = requires(OrderPermission.COSIGN), requires(OrderPermission.SEE)
PDF = "application/pdf"
Language = Literal["zh", "en"]


@operation(
    "GET",
    "glass-rooms",
    access=COSIGN,
    answers={200: list[GlassLineOut]},
    tag=TAG,
    summary=_("List the batches of the sponsor’s own orders"),
)
def list_glass_rooms(request: HttpRequest) -> list[GlassLineOut]:
    """What waits for the sponsor's review first."""
    return [GlassLineOut.of(order, waits=waits) for order, waits in release.batches_in_glass(actor_of(request))]


@operation(
    "GET",
    "orders/{order_id}/glass-room",
    access=COSIGN,
    answers={200: GlassRoomOut},
    tag=TAG,
    summary=_("Read the batch record, the results and the decision as the sponsor"),
)
def read_glass_room(request: HttpRequest, order_id: UUID) -> GlassRoomOut:
    """People by their roles, the patient by the chain of identity."""
    return GlassRoomOut.of(release.glass_room(actor=actor_of(request), order_id=order_id))


@operation(
    "GET",
    "orders/{order_id}/glass-room/record",
    access=COSIGN,
    answers={200: None},
    tag=TAG,
    summary=_("Download the batch record as the sponsor"),
    file=PDF,
)
def download_glass_record(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """PDF/A with roles for names."""
    return HttpResponse(release.glass_record(actor=actor_of(request), order_id=order_id)[1], content_type=PDF)


@operation(
    "GET",
    "orders/{order_id}/glass-room/certificate/{language}",
    access=COSIGN,
    answers={200: None},
    tag=TAG,
    summary=_("Download the certificate of analysis as the sponsor"),
    file=PDF,
    refuses=(409, 422),
)
def download_glass_certificate(request: HttpRequest, order_id: UUID, language: Language) -> HttpResponse:
    """As it stands now, before the release too."""
    found = release.glass_certificate(actor=actor_of(request), order_id=order_id, language=language)
    return HttpResponse(found[1], content_type=PDF)


@operation(
    "GET",
    "orders/{order_id}/product/certificate/{language}",
    access=SEE,
    answers={200: None},
    tag=TAG,
    summary=_("Download the certificate of analysis of a product that was let go"),
    file=PDF,
    refuses=(409, 422),
)
def download_product_certificate(request: HttpRequest, order_id: UUID, language: Language) -> HttpResponse:
    """For every side of the order."""
    found = release.product_certificate(actor=actor_of(request), order_id=order_id, language=language)
    return HttpResponse(found[1], content_type=PDF)


@operation(
    "GET",
    "orders/{order_id}/fhir/product",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read the product of an order as FHIR BiologicallyDerivedProduct"),
    refuses=(409, 422),
)
def read_product(request: HttpRequest, order_id: UUID) -> dict[str, Any]:
    """FHIR R5, for every side of the order, once the product is let go; the patient is the chain of identity."""
    return release.product_resources(actor=actor_of(request), order_id=order_id)
