"""Give a shipment out of hand."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.materials.public import ScanVerdict
from cellpark.shipments.events import ShipmentHandedOver
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import require_side, side_of
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.scanning import scan_shipment
from cellpark.shipments.states import SHIPMENT_LIFECYCLE
from cellpark.shipments.travelling import refuse_withheld


def hand_over(*, actor: Actor, shipment_id: UUID, raw: str, link: UUID | None = None) -> ScanVerdict:
    """The sender gives a sealed shipment to the carrier; the scan must match, or it is a near miss (T1, CN-4k).

    Raises ``Refused``: ``shipments.side``, ``lifecycle.step``; a product that may not leave (T14).
    """
    actor.require(ShipmentPermission.HANDLE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    require_side(actor, row, "hand_over")
    SHIPMENT_LIFECYCLE.step(row.state, "hand_over")
    verdict = scan_shipment(actor=actor, shipment=row, raw=raw, purpose="hand_over")
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = locked(shipment_id)
        SHIPMENT_LIFECYCLE.step(row.state, "hand_over")
        refuse_withheld(row, told=link is None)
        event = ShipmentHandedOver(shipment=row.id, scan=raw.strip(), party=side_of(row, "hand_over"), link=link)
        write(event, actor=actor, organisation=row.organisation_id)
    return verdict
