"""What other floors use of this app."""

from cellpark.billing.actions.decide_credit import decide_credit
from cellpark.billing.actions.post_charge import post_charge
from cellpark.billing.actions.propose_credit import propose_credit
from cellpark.billing.actions.reverse_charge import reverse_charge
from cellpark.billing.days import today
from cellpark.billing.models import Bill, BillLine, Charge, Claim, CreditLine, CreditNote, Run
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.queries import bills_of
from cellpark.billing.rules import COIN, CREDIT_ALONE_MAX, tax_of
from cellpark.billing.settling import settle
from cellpark.billing.states import (
    LATE_FEE_SOURCE,
    BillKind,
    ChargeState,
    CreditState,
    LineKind,
    RunState,
)
from cellpark.billing.streams import account_stream

__all__ = [
    "COIN",
    "CREDIT_ALONE_MAX",
    "LATE_FEE_SOURCE",
    "Bill",
    "BillKind",
    "BillLine",
    "BillingPermission",
    "Charge",
    "ChargeState",
    "Claim",
    "CreditLine",
    "CreditNote",
    "CreditState",
    "LineKind",
    "Run",
    "RunState",
    "account_stream",
    "bills_of",
    "decide_credit",
    "post_charge",
    "propose_credit",
    "reverse_charge",
    "settle",
    "tax_of",
    "today",
]
