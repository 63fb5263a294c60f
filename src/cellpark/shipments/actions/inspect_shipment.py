"""Accept or refuse a shipment that was received."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.shipments.events import ShipmentAccepted, ShipmentRefused
from cellpark.shipments.models import Excursion, Shipment
from cellpark.shipments.parties import require_side
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import text_of_person_problems
from cellpark.shipments.states import SHIPMENT_LIFECYCLE, ExcursionState


def inspect_shipment(*, actor: Actor, shipment_id: UUID, accept: bool, reason: str) -> Shipment:
    """Take in what was received, or not (CN-4b). Nothing is accepted without its logger or over an excursion.

    Raises ``Refused``: ``shipments.side``, ``shipments.logger.none``, ``shipments.excursion.open``,
    ``shipments.excursion.rejected``, ``lifecycle.step``.
    """
    actor.require(ShipmentPermission.INSPECT)
    require_side(actor, Shipment.objects.get(id=shipment_id), "inspect")
    refuse_any(text_of_person_problems(reason, field="reason", required=True))
    with transaction.atomic():
        row = locked(shipment_id)
        SHIPMENT_LIFECYCLE.step(row.state, "accept" if accept else "refuse")
        refuse_any(_problems(row) if accept else [])
        event = ShipmentAccepted(shipment=row.id) if accept else ShipmentRefused(shipment=row.id)
        return write(event, actor=actor, organisation=row.organisation_id, reason=reason)


def _problems(row: Shipment) -> list[Problem]:
    problems = []
    if row.file_id is None:
        problems.append(Problem("shipments.logger.none", {"number": row.number}, rule="CN-4b"))
    waiting = Excursion.objects.filter(shipment_id=row.id).exclude(state=ExcursionState.ACCEPTED)
    stand = [Problem(f"shipments.excursion.{each.state}", {"number": each.number}, rule="CN-4b") for each in waiting]
    return [*problems, *stand]
