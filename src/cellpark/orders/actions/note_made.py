"""The batch of an order is finished."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.public import Batch, BatchState
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderMade
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.states import Side


def note_made(*, actor: Actor, order_id: UUID) -> TreatmentOrder:
    """The batch is finished; it follows by itself from its end. Raises ``Refused(orders.batch.not_finished)``."""
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="make", sides=(Side.MAKER,))
        batch: Batch = Batch.objects.get(id=order.batch_id)
        if batch.state != BatchState.FINISHED:
            raise Refused(Problem("orders.batch.not_finished", {"number": batch.number}, rule="P11-6"))
        return record_order(OrderMade(order=order.id), actor=actor, organisation=order.organisation_id)
