"""What the shipments say of an order: what left, what was taken in, what stands against it (CN-4b, T13)."""

from collections.abc import Iterable
from uuid import UUID

from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem
from cellpark.materials.public import Container
from cellpark.orders.bedside import product_of
from cellpark.orders.models import TreatmentOrder
from cellpark.shipments.public import (
    ExcursionState,
    Shipment,
    ShipmentState,
    excursions_of,
    shipments_of,
    shipments_with,
)

LEFT = frozenset(
    {
        ShipmentState.HANDED_OVER,
        ShipmentState.IN_TRANSIT,
        ShipmentState.ARRIVED,
        ShipmentState.RECEIVED,
        ShipmentState.ACCEPTED,
    }
)


def travels(order: TreatmentOrder) -> bool:
    """Whether anything travels at all: a hospital that makes its own product carries it through the house."""
    return order.hospital_id != order.organisation_id


def outbound(order: TreatmentOrder) -> list[Shipment]:
    """The shipments that carry a product of this order from the maker to the hospital, the youngest first."""
    with widened(order.organisation_id):
        rows = shipments_of(order.coi).filter(
            organisation_id=order.organisation_id,
            sender_id=order.organisation_id,
            receiver_id=order.hospital_id,
        )
        found = [each for each in rows if _carries_product(order, each)]
    return sorted(found, key=lambda each: each.pick_up_at, reverse=True)


def departure_problems(order: TreatmentOrder, number: str) -> list[Problem]:
    """Why the product cannot be said to be on its way in shipment ``number``."""
    if not travels(order):
        return []
    found = next((each for each in outbound(order) if each.number == number), None)
    if found is None:
        return [Problem("orders.shipment.unknown", {"number": number}, field="shipment", rule="CN-4k")]
    if found.state not in LEFT:
        params = {"number": number, "state": found.state}
        return [Problem("orders.shipment.not_left", params, field="shipment", rule="CN-4k")]
    return _excursions(order, found, field="shipment")


def arrival_problems(order: TreatmentOrder) -> list[Problem]:
    """Why the collection cannot be said to have arrived: each of its bags came in a shipment that was taken in."""
    if not travels(order):
        return []
    bags = [(UUID(each["container"]), str(each["code"])) for each in order.bags]
    return _unique(problem for bag, code in bags for problem in _taken_in(order, bag, code, order.organisation_id))


def delivery_problems(order: TreatmentOrder, bag: UUID, code: str) -> list[Problem]:
    """Why a bag may not be given: it did not come to the hospital, or nobody took it in, or it got too warm."""
    return _taken_in(order, bag, code, order.hospital_id) if travels(order) else []


def _taken_in(order: TreatmentOrder, bag: UUID, code: str, receiver: UUID) -> list[Problem]:
    with widened(order.organisation_id):
        rows = shipments_with(bag).filter(organisation_id=order.organisation_id, receiver_id=receiver)
        last = rows.exclude(state=ShipmentState.CANCELLED).order_by("pick_up_at", "id").last()
    if last is None:
        return [Problem("orders.shipment.none", {"code": code}, rule="CN-4b")]
    standing = _excursions(order, last)
    if not standing and last.state != ShipmentState.ACCEPTED:
        params = {"number": last.number, "state": last.state}
        return [Problem("orders.shipment.not_taken_in", params, rule="CN-4b")]
    return standing


def _carries_product(order: TreatmentOrder, shipment: Shipment) -> bool:
    rows = Container.objects.select_related("material").filter(id__in=shipment.container_ids)
    return any(product_of(order, each) for each in rows)


def _excursions(order: TreatmentOrder, shipment: Shipment, *, field: str | None = None) -> list[Problem]:
    with widened(order.organisation_id):
        waiting = list(excursions_of(shipment.id).exclude(state=ExcursionState.ACCEPTED))
    return [
        Problem(f"shipments.excursion.{each.state}", {"number": each.number}, field=field, rule="T13")
        for each in waiting
    ]


def _unique(problems: Iterable[Problem]) -> list[Problem]:
    found: list[Problem] = []
    for each in problems:
        if each not in found:
            found.append(each)
    return found
