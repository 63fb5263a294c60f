"""Acts on treatment orders."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders import public as orders
from cellpark.orders.public import Bedside, OrderPermission, OrderStep, TreatmentOrder
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.orders_orders import TAG, seen
from cellpark.web.api.schemas.orders import (
    AgainIn,
    BedsideIn,
    CollectionIn,
    CommentIn,
    InfusionIn,
    KitIn,
    ManufactureIn,
    OrderMoveIn,
    OrderOut,
    OrderShipmentIn,
)
from cellpark.web.api.schemas.organisations import ReasonIn

ACCEPT, COLLECT, INFUSE, MOVE, DECIDE, CANCEL, COMMENT = (
    requires(each)
    for each in (
        OrderPermission.ACCEPT,
        OrderPermission.COLLECT,
        OrderPermission.INFUSE,
        OrderPermission.MOVE,
        OrderPermission.DECIDE,
        OrderPermission.CANCEL,
        OrderPermission.COMMENT,
    )
)
OK = {200: OrderOut}


def _done(request: HttpRequest, response: HttpResponse, order_id: UUID, act: Callable[[], TreatmentOrder]) -> OrderOut:
    """Run the act once on an order in sight."""
    seen(request, order_id)
    done = perform(request, lambda: act().id)
    repeated(response, done)
    return OrderOut.of(seen(request, done.id))


def bedside(request: HttpRequest, response: HttpResponse, order_id: UUID, act: Callable[[], Bedside]) -> OrderOut:
    """The same at the bedside: a mismatch is refused when its record is committed (T1)."""
    seen(request, order_id)
    met: list[Bedside] = []

    def run() -> UUID:
        met.append(act())
        last = OrderStep.objects.filter(order_id=order_id).order_by("-number")[0]
        identity: UUID = last.id
        return identity

    done = perform(request, run)
    repeated(response, done)
    if met and not met[0].ok:
        raise Refused(*met[0].problems)
    if not met and OrderStep.objects.filter(id=done.id, type="identity_refused").exists():
        raise Refused(Problem("orders.identity.wrong_bag", rule="T1"))
    return OrderOut.of(seen(request, order_id))


@operation(
    "POST",
    "orders/{order_id}/kit",
    access=ACCEPT,
    answers=OK,
    tag=TAG,
    summary=_("Send the collection kit of an order"),
)
def send_a_kit(request: HttpRequest, response: HttpResponse, order_id: UUID, body: KitIn) -> OrderOut:
    """The kit leaves for the hospital."""
    return _done(
        request, response, order_id, lambda: orders.send_kit(actor=actor_of(request), order_id=order_id, kit=body.kit)
    )


@operation(
    "POST",
    "orders/{order_id}/collection",
    access=COLLECT,
    answers=OK,
    tag=TAG,
    summary=_("Collect the cells of an order"),
)
def collect_for_order(request: HttpRequest, response: HttpResponse, order_id: UUID, body: CollectionIn) -> OrderOut:
    """Each volume becomes a container of the maker."""
    return bedside(
        request,
        response,
        order_id,
        lambda: orders.collect_cells(
            actor=actor_of(request),
            order_id=order_id,
            wristband=body.wristband,
            kit=body.kit,
            din=body.din,
            volumes=body.amounts(),
            collected_at=body.collected_at,
        ),
    )


@operation(
    "POST",
    "orders/{order_id}/receipt",
    access=ACCEPT,
    answers=OK,
    tag=TAG,
    summary=_("Say that every bag of a collection has arrived"),
)
def receive_collection(request: HttpRequest, response: HttpResponse, order_id: UUID) -> OrderOut:
    """It follows by itself from the receipt of the last bag."""
    return _done(request, response, order_id, lambda: orders.note_receipt(actor=actor_of(request), order_id=order_id))


@operation(
    "POST",
    "orders/{order_id}/manufacture",
    access=ACCEPT,
    answers=OK,
    tag=TAG,
    summary=_("Plan the batch of an order"),
)
def manufacture_order(request: HttpRequest, response: HttpResponse, order_id: UUID, body: ManufactureIn) -> OrderOut:
    """A batch of the therapy's recipe for this chain of identity."""
    return _done(
        request,
        response,
        order_id,
        lambda: orders.begin_manufacture(actor=actor_of(request), order_id=order_id, **body.model_dump()),
    )


