"""The tables of accounts."""

from cellpark.receivables.models.payee import Payee
from cellpark.receivables.models.payment import Allocation, Payment
from cellpark.receivables.models.payout import Payout
from cellpark.receivables.models.reminder import Reminder
from cellpark.receivables.models.tax_code import TaxCode

__all__ = ["Allocation", "Payee", "Payment", "Payout", "Reminder", "TaxCode"]
