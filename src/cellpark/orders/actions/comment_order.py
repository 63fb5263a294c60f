"""Say something about an order."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin, require_side, words_problems
from cellpark.orders.events import OrderCommented
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_order
from cellpark.orders.rules import TEXT_MAX, reason_problems
from cellpark.orders.states import Side

SIDES = (Side.HOSPITAL, Side.SPONSOR, Side.MAKER)


def comment_order(*, actor: Actor, order_id: UUID, text: str) -> TreatmentOrder:
    """Every side reads it and nobody else does (T19). Raises ``Refused``: words that name the patient (T20)."""
    refuse_any(reason_problems(text, field="text", limit=TEXT_MAX))
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="", sides=SIDES, permission=OrderPermission.COMMENT)
        refuse_any(words_problems(actor, order, {"text": text}))
        event = OrderCommented(order=order.id, side=require_side(actor, order, *SIDES).value, text=text.strip())
        return record_order(event, actor=actor, organisation=order.organisation_id)
