"""Scan a container out of the shipper."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import CustodyAct, ScanVerdict
from cellpark.shipments.events import ContainerUnpacked
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import require_side
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.scanning import scan_container
from cellpark.shipments.states import ShipmentState
from cellpark.shipments.travelling import carried


def unpack_container(*, actor: Actor, shipment_id: UUID, raw: str) -> ScanVerdict:
    """Take a container out by its label; one that was not packed is a near miss and stops it (T1, CN-4b).

    Raises ``Refused``: ``shipments.side``, ``shipments.state``, ``shipments.contents.done`` for one scanned before.
    """
    actor.require(ShipmentPermission.HANDLE)
    row: Shipment = Shipment.objects.get(id=shipment_id)
    require_side(actor, row, "unpack")
    _refuse_state(row)
    waiting = [UUID(each["container"]) for each in row.contents if not each["unpacked"]]
    verdict = scan_container(actor=actor, shipment=row, raw=raw, purpose="unpack", among=row.container_ids)
    if not verdict.ok or verdict.container is None:
        return verdict
    if verdict.container.id not in waiting:
        raise Refused(Problem("shipments.contents.done", {"code": verdict.container.code}, field="raw"))
    with transaction.atomic():
        row = locked(shipment_id)
        _refuse_state(row)
        event = ContainerUnpacked(shipment=row.id, container=verdict.container.id, scan=raw.strip())
        write(event, actor=actor, organisation=row.organisation_id)
        seen = verdict.container.id
        carried(actor=actor, shipment=row, act=CustodyAct.SITE_RECEIVED, scan=raw.strip(), only=seen)
    return verdict


def _refuse_state(row: Shipment) -> None:
    if row.state != ShipmentState.ARRIVED:
        raise Refused(Problem("shipments.state", {"number": row.number, "state": row.state}))
