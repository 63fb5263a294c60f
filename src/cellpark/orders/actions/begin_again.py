"""After a rejection or a collection of no use: make again, or collect again."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderBegunAgain
from cellpark.orders.leftovers import hold_leftovers
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import reason_problems
from cellpark.orders.states import AGAIN_VERBS, Again, Side


def begin_again(*, actor: Actor, order_id: UUID, again: Again, reason: str) -> TreatmentOrder:
    """Under the same chain of identity: from the reserve, or from another collection with a new kit.

    Collecting again is open from the first collection on: its shipment may be refused, or its cells too poor. What was
    collected before is put into quarantine with the reason (CN-4c) and stays on record; only what the next batch uses
    counts for its release (T13). Raises ``Refused``.
    """
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb=AGAIN_VERBS[again], sides=(Side.MAKER,))
        if again is Again.COLLECTION:
            hold_leftovers(actor, order, reason.strip())
        event = OrderBegunAgain(order=order.id, again=again.value)
        return record_order(event, actor=actor, organisation=order.organisation_id, reason=reason.strip())
