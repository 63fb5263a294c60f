"""What other floors use of the exchange with other houses."""

from cellpark.exchange.epcis import epcis_document
from cellpark.exchange.epcis_shipment import Felt, Happening, Leg, ShipmentFacts, epcis_shipment
from cellpark.exchange.fhir import Release, fhir_product
from cellpark.exchange.fhir_order import (
    CollectionFacts,
    OrderFacts,
    fhir_order_bundle,
    fhir_service_request,
    fhir_specimen,
)
from cellpark.exchange.fhir_request import PatientSaid, RequestSaid, read_request

__all__ = [
    "CollectionFacts",
    "Felt",
    "Happening",
    "Leg",
    "OrderFacts",
    "PatientSaid",
    "Release",
    "RequestSaid",
    "ShipmentFacts",
    "epcis_document",
    "epcis_shipment",
    "fhir_order_bundle",
    "fhir_product",
    "fhir_service_request",
    "fhir_specimen",
    "read_request",
]
