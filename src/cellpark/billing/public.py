"""What other floors use of this app."""

from cellpark.billing import words
from cellpark.billing.actions.bill_again import Again, bill_again, taken_back_by_hand
from cellpark.billing.actions.continue_run import continue_run
from cellpark.billing.actions.correct_lease import LeaseDifference, correct_lease, lease_difference
from cellpark.billing.actions.decide_credit import decide_credit
from cellpark.billing.actions.post_charge import post_charge
from cellpark.billing.actions.propose_credit import propose_credit
from cellpark.billing.actions.reverse_charge import reverse_charge
from cellpark.billing.actions.run_billing import run_billing
from cellpark.billing.actions.start_run import start_run
from cellpark.billing.alone import credited_alone
from cellpark.billing.amended import amended_leases
from cellpark.billing.crediting import hold_for
from cellpark.billing.days import today
from cellpark.billing.models import Bill, BillLine, Charge, Claim, CreditLine, CreditNote, Run
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.previewing import Preview, preview_run
from cellpark.billing.queries import awaited_note, bills, bills_of, first_of, runs
from cellpark.billing.rules import COIN, CREDIT_ALONE_DAYS, CREDIT_ALONE_MAX, tax_of
from cellpark.billing.series import take_numbers
from cellpark.billing.settling import give_back, settle
from cellpark.billing.states import (
    BillKind,
    ChargeState,
    CreditState,
    LineKind,
    RunState,
    SeriesKind,
)
from cellpark.billing.streams import account_stream

__all__ = [
    "COIN",
    "CREDIT_ALONE_DAYS",
    "CREDIT_ALONE_MAX",
    "Again",
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
    "LeaseDifference",
    "LineKind",
    "Preview",
    "Run",
    "RunState",
    "SeriesKind",
    "account_stream",
    "amended_leases",
    "awaited_note",
    "bill_again",
    "bills",
    "bills_of",
    "continue_run",
    "correct_lease",
    "credited_alone",
    "decide_credit",
    "first_of",
    "give_back",
    "hold_for",
    "lease_difference",
    "post_charge",
    "preview_run",
    "propose_credit",
    "reverse_charge",
    "run_billing",
    "runs",
    "settle",
    "start_run",
    "take_numbers",
    "taken_back_by_hand",
    "tax_of",
    "today",
    "words",
]
