"""Reading shipments."""

from uuid import UUID

from django.db.models import QuerySet

from cellpark.kernel.problem import Problem
from cellpark.shipments.models import Excursion, HandLink, Shipment
from cellpark.shipments.states import ExcursionState, ShipmentState


def shipments() -> QuerySet[Shipment]:
    """The shipments in sight: one's own, and those that one sends, carries or receives."""
    return Shipment.objects.all()


def shipment(shipment_id: UUID) -> Shipment:
    """One shipment in sight; raises ``DoesNotExist``."""
    row: Shipment = Shipment.objects.get(id=shipment_id)
    return row


def excursions_of(shipment_id: UUID) -> QuerySet[Excursion]:
    """The excursions of a shipment, the oldest first."""
    return Excursion.objects.filter(shipment_id=shipment_id).order_by("opened_at", "id")


def links_of(shipment_id: UUID) -> QuerySet[HandLink]:
    """The links of a shipment, the youngest first; the owner's alone."""
    return HandLink.objects.filter(shipment_id=shipment_id).order_by("-made_at")


def shipments_of(coi: str) -> QuerySet[Shipment]:
    """The shipments in sight that carry something of one chain of identity, the oldest first."""
    return Shipment.objects.filter(contents__contains=[{"coi": coi}]).order_by("pick_up_at", "id")


def shipment_problems(coi: str) -> list[Problem]:
    """What stands in the way of a release: excursions that are not accepted, deliveries that nobody took in (T13)."""
    problems: list[Problem] = []
    for row in shipments_of(coi):
        problems += [
            Problem(f"shipments.excursion.{each.state}", {"number": each.number}, rule="T13")
            for each in excursions_of(row.id).exclude(state=ExcursionState.ACCEPTED)
        ]
        inbound = row.receiver_id == row.organisation_id
        if inbound and row.state not in (ShipmentState.ACCEPTED, ShipmentState.CANCELLED):
            params = {"number": row.number, "state": row.state}
            problems.append(Problem("shipments.custody.gap", params, rule="T13"))
    return problems
