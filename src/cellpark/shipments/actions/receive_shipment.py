"""Take a shipment out of its shipper and look at it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.shipments.events import Finding, ShipmentReceived
from cellpark.shipments.holding import open_excursion
from cellpark.shipments.models import Shipment
from cellpark.shipments.parties import require_side
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import code_problems, text_of_person_problems
from cellpark.shipments.states import SHIPMENT_LIFECYCLE, FindingKind


def receive_shipment(*, actor: Actor, shipment_id: UUID, seal: str, damage: str = "") -> Shipment:
    """Say which seal was seen and what is damaged, once everything was scanned out (CN-4b).

    Another seal, damage, or too long a way open an excursion: every container inside waits. Raises ``Refused``:
    ``shipments.side``, ``shipments.contents.not_seen``, ``lifecycle.step``.
    """
    actor.require(ShipmentPermission.HANDLE)
    require_side(actor, Shipment.objects.get(id=shipment_id), "receive")
    refuse_any(code_problems(required=("seal",), seal=seal))
    refuse_any(text_of_person_problems(damage, field="damage", required=False))
    with transaction.atomic():
        row = locked(shipment_id)
        SHIPMENT_LIFECYCLE.step(row.state, "receive")
        unseen = [each["code"] for each in row.contents if not each["unpacked"]]
        if unseen:
            raise Refused(Problem("shipments.contents.not_seen", {"codes": ", ".join(unseen)[:200]}, rule="CN-4b"))
        event = ShipmentReceived(shipment=row.id, seal=seal.strip(), damage=damage.strip())
        row = write(event, actor=actor, organisation=row.organisation_id)
        findings = _findings(row)
        if findings:
            open_excursion(actor=actor, shipment=row, findings=findings)
            row = Shipment.objects.get(id=row.id)
    return row


def _findings(row: Shipment) -> tuple[Finding, ...]:
    found = []
    if row.seal_seen != row.seal:
        found.append(Finding(kind=FindingKind.SEAL.value, said=f"{row.seal_seen} / {row.seal}"))
    if row.damage:
        found.append(Finding(kind=FindingKind.DAMAGE.value, said=row.damage))
    assert row.sealed_at is not None, "what arrived was sealed"
    assert row.arrived_at is not None, "what is received arrived"
    if row.arrived_at - row.sealed_at > timedelta(hours=row.hours_max):
        found.append(Finding(kind=FindingKind.DURATION.value, starts_at=row.sealed_at, ends_at=row.arrived_at))
    return tuple(found)
