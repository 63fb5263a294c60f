"""Send the product to the hospital."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.events import OrderShipped
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import REFERENCE
from cellpark.orders.states import Side
from cellpark.orders.transport import departure_problems


def ship_order(*, actor: Actor, order_id: UUID, shipment: str) -> TreatmentOrder:
    """What was released, or is supplied under 11.5, is on its way to the hospital; ``shipment`` is its number.

    Raises ``Refused``: a shipment that carries no product of this order to its hospital, or has not left, or has an
    excursion that nobody accepted (CN-4k, T13).
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="ship", sides=(Side.MAKER,))
        if not REFERENCE.fullmatch(shipment):
            raise Refused(Problem("orders.reference.malformed", {"item": "shipment"}, field="shipment"))
        refuse_any(departure_problems(order, shipment))
        event = OrderShipped(order=order.id, shipment=shipment)
        return record_order(event, actor=actor, organisation=order.organisation_id)
