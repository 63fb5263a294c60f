"""What is compared on the ward, and the links with which somebody without an account does it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import printed_secret
from cellpark.orders import public as orders
from cellpark.orders.public import OrderPermission, WardLink
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.orders_acts import COLLECT, INFUSE, OK, bedside
from cellpark.web.api.operations.orders_orders import TAG, seen
from cellpark.web.api.schemas.orders import IdentityIn, InfusionIn, OrderOut, WardLinkIn, WardLinkOut

MAKE_LINK = requires(OrderPermission.MAKE_LINK)
LINK = {200: WardLinkOut}


@operation(
    "POST",
    "orders/{order_id}/identity",
    access=COLLECT,
    answers=OK,
    tag=TAG,
    summary=_("Compare the patient before the collection"),
)
def confirm_identity(request: HttpRequest, response: HttpResponse, order_id: UUID, body: IdentityIn) -> OrderOut:
    """Wristband and kit; whoever collects compares them again."""
    return bedside(
        request,
        response,
        order_id,
        lambda: orders.confirm_identity(actor=actor_of(request), order_id=order_id, **body.model_dump()),
    )


@operation(
    "POST",
    "orders/{order_id}/ward",
    access=INFUSE,
    answers=OK,
    tag=TAG,
    summary=_("Receive the bag on the ward"),
)
def receive_on_ward(request: HttpRequest, response: HttpResponse, order_id: UUID, body: InfusionIn) -> OrderOut:
    """Wristband and label of the bag; it is no check at the bedside."""
    return bedside(
        request,
        response,
        order_id,
        lambda: orders.receive_on_ward(actor=actor_of(request), order_id=order_id, **body.model_dump()),
    )


@operation(
    "POST",
    "orders/{order_id}/links",
    access=MAKE_LINK,
    answers=LINK,
    tag=TAG,
    summary=_("Make a link for the ward"),
)
def make_a_ward_link(request: HttpRequest, response: HttpResponse, order_id: UUID, body: WardLinkIn) -> WardLinkOut:
    """For somebody without an account; a repeated call no longer knows the address."""
    seen(request, order_id)
    shown: list[str] = []

    def act() -> UUID:
        made = orders.make_ward_link(actor=actor_of(request), order_id=order_id, **body.model_dump())
        path = reverse("ward_phone", args=[made.link.organisation_id, made.secret])
        shown.extend((request.build_absolute_uri(path), printed_secret(made.secret)))
        identity: UUID = made.link.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return WardLinkOut.of(WardLink.objects.get(id=done.id), *shown)


@operation(
    "POST",
    "ward-links/{link_id}/revoke",
    access=MAKE_LINK,
    answers=LINK,
    tag=TAG,
    summary=_("Take back a link for the ward"),
)
def revoke_a_ward_link(request: HttpRequest, response: HttpResponse, link_id: UUID) -> WardLinkOut:
    """It works no longer."""
    WardLink.objects.get(id=link_id)

    def act() -> UUID:
        identity: UUID = orders.revoke_ward_link(actor=actor_of(request), link_id=link_id).id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return WardLinkOut.of(WardLink.objects.get(id=done.id))
