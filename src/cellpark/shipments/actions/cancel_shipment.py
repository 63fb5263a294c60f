"""Cancel a shipment that has not left."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.shipments.events import ShipmentCancelled
from cellpark.shipments.models import Shipment
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import text_of_person_problems
from cellpark.shipments.states import SHIPMENT_LIFECYCLE


def cancel_shipment(*, actor: Actor, shipment_id: UUID, reason: str) -> Shipment:
    """The owner gives up a shipment that is still in the sender's hands. Raises ``Refused``: ``lifecycle.step``."""
    actor.require(ShipmentPermission.PLAN)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    if actor.organisation_id != row.organisation_id:
        raise Refused(Problem("shipments.side", {"act": "cancel"}))
    refuse_any(text_of_person_problems(reason, field="reason", required=True))
    with transaction.atomic():
        row = locked(shipment_id)
        SHIPMENT_LIFECYCLE.step(row.state, "cancel")
        return write(ShipmentCancelled(shipment=row.id), actor=actor, organisation=row.organisation_id, reason=reason)
