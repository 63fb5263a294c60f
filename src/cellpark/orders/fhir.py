"""An order in scope as the facts of FHIR resources."""

from collections.abc import Mapping

from cellpark.exchange.public import (
    CollectionFacts,
    OrderFacts,
    fhir_order_bundle,
    fhir_service_request,
    fhir_specimen,
)
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.orders.facts import instant
from cellpark.orders.models import OrderStep, TreatmentOrder
from cellpark.orders.states import OrderState

STATUS: Mapping[OrderState, str] = {
    OrderState.DRAFT: "draft",
    OrderState.INFUSED: "completed",
    OrderState.CANCELLED: "revoked",
    OrderState.FAILED: "revoked",
}


def service_request(order: TreatmentOrder) -> str:
    """The order as a ServiceRequest (FHIR R5); it names no patient (T20)."""
    return fhir_service_request(_order_facts(order))


def specimen(order: TreatmentOrder) -> str:
    """The last collection as a Specimen (FHIR R5). Raises ``Refused(orders.order.not_collected)`` before any."""
    collections = _collections(order)
    if not collections:
        raise Refused(Problem("orders.order.not_collected"))
    return fhir_specimen(collections[-1])


def order_bundle(order: TreatmentOrder) -> str:
    """The order with every collection of it as a Bundle (FHIR R5); it names no patient (T20)."""
    return fhir_order_bundle(_order_facts(order), _collections(order))


def _order_facts(order: TreatmentOrder) -> OrderFacts:
    return OrderFacts(
        id=str(order.id),
        number=order.number,
        product=order.product,
        coi=order.coi,
        country=order.country,
        status=STATUS.get(OrderState(order.state), "active"),
        authored=order.drafted_at,
        collect_at=order.collect_at,
        references=order.references,
        last_doses=order.last_doses,
    )


def _collections(order: TreatmentOrder) -> list[CollectionFacts]:
    """Each collection with its own donation number and bags; the last one says when its bags were received."""
    steps = list(OrderStep.objects.filter(order=order, type="collected").order_by("number"))
    received = instant(order.reached.get(OrderState.RECEIVED.value))
    found = []
    for place, each in enumerate(steps, 1):
        at = instant(each.details["collected_at"])
        assert at is not None, "a collection has its moment"
        arrived = received if place == len(steps) and received is not None and received >= at else None
        found.append(
            CollectionFacts(
                id=str(each.id),
                order=order.number,
                coi=order.coi,
                din=str(each.details["din"]),
                collected_at=at,
                received_at=arrived,
                bags=[(bag["code"], Quantity.from_plain(bag["volume"])) for bag in each.details["bags"]],
            )
        )
    return found
