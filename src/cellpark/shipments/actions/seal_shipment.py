"""Close and seal the shipper."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.shipments.events import ShipmentSealed
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import require_side
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import code_problems
from cellpark.shipments.states import SHIPMENT_LIFECYCLE
from cellpark.shipments.travelling import refuse_withheld


def seal_shipment(*, actor: Actor, shipment_id: UUID, seal: str, logger: str, shipper: str = "") -> Shipment:
    """Seal what is completely packed. ``shipper`` is its GRAI or own code, ``logger`` the serial number of its
    logger: another one's file is a finding on arrival (CN-4b).

    Raises ``Refused``: ``shipments.side``, ``shipments.contents.unpacked``, ``lifecycle.step``.
    """
    actor.require(ShipmentPermission.HANDLE)
    require_side(actor, Shipment.objects.get(id=shipment_id), "seal")
    refuse_any(code_problems(required=("seal", "logger"), seal=seal, shipper=shipper, logger=logger))
    with transaction.atomic():
        row = locked(shipment_id)
        SHIPMENT_LIFECYCLE.step(row.state, "seal")
        missing = [each["code"] for each in row.contents if not each["packed"]]
        if missing:
            raise Refused(Problem("shipments.contents.missing", {"codes": ", ".join(missing)[:200]}, rule="CN-4k"))
        refuse_withheld(row)
        event = ShipmentSealed(shipment=row.id, seal=seal.strip(), shipper=shipper.strip(), logger=logger.strip())
        return write(event, actor=actor, organisation=row.organisation_id)
