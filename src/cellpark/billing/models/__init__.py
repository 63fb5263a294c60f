"""The tables of bills."""

from cellpark.billing.models.bill import Bill, BillLine
from cellpark.billing.models.charge import Charge
from cellpark.billing.models.claim import Claim
from cellpark.billing.models.credit import CreditLine, CreditNote
from cellpark.billing.models.run import Run, Series

__all__ = ["Bill", "BillLine", "Charge", "Claim", "CreditLine", "CreditNote", "Run", "Series"]
