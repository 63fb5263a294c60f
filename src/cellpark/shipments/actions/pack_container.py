"""Scan a container into the shipper."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import ScanVerdict
from cellpark.shipments.events import ContainerPacked
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import require_side
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.scanning import scan_container
from cellpark.shipments.states import ShipmentState
from cellpark.shipments.travelling import refuse_withheld


def pack_container(*, actor: Actor, shipment_id: UUID, raw: str) -> ScanVerdict:
    """Put a container into the shipper by its label; one that does not belong is a near miss and stops it (T1).

    Raises ``Refused``: ``shipments.side``, ``shipments.state``, ``shipments.contents.done`` for one scanned before; a
    product that nobody released, or that was stopped (T14).
    """
    actor.require(ShipmentPermission.HANDLE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    require_side(actor, row, "pack")
    _refuse_state(row)
    waiting = [UUID(each["container"]) for each in row.contents if not each["packed"]]
    verdict = scan_container(actor=actor, shipment=row, raw=raw, purpose="pack", among=row.container_ids)
    if not verdict.ok or verdict.container is None:
        return verdict
    if verdict.container.id not in waiting:
        raise Refused(Problem("shipments.contents.done", {"code": verdict.container.code}, field="raw"))
    refuse_withheld(row, only=verdict.container.id)
    with transaction.atomic():
        row = locked(shipment_id)
        _refuse_state(row)
        event = ContainerPacked(shipment=row.id, container=verdict.container.id, scan=raw.strip())
        write(event, actor=actor, organisation=row.organisation_id)
    return verdict


def _refuse_state(row: Shipment) -> None:
    if row.state != ShipmentState.PLANNED:
        raise Refused(Problem("shipments.state", {"number": row.number, "state": row.state}))
