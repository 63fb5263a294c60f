"""The batch of an order was stopped."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.public import Batch, BatchState
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.acting import begin
from cellpark.orders.events import BatchStopped
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.states import Side


def note_stop(*, actor: Actor, order_id: UUID) -> TreatmentOrder:
    """The batch was aborted; it follows by itself from that. Why it was stands in the batch record of the maker.

    Raises ``Refused(orders.batch.not_stopped)`` for a batch that runs or was finished.
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="stop", sides=(Side.MAKER,))
        batch: Batch = Batch.objects.get(id=order.batch_id)
        if batch.state != BatchState.ABORTED:
            raise Refused(Problem("orders.batch.not_stopped", {"number": batch.number}, rule="P11-6"))
        event = BatchStopped(order=order.id, batch=batch.id, batch_number=batch.number)
        return record_order(event, actor=actor, organisation=order.organisation_id)
