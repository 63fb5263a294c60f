"""The scan of a hand-over: the shipment's own number, its shipper's code, or the label of a container inside (T1)."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.problem import Refused
from cellpark.materials.public import ScanVerdict, resolve_scan, verify_scan
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import lent


def scan_shipment(*, actor: Actor, shipment: Shipment, raw: str, purpose: str) -> ScanVerdict:
    """Whether ``raw`` belongs to this shipment; what does not is a near miss that stays, and stops the act (T1, LBL-5).

    It answers and does not raise for a wrong scan: never undo the transaction of this call.
    """
    said = raw.strip().upper()
    if said and said in (shipment.number.upper(), shipment.shipper.upper()):
        return ScanVerdict(ok=True)
    return scan_container(actor=actor, shipment=shipment, raw=raw, purpose=purpose, among=shipment.container_ids)


def scan_container(*, actor: Actor, shipment: Shipment, raw: str, purpose: str, among: list[UUID]) -> ScanVerdict:
    """Whether ``raw`` is the label of one of the containers ``among``; otherwise a near miss."""
    with widened(shipment.organisation_id):
        try:
            found = resolve_scan(raw, organisation=shipment.organisation_id).container
        except Refused:
            found = None
        expected = found.id if found is not None and found.id in among else (among or shipment.container_ids)[0]
        return verify_scan(actor=lent(actor), raw=raw, expected_container=expected, purpose=purpose, check_use=False)
