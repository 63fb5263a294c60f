"""The tables of accounts."""

from cellpark.receivables.models.payment import Allocation, Payment
from cellpark.receivables.models.payout import Payout
from cellpark.receivables.models.reminder import Reminder

__all__ = ["Allocation", "Payment", "Payout", "Reminder"]
