"""The slot of an order, for the two sides that may have it held: its hospital and its maker."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.plans import public as plans
from cellpark.plans.public import PlanPermission, Work
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.orders_orders import TAG
from cellpark.web.api.schemas.order_slots import OrderChanceIn, OrderChanceOut, OrderHoldOut, OrderSlotOut
from cellpark.web.api.values import MomentIn

HOLD = requires(PlanPermission.HOLD)


@operation(
    "GET",
    "orders/{order_id}/slot-offer",
    access=HOLD,
    answers={200: OrderSlotOut},
    tag=TAG,
    summary=_("Find the slot of an order"),
    refuses=(409,),
)
def find_slot_of_order(request: HttpRequest, order_id: UUID, release: MomentIn | None = None) -> OrderSlotOut:
    """For cells collected at ``release``, else as the order plans; nothing is taken by asking."""
    return OrderSlotOut.of(plans.slot_for(actor_of(request), order_id, release))


@operation(
    "GET",
    "orders/{order_id}/slot",
    access=HOLD,
    answers={200: list[OrderHoldOut]},
    tag=TAG,
    summary=_("Read the slot that an order has, or had last"),
)
def read_slot_of_order(request: HttpRequest, order_id: UUID) -> list[OrderHoldOut]:
    """Empty where none was ever held."""
    return _held(request, order_id)


@operation(
    "POST",
    "orders/{order_id}/slot/give-back",
    access=HOLD,
    answers={200: list[OrderHoldOut]},
    tag=TAG,
    summary=_("Give the slot of an order back"),
)
def give_slot_of_order_back(request: HttpRequest, response: HttpResponse, order_id: UUID) -> list[OrderHoldOut]:
    """Somebody else may have it."""
    actor = actor_of(request)
    plans.order_in_sight(actor, order_id)
    repeated(response, perform(request, lambda: plans.give_back_of(actor=actor, order_id=order_id).id))
    return _held(request, order_id)


@operation(
    "GET",
    "orders/{order_id}/slot/chance",
    access=HOLD,
    answers={200: OrderChanceOut},
    tag=TAG,
    summary=_("Read how sure the slot of an order is"),
)
def read_chance_of_order(request: HttpRequest, order_id: UUID) -> OrderChanceOut:
    """What was counted last, and how far a count is."""
    return _chance(request, order_id)


@operation(
    "POST",
    "orders/{order_id}/slot/chance",
    access=HOLD,
    answers={200: OrderChanceOut},
    tag=TAG,
    summary=_("Count how sure the slot of an order is"),
)
def count_chance_of_order(
    request: HttpRequest, response: HttpResponse, order_id: UUID, body: OrderChanceIn
) -> OrderChanceOut:
    """In the background; the slot is the order's own, or the next for cells collected at ``release``."""
    actor = actor_of(request)
    release: datetime | None = body.release
    return _done(
        request,
        response,
        order_id,
        lambda: plans.ask_for_order_chance(actor=actor, order_id=order_id, release=release),
    )


@operation(
    "POST",
    "orders/{order_id}/slot/chance/stop",
    access=HOLD,
    answers={200: OrderChanceOut},
    tag=TAG,
    summary=_("End the count for an order"),
)
def stop_chance_of_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> OrderChanceOut:
    """What was counted before stays readable."""
    actor = actor_of(request)
    return _done(request, response, order_id, lambda: plans.stop_order_chance(actor=actor, order_id=order_id))


def _held(request: HttpRequest, order_id: UUID) -> list[OrderHoldOut]:
    found = plans.hold_for(actor_of(request), order_id)
    return [] if found is None else [OrderHoldOut.of(found)]


def _done(request: HttpRequest, response: HttpResponse, order_id: UUID, act: Callable[[], Work]) -> OrderChanceOut:
    plans.order_in_sight(actor_of(request), order_id)  # a stranger's is not there, whatever else is wrong (T19)
    repeated(response, perform(request, lambda: act().id))
    return _chance(request, order_id)


def _chance(request: HttpRequest, order_id: UUID) -> OrderChanceOut:
    actor = actor_of(request)
    return OrderChanceOut.of(plans.chance_for(actor, order_id), actor, plans.order_in_sight(actor, order_id))
