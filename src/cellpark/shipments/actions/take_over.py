"""Take a shipment over."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.materials.public import CustodyAct, ScanVerdict
from cellpark.shipments.events import ShipmentTakenOver
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import require_side, side_of
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.scanning import scan_shipment
from cellpark.shipments.states import SHIPMENT_LIFECYCLE
from cellpark.shipments.travelling import carried, refuse_withheld


def take_over(*, actor: Actor, shipment_id: UUID, raw: str, link: UUID | None = None) -> ScanVerdict:
    """The carrier takes the shipment over; the scan must match, or it is a near miss (T1, CN-4k).

    What is inside is on the way from now on, and no longer where it stood. Raises ``Refused``: ``shipments.side``,
    ``lifecycle.step``, ``shipments.withheld`` for a product that was stopped meanwhile (T14).
    """
    actor.require(ShipmentPermission.HANDLE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    require_side(actor, row, "take_over")
    SHIPMENT_LIFECYCLE.step(row.state, "take_over")
    verdict = scan_shipment(actor=actor, shipment=row, raw=raw, purpose="take_over")
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = locked(shipment_id)
        SHIPMENT_LIFECYCLE.step(row.state, "take_over")
        refuse_withheld(row, told=False)
        event = ShipmentTakenOver(shipment=row.id, scan=raw.strip(), party=side_of(row, "take_over"), link=link)
        write(event, actor=actor, organisation=row.organisation_id)
        carried(actor=actor, shipment=row, act=CustodyAct.COURIER_PICK_UP, scan=raw.strip())
    return verdict
