"""Confirm that a shipment arrived."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.materials.public import ScanVerdict
from cellpark.shipments.events import ShipmentArrived
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import require_side, side_of
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.scanning import scan_shipment
from cellpark.shipments.states import SHIPMENT_LIFECYCLE


def confirm_arrival(*, actor: Actor, shipment_id: UUID, raw: str, link: UUID | None = None) -> ScanVerdict:
    """The receiver confirms that the shipment stands there; the scan must match, or it is a near miss (T1, CN-4k).

    Raises ``Refused``: ``shipments.side``, ``lifecycle.step``.
    """
    actor.require(ShipmentPermission.HANDLE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    require_side(actor, row, "arrive")
    SHIPMENT_LIFECYCLE.step(row.state, "arrive")
    verdict = scan_shipment(actor=actor, shipment=row, raw=raw, purpose="arrive")
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = locked(shipment_id)
        SHIPMENT_LIFECYCLE.step(row.state, "arrive")
        event = ShipmentArrived(shipment=row.id, scan=raw.strip(), party=side_of(row, "arrive"), link=link)
        write(event, actor=actor, organisation=row.organisation_id)
    return verdict
