"""Labels in the batch record: what became of them, and the specimens that are kept with it (T9, 211-1c)."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cellpark.batches.record.words import Said, both
from cellpark.labels.public import FIELDS, STATEMENTS, Label, LabelState, labels_of_batch, reconciliation

BALANCE = _(
    "Printed %(printed)s = applied %(applied)s + specimens %(sampled)s + void %(voided)s + destroyed %(destroyed)s;"
    " unaccounted for: %(missing)s"
)
COUNTS = ("printed", "applied", "sampled", "voided", "destroyed", "missing")


def labels_in_record(batch_id: UUID) -> dict[str, Any]:
    """The balance in both languages, empty where no label was issued, and each specimen as it is printed."""
    rows = labels_of_batch(batch_id)
    if not rows.exists():
        return {"balance": {"zh": "", "en": ""}, "specimens": []}
    found = reconciliation(batch_id)
    counts = {name: getattr(found, name) for name in COUNTS}
    kept = rows.filter(state=LabelState.SAMPLED).select_related("template").order_by("number")
    return {"balance": both(Said(BALANCE, counts)), "specimens": [_specimen(each) for each in kept]}


def _specimen(label: Label) -> dict[str, Any]:
    return {
        "number": label.number,
        "template": str(label.template),
        "container": label.container_code,
        "payload": label.payload,
        "lines": [{**both(FIELDS[field]), "value": text} for field, text in label.texts.items()],
        "statements": [both(STATEMENTS[each]) for each in label.chosen_statements],
    }
