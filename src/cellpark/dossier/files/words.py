"""What the files of a dossier are called, in both languages at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cellpark.batches.public import both

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FILES: Mapping[str, "StrOrPromise"] = {
    "contents": _("Contents of this dossier"),
    "record_page": _("Batch record to be read on a screen"),
    "record_paper": _("Batch record on paper (PDF/A-3b)"),
    "certificate": _("Certificate of analysis"),
    "release": _("Release decision and checklist"),
    "order": _("Treatment order, without the patient"),
    "shipments": _("Shipments with their temperatures"),
    "environment": _("Environment of the rooms"),
    "laboratory": _("Results and what was out of specification"),
    "road": _("Life of a shipment with its sensor (EPCIS 2.0)"),
    "recipe": _("The recipe that was run, as approved"),
    "labels": _("Labels and their balance"),
    "label": _("Proof of a label"),
    "custody": _("Custody: where each container was"),
    "epcis": _("Life of a container (EPCIS 2.0)"),
    "fhir": _("Order, collections and containers of cells (FHIR R5 bundle)"),
    "orders": _("Orders with their collections (FHIR R5 bundle)"),
    "table": _("One table of the organisation"),
    "containers": _("Table of containers"),
    "events": _("Table of all entries"),
    "values": _("Table of recorded values"),
    "raw": _("Raw file of an instrument, byte for byte"),
}
TITLES: Mapping[str, "StrOrPromise"] = {
    "dossier": _("Dossier of the batch %(number)s"),
    "made": _("Assembled at %(at)s from %(count)s records of the ledger."),
    "check": _(
        "To check it, open verify.html and drop the zip file onto it, or run verify.py. Both name the first thing that"
        " does not fit. Take the key of the log from the site's own publication."
    ),
    "no_patient": _("The patient appears by the chain of identity alone."),
    "stood": _("As it stood at %(at)s."),
    "back": _("Contents of this dossier"),
    "nothing": _("Nothing is recorded."),
    "undecided": _("Nothing has been decided about this batch yet."),
    "at_glance": _("At a glance"),
    "chapters": _("Read it in this order"),
    "all_files": _("All files"),
    "batch": _("Batch"),
    "product": _("Product"),
    "coi": _("Chain of identity"),
    "started": _("Started at"),
    "ended": _("Ended at"),
    "decision": _("Decision"),
    "lines": _("Lines of the checklist that hold"),
    "exceptions": _("Exceptions"),
    "road": _("Shipments"),
    "out": _("Results out of specification and what was found"),
    "file": _("File"),
    "what": _("What it is"),
    "bytes": _("Bytes"),
    "container": _("Container"),
    "material": _("Material"),
    "state": _("State"),
    "when": _("When"),
    "what_happened": _("What happened"),
    "who": _("Who"),
    "label": _("Label"),
    "balance": _("Balance of the labels"),
    "balanced": _("The labels balance."),
    "missing": _("Printed, and nobody said what became of them"),
    "unbalanced": _("The labels do not balance yet."),
}


def said(words: "Mapping[str, StrOrPromise]", key: str, **values: object) -> dict[str, str]:
    """One text in both languages."""
    return {language: text % values if values else text for language, text in both(words[key]).items()}
