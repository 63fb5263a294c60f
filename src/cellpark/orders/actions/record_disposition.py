"""Keep what was decided about what was made."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderDisposed
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import reason_problems
from cellpark.orders.states import DISPOSE_VERBS, Disposition, Side


def record_disposition(
    *, actor: Actor, coi: str, organisation_id: UUID, disposition: Disposition, reason: str
) -> TreatmentOrder:
    """Released, supplied under 11.5 or rejected (T14): called where the release is signed, in its transaction.

    ``organisation_id`` is the maker. Raises ``TreatmentOrder.DoesNotExist`` for a chain of identity that no order has,
    ``Refused`` when the order is not at this point.
    """
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        found = TreatmentOrder.objects.get(coi=coi, organisation_id=organisation_id)
        verb = DISPOSE_VERBS[disposition]
        order = begin(actor=actor, order_id=found.id, verb=verb, sides=(Side.MAKER,))
        event = OrderDisposed(order=order.id, disposition=disposition.value)
        return record_order(event, actor=actor, organisation=order.organisation_id, reason=reason.strip())
