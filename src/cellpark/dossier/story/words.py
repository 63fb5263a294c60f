"""The questions of a story, and the heads of its tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# the names that Cellpark gives to what rules ask; what each answers stands in docs/validation.md
SECTIONS: "Mapping[str, tuple[StrOrPromise, tuple[str, ...]]]" = {
    "identity": (_("What it is and whose it is"), ("CART-1a", "CN-4f", "1271-1b")),
    "journey": (_("Where it was, in whose hands"), ("CN-4k", "CART-1a")),
    "origins": (_("What went into it"), ("211-1b", "T16")),
    "batches": (_("The batches it belongs to"), ("211-1b",)),
    "steps": (_("Every step that was done"), ("211-1b", "P11-6")),
    "people": (_("Who did anything with it"), ("211-1c", "CN-1d")),
    "equipment": (_("Equipment and what it was used for"), ("211-3c", "T3")),
    "results": (_("Results of tests"), ("211-4a",)),
    "labels": (_("Labels and what became of them"), ("211-3a", "LBL-1")),
    "exceptions": (_("What went otherwise, and what followed"), ("211-4a", "A11-1c")),
    "signatures": (_("Signatures, and which became void"), ("P11-8a", "P11-8b", "A11-2f")),
    "disposition": (_("What was decided about the batch"), ("211-4a",)),
    "dossiers": (_("The file to take home"), ("P11-2",)),
}
HEADS: "Mapping[str, tuple[StrOrPromise, ...]]" = {
    "identity": (_("Code"), _("Material"), _("Lot"), _("Chain of identity"), _("State"), _("Quantity"), _("Place now")),
    "journey": (_("When"), _("What happened"), _("Code"), _("Who")),
    "origins": (_("Lot"), _("Material"), _("State"), _("Expires")),
    "batches": (_("Batch"), _("Product"), _("Chain of identity"), _("State"), _("Started at"), _("Ended at")),
    "steps": (_("Batch"), _("Step"), _("What"), _("Work began"), _("By"), _("Completed")),
    "people": (_("Name"), _("Id in the ledger"), _("Entries")),
    "equipment": (_("Equipment"), _("Activity"), _("Batch"), _("From"), _("Until"), _("By")),
    "results": (_("Batch"), _("Test"), _("Stage"), _("Value"), _("Verdict"), _("Verified by")),
    "labels": (_("Label"), _("Container"), _("Batch"), _("State"), _("Issued at")),
    "exceptions": (
        _("Number"),
        _("Step"),
        _("What was seen"),
        _("Classification"),
        _("Finding"),
        _("State"),
        _("Opened"),
    ),
    "signatures": (_("Batch"), _("Step"), _("Role"), _("Meaning"), _("By"), _("When"), _("Stands")),
    "disposition": (_("Batch"), _("Decision"), _("When"), _("By")),
    "dossiers": (_("Batch"), _("State"), _("Asked for"), _("SHA-256")),
}
STANDS = _("stands")
VOID = _("void")
