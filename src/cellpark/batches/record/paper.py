"""The batch record on paper, and the words that stand beside its values."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.batches.queries import BatchView
from cellpark.batches.record.data import record_of, when
from cellpark.batches.record.words import both

TEMPLATE = Path(__file__).with_name("record.typ")
LABELS = {
    "title": gettext_lazy("Batch record"),
    "batch": gettext_lazy("Batch"),
    "recipe": gettext_lazy("Recipe"),
    "product": gettext_lazy("Product"),
    "coi": gettext_lazy("Chain of identity"),
    "suite": gettext_lazy("Suite"),
    "slot": gettext_lazy("Slot"),
    "started": gettext_lazy("Started at"),
    "ended": gettext_lazy("Ended at"),
    "printed": gettext_lazy("Printed"),
    "exceptions": gettext_lazy("Exceptions"),
    "outside": gettext_lazy("Values outside their limits"),
    "corrected": gettext_lazy("Corrections"),
    "voided": gettext_lazy("Signatures that became void"),
    "refused": gettext_lazy("Acts that were refused"),
    "labels": gettext_lazy("Labels"),
    "clearances": gettext_lazy("Line clearance"),
    "room": gettext_lazy("Room"),
    "checked_by": gettext_lazy("Checked by"),
    "verified_by": gettext_lazy("Verified by"),
    "specimens": gettext_lazy("Specimens"),
    "steps": gettext_lazy("Every step"),
    "field": gettext_lazy("Field"),
    "value": gettext_lazy("Value"),
    "limits": gettext_lazy("Limits"),
    "by": gettext_lazy("Who, when"),
    "signed": gettext_lazy("Signed by"),
    "was": gettext_lazy("was"),
    "confirmed": gettext_lazy("confirmed by"),
    "none": gettext_lazy("none"),
    "void": gettext_lazy("void"),
    "begun": gettext_lazy("Work began"),
    "open": gettext_lazy("not complete"),
    "page": gettext_lazy("Page"),
    "zone": gettext_lazy("Times in the zone"),
    "version": gettext_lazy("Entries of the ledger"),
}


def record_labels() -> dict[str, dict[str, str]]:
    """The words of the record in both languages."""
    return {key: both(words) for key, words in LABELS.items()}


def record_pdf(view: BatchView, record: dict[str, Any] | None = None) -> bytes:
    """The bytes of the printed record (ISO 19005-3). Raises ``Refused`` without a Chinese font.

    ``record`` is ``record_of(view)`` where somebody made it already.
    """
    at = now()
    data = {"record": record_of(view) if record is None else record, "labels": record_labels(), "printed": when(at)}
    return typeset(TEMPLATE, data, at=at)
