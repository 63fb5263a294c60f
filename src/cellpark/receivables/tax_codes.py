"""Which tax classification code holds for a kind of line on a day."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cellpark.receivables.models import TaxCode


class TaxCodes:
    """The codes of an operator, read once."""

    def __init__(self, organisation_id: UUID) -> None:
        """In the order of their days, of one day in that of their records."""
        rows = TaxCode.objects.filter(organisation_id=organisation_id).order_by("since", "recorded_at", "id")
        self._rows: list[TaxCode] = list(rows)

    def on(self, kind: str, day: date) -> TaxCode | None:
        """The code that holds on a day; None where none was set."""
        return next((each for each in reversed(self._rows) if each.kind == kind and each.since <= day), None)


def tax_codes() -> "QuerySet[TaxCode]":
    """The codes in sight."""
    rows: QuerySet[TaxCode] = TaxCode.objects.all()
    return rows
