"""A shipment in sight as an EPCIS 2.0 document."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from cellpark.base.scope import widened
from cellpark.exchange.public import Felt, Happening, Leg, ShipmentFacts, epcis_shipment
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import events_of
from cellpark.materials.public import Container
from cellpark.shipments.models import Shipment

PREFIX = "shipments.shipment."
LEGS = {f"{PREFIX}{leg}": leg for leg in Leg}


def shipment_epcis(shipment: Shipment, *, at: datetime) -> dict[str, Any]:
    """What happened on its way, for the systems of its sides: the owner's ledger proves it, and the row is in sight.

    Raises ``Refused(shipments.epcis.nothing)`` before it was sealed.
    """
    with widened(shipment.organisation_id):
        events = [
            Happening(leg=LEGS[each.type], event=each.id, at=each.at)
            for each in events_of(f"shipment/{shipment.id}")
            if each.type in LEGS
        ]
        rows = Container.objects.select_related("material", "lot__material").in_bulk(shipment.container_ids)
    if not events:
        raise Refused(Problem("shipments.epcis.nothing", {"number": shipment.number}))
    facts = ShipmentFacts(
        id=shipment.id,
        number=shipment.number,
        sender=shipment.sender_id,
        carrier=shipment.carrier_id,
        receiver=shipment.receiver_id,
        containers=[rows[each] for each in shipment.container_ids if each in rows],
        happened=events,
        felt=_felt(shipment),
    )
    return epcis_shipment(facts, at=at)


def _felt(shipment: Shipment) -> Felt | None:
    """The logger's answer, over the time that it was judged for."""
    said = shipment.evaluation
    if not said or shipment.sealed_at is None or shipment.arrived_at is None:
        return None
    values = {name: _number(said.get(name, "")) for name in ("lowest", "highest", "mean", "kinetic")}
    return Felt(
        since=shipment.sealed_at,
        until=shipment.arrived_at,
        device=str(said.get("serial", "")),
        sha256=shipment.file_sha256,
        **values,
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
