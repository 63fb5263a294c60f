"""Records in the formats of others: EPCIS 2.0 for custody, FHIR for the product. Read only; nothing is decided here."""
