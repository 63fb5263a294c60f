"""Send the product to the hospital."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.orders.acting import asked_of, begin
from cellpark.orders.country_rules import unmet
from cellpark.orders.events import OrderShipped, RuleAt
from cellpark.orders.facts import facts_of
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import REFERENCE
from cellpark.orders.states import Side
from cellpark.orders.transport import departure_problems


def ship_order(*, actor: Actor, order_id: UUID, shipment: str) -> TreatmentOrder:
    """What was released, or is supplied under 11.5, is on its way to the hospital; ``shipment`` is its number.

    Raises ``Refused``: a shipment that carries no product of this order to its hospital, or has not left, or has an
    excursion that nobody accepted (CN-4k, T13); a rule of the country that stands against it, by its clause.
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="ship", sides=(Side.MAKER,))
        if not REFERENCE.fullmatch(shipment):
            raise Refused(Problem("orders.reference.malformed", {"item": "shipment"}, field="shipment"))
        rules = unmet(asked_of(order.asked), RuleAt.SHIPMENT, facts_of(order, now()))
        refuse_any([*departure_problems(order, shipment), *rules])
        event = OrderShipped(order=order.id, shipment=shipment)
        return record_order(event, actor=actor, organisation=order.organisation_id)