@operation(
    "POST",
    "orders/{order_id}/made",
    access=ACCEPT,
    answers=OK,
    tag=TAG,
    summary=_("Say that the batch of an order is finished"),
)
def order_made(request: HttpRequest, response: HttpResponse, order_id: UUID) -> OrderOut:
    """It follows by itself from the end of the batch."""
    return _done(request, response, order_id, lambda: orders.note_made(actor=actor_of(request), order_id=order_id))


@operation(
    "POST",
    "orders/{order_id}/again",
    access=DECIDE,
    answers=OK,
    tag=TAG,
    summary=_("Make or collect again after a rejection"),
)
def do_again(request: HttpRequest, response: HttpResponse, order_id: UUID, body: AgainIn) -> OrderOut:
    """Under the same chain of identity."""
    return _done(
        request,
        response,
        order_id,
        lambda: orders.begin_again(actor=actor_of(request), order_id=order_id, again=body.again, reason=body.reason),
    )


@operation(
    "POST",
    "orders/{order_id}/shipment",
    access=ACCEPT,
    answers=OK,
    tag=TAG,
    summary=_("Ship the product of an order"),
)
def ship_product(request: HttpRequest, response: HttpResponse, order_id: UUID, body: OrderShipmentIn) -> OrderOut:
    """What was released, or is supplied under 11.5."""
    return _done(
        request,
        response,
        order_id,
        lambda: orders.ship_order(actor=actor_of(request), order_id=order_id, shipment=body.shipment),
    )


@operation(
    "POST",
    "orders/{order_id}/bedside",
    access=INFUSE,
    answers=OK,
    tag=TAG,
    summary=_("Compare patient and bag as the first person"),
)
def check_at_bedside(request: HttpRequest, response: HttpResponse, order_id: UUID, body: BedsideIn) -> OrderOut:
    """Wristband and label of the bag, and when it was thawed."""
    return bedside(
        request,
        response,
        order_id,
        lambda: orders.check_bedside(actor=actor_of(request), order_id=order_id, **body.model_dump()),
    )


@operation(
    "POST",
    "orders/{order_id}/infusion",
    access=INFUSE,
    answers=OK,
    tag=TAG,
    summary=_("Compare patient and bag as the second person, and infuse"),
)
def infuse_product(request: HttpRequest, response: HttpResponse, order_id: UUID, body: InfusionIn) -> OrderOut:
    """Another person than the first."""
    return bedside(
        request,
        response,
        order_id,
        lambda: orders.infuse(actor=actor_of(request), order_id=order_id, **body.model_dump()),
    )


@operation(
    "POST",
    "orders/{order_id}/cancellation",
    access=CANCEL,
    answers=OK,
    tag=TAG,
    summary=_("Cancel an order"),
)
def cancel_an_order(request: HttpRequest, response: HttpResponse, order_id: UUID, body: ReasonIn) -> OrderOut:
    """Until when depends on the side."""
    return _done(
        request,
        response,
        order_id,
        lambda: orders.cancel_order(actor=actor_of(request), order_id=order_id, reason=body.reason),
    )


@operation(
    "POST",
    "orders/{order_id}/failure",
    access=DECIDE,
    answers=OK,
    tag=TAG,
    summary=_("End an order without a treatment"),
)
def fail_an_order(request: HttpRequest, response: HttpResponse, order_id: UUID, body: ReasonIn) -> OrderOut:
    """After a rejection, or on the way to the hospital."""
    return _done(
        request,
        response,
        order_id,
        lambda: orders.fail_order(actor=actor_of(request), order_id=order_id, reason=body.reason),
    )


@operation(
    "POST",
    "orders/{order_id}/slots",
    access=MOVE,
    answers=OK,
    tag=TAG,
    summary=_("Move the slots of an order together"),
)
def move_the_slots(request: HttpRequest, response: HttpResponse, order_id: UUID, body: OrderMoveIn) -> OrderOut:
    """Collection, manufacture and infusion, with the reason."""
    return _done(
        request,
        response,
        order_id,
        lambda: orders.move_slots(actor=actor_of(request), order_id=order_id, slots=body.slots(), reason=body.reason),
    )


@operation(
    "POST",
    "orders/{order_id}/comments",
    access=COMMENT,
    answers=OK,
    tag=TAG,
    summary=_("Comment on an order"),
)
def comment_on_order(request: HttpRequest, response: HttpResponse, order_id: UUID, body: CommentIn) -> OrderOut:
    """Every side of the order reads it."""
    return _done(
        request,
        response,
        order_id,
        lambda: orders.comment_order(actor=actor_of(request), order_id=order_id, text=body.text),
    )
