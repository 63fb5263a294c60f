"""The collection has arrived at the maker."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.public import Container, ContainerState
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderReceived
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.states import Side
from cellpark.orders.transport import arrival_problems


def note_receipt(*, actor: Actor, order_id: UUID) -> TreatmentOrder:
    """Every bag of the collection was taken in from its shipment and passed the receipt check, or waits (CN-4b, CN-4c).

    It follows by itself from the receipt of the last bag and from the decision about its shipment. Raises ``Refused``:
    ``orders.bags.on_the_way``, ``orders.shipment....``, an excursion that nobody accepted (T13).
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="receive", sides=(Side.MAKER,))
        ids = [each["container"] for each in order.bags]
        awaited = Container.objects.filter(id__in=ids, state=ContainerState.EXPECTED)
        codes = sorted(awaited.values_list("code", flat=True))
        if codes:
            raise Refused(Problem("orders.bags.on_the_way", {"codes": ", ".join(codes)}, rule="CN-4b"))
        refuse_any(arrival_problems(order))
        return record_order(OrderReceived(order=order.id), actor=actor, organisation=order.organisation_id)
