"""An order in scope as the facts of FHIR resources."""

from collections.abc import Mapping
from datetime import datetime

from cellpark.exchange.public import CollectionFacts, OrderFacts, fhir_service_request, fhir_specimen
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
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
    return fhir_service_request(
        OrderFacts(
            id=str(order.id),
            number=order.number,
            product=order.product,
            coi=order.coi,
            country=order.country,
            status=STATUS.get(OrderState(order.state), "active"),
            authored=order.drafted_at,
            collect_at=order.collect_at,
            references=order.references,
        )
    )


def specimen(order: TreatmentOrder) -> str:
    """The collection as a Specimen (FHIR R5). Raises ``Refused(orders.order.not_collected)`` before there is one."""
    collected = OrderStep.objects.filter(order=order, type="collected").order_by("-number").first()
    if collected is None:
        raise Refused(Problem("orders.order.not_collected"))
    received = order.reached.get(OrderState.RECEIVED.value)
    return fhir_specimen(
        CollectionFacts(
            id=str(collected.id),
            order=order.number,
            coi=order.coi,
            din=order.din,
            collected_at=datetime.fromisoformat(collected.details["collected_at"]),
            received_at=None if received is None else datetime.fromisoformat(received),
            bags=[(each["code"], Quantity.from_plain(each["volume"])) for each in order.bags],
        )
    )
