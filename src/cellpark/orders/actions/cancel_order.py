"""Call an order off."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.orders.acting import begin, require_side, words_problems
from cellpark.orders.events import OrderCancelled
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import reason_problems
from cellpark.orders.states import CANCEL_FROM, OrderState, Side

SIDES = (Side.HOSPITAL, Side.MAKER, Side.SPONSOR)


def cancel_order(*, actor: Actor, order_id: UUID, reason: str) -> TreatmentOrder:
    """Hospital and maker until the manufacture begins, the sponsor until the collection; with the reason.

    Raises ``Refused``: ``orders.cancel.too_late``, a reason that names the patient (T20).
    """
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="cancel", sides=SIDES)
        held = SIDES if actor.process is not None else order.sides_of(actor.organisation_id)
        side = require_side(actor, order, *SIDES)
        if not any(OrderState(order.state) in CANCEL_FROM[each] for each in held):
            raise Refused(Problem("orders.cancel.too_late", {"side": side.value}))
        refuse_any(words_problems(actor, order, {"reason": reason}))
        event = OrderCancelled(order=order.id, side=side.value)
        return record_order(event, actor=actor, organisation=order.organisation_id, reason=reason.strip())
