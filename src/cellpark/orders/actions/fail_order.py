"""End an order without a treatment."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderFailed
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import reason_problems
from cellpark.orders.states import Side


def fail_order(*, actor: Actor, order_id: UUID, reason: str) -> TreatmentOrder:
    """Nothing can be given, and nothing is made again. Raises ``Refused``."""
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="fail", sides=(Side.MAKER,))
        event = OrderFailed(order=order.id)
        return record_order(event, actor=actor, organisation=order.organisation_id, reason=reason.strip())
