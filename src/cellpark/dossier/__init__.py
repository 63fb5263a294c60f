"""Everything about one batch in one file: records, certificate, labels, custody, raw files, streams and their proofs.

Whoever holds it can read it without us, check that nothing in it was changed, and leave with everything: EPCIS, FHIR
and CSV lie beside the pages. It names the first broken thing when one byte differs.
"""
