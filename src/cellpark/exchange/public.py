"""What other floors use of the exchange with other houses."""

from cellpark.exchange.epcis import epcis_document
from cellpark.exchange.fhir import Release, fhir_product

__all__ = ["Release", "epcis_document", "fhir_product"]
