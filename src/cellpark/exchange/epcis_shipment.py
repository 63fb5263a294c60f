"""A shipment as an EPCIS 2.0 document in JSON-LD: packing, shipping, departing, arriving, receiving, accepting.

The shipper is the parent of what it holds (AggregationEvent); each hand-over is an ObjectEvent with the party that
gives and the party that takes; the decision at the end ties the goods to the shipment (TransactionEvent). What the
logger measured stands in the receiving event as one sensor element with its window of time (EPCIS 2.0, section 7.3.7;
CBV 2.0, sections 7 and 8).
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final
from uuid import UUID

from cellpark.exchange import forms
from cellpark.exchange.epcis import Json, document, happened, timed
from cellpark.exchange.steps import Step
from cellpark.materials.public import Container


class Leg(StrEnum):
    """What happens on the way of a shipment."""

    SEALED = "sealed"
    HANDED_OVER = "handed_over"
    TAKEN_OVER = "taken_over"
    ARRIVED = "arrived"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"


STEPS: Final[Mapping[Leg, Step]] = {
    Leg.SEALED: Step("packing", "container_closed"),
    Leg.HANDED_OVER: Step("shipping", "in_transit"),
    Leg.TAKEN_OVER: Step("departing", "in_transit"),
    Leg.ARRIVED: Step("arriving", "in_progress"),
    Leg.RECEIVED: Step("receiving", "container_open"),
    Leg.ACCEPTED: Step("accepting", "in_progress"),
    Leg.REFUSED: Step("accepting", "non_conformant"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One leg of the way, with the ledger's event that proves it."""

    leg: Leg
    event: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """What a logger measured from ``since`` to ``until``, in degC; ``sha256`` of its file as it was read."""

    since: datetime
    until: datetime
    lowest: Decimal | None
    highest: Decimal | None
    mean: Decimal | None
    kinetic: Decimal | None
    device: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentFacts:
    """A shipment for the outside: three organisations by id, containers, what happened, what the logger measured."""

    id: UUID
    number: str
    sender: UUID
    carrier: UUID | None
    receiver: UUID
    containers: Sequence[Container]
    happened: Sequence[Happening]
    felt: Felt | None


def epcis_shipment(shipment: ShipmentFacts, *, at: datetime) -> Json:
    """The document, made at ``at``; events in the order in which they happened."""
    return document(shipment.id, [_event(shipment, each) for each in shipment.happened], at=at)


def _event(shipment: ShipmentFacts, each: Happening) -> Json:
    names = [forms.container_name(row) for row in shipment.containers]
    document_of = {"bizTransactionList": [{"type": "desadv", "bizTransaction": _number(shipment)}]}
    if each.leg is Leg.SEALED:
        more: Json = {"action": "ADD", "parentID": forms.uuid_name(shipment.id), "childEPCs": names}
        return happened("AggregationEvent", each.event, each.at, STEPS[each.leg], **more, **document_of)
    if each.leg in (Leg.ACCEPTED, Leg.REFUSED):
        more = {"action": "ADD", "epcList": names, **document_of}
        return happened("TransactionEvent", each.event, each.at, STEPS[each.leg], **more)
    more = {"action": "OBSERVE", "epcList": names, **document_of, **_parties(shipment, each.leg)}
    if each.leg is Leg.RECEIVED and shipment.felt is not None:
        more |= _sensed(shipment.felt)
    return happened("ObjectEvent", each.event, each.at, STEPS[each.leg], **more)


def _number(shipment: ShipmentFacts) -> str:
    return f"{forms.extension_space()}shipment:{shipment.number}"


def _parties(shipment: ShipmentFacts, leg: Leg) -> Json:
    """Who has it before and after: the carrier between the hand-over and the arrival, where one is named."""
    carrier = shipment.carrier or shipment.sender
    giver = shipment.sender if leg in (Leg.HANDED_OVER, Leg.TAKEN_OVER) else carrier
    taker = carrier if leg is Leg.TAKEN_OVER else shipment.receiver
    return {
        "sourceList": [{"type": "possessing_party", "source": forms.uuid_name(giver)}],
        "destinationList": [{"type": "possessing_party", "destination": forms.uuid_name(taker)}],
    }


def _base64url(sha256: str) -> str:
    return urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _sensed(felt: Felt) -> Json:
    values = {"minValue": felt.lowest, "maxValue": felt.highest, "meanValue": felt.mean}
    report: Json = {
        "type": "Temperature",
        **{key: forms.json_number(value) for key, value in values.items() if value is not None},
        "uom": forms.UNECE["degC"],
    }
    if felt.kinetic is not None:
        report["cellpark:meanKineticValue"] = forms.json_number(felt.kinetic)
    metadata: Json = {
        "startTime": timed(felt.since),
        "endTime": timed(felt.until),
        # the file is named by its hash (RFC 6920)
        "rawData": f"ni:///sha-256;{_base64url(felt.sha256)}",
    }
    if felt.device:
        metadata["deviceID"] = forms.place_name(felt.device)
    return {"sensorElementList": [{"sensorMetadata": metadata, "sensorReport": [report]}]}
