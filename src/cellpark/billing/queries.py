"""Reading bills."""

from uuid import UUID

from django.db.models import QuerySet

from cellpark.billing.models import Bill


def bills_of(debtor_id: UUID) -> QuerySet[Bill]:
    """The bills in sight of one debtor, the youngest first."""
    return Bill.objects.filter(debtor_id=debtor_id).order_by("-issued_on", "-number")
