"""What other floors use of this app."""

from cellpark.receivables import words
from cellpark.receivables.actions.allocate_payment import allocate_payment
from cellpark.receivables.actions.bill_late_fees import LateFeeDue, bill_late_fees, late_fees_due
from cellpark.receivables.actions.decide_payee import decide_payee
from cellpark.receivables.actions.decide_payout import decide_payout
from cellpark.receivables.actions.import_payments import ImportReport, import_payments
from cellpark.receivables.actions.propose_payee import propose_payee
from cellpark.receivables.actions.propose_payout import propose_payout
from cellpark.receivables.actions.record_payment import record_payment
from cellpark.receivables.actions.release_allocation import release_allocation
from cellpark.receivables.actions.reverse_payment import reverse_payment
from cellpark.receivables.actions.send_reminder import ReminderDue, letters_due, reminders_due, send_reminder, steps_due
from cellpark.receivables.actions.set_tax_code import set_tax_code
from cellpark.receivables.actions.withdraw_payee import withdraw_payee
from cellpark.receivables.alike import ImportRow
from cellpark.receivables.allocating import open_bills
from cellpark.receivables.example_money import load_example_money
from cellpark.receivables.invoicing import InvoiceRequestWriter, JsonRequests, invoice_requests
from cellpark.receivables.journal import Voucher, journal, journal_csv
from cellpark.receivables.models import Allocation, Payee, Payment, Payout, Reminder, TaxCode
from cellpark.receivables.paying_out import deposits_of
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.queries import (
    Movement,
    Standing,
    Statement,
    ageing,
    has_account,
    payee_of,
    payees,
    payments,
    payments_of,
    payouts,
    reminders_of,
    settled_by,
    standing,
    statement,
)
from cellpark.receivables.receiving import Received
from cellpark.receivables.rules import BUCKETS, PAYOUT_ALONE_MAX, REMIND_AFTER_DAYS, BankDetails, OpenBill
from cellpark.receivables.states import TAXED_KINDS, Method, Origin, PayeeState, PaymentState, PayoutKind, PayoutState
from cellpark.receivables.tax_codes import tax_codes

__all__ = [
    "BUCKETS",
    "PAYOUT_ALONE_MAX",
    "REMIND_AFTER_DAYS",
    "TAXED_KINDS",
    "Allocation",
    "BankDetails",
    "ImportReport",
    "ImportRow",
    "InvoiceRequestWriter",
    "JsonRequests",
    "LateFeeDue",
    "Method",
    "Movement",
    "OpenBill",
    "Origin",
    "Payee",
    "PayeeState",
    "Payment",
    "PaymentState",
    "Payout",
    "PayoutKind",
    "PayoutState",
    "ReceivablesPermission",
    "Received",
    "Reminder",
    "ReminderDue",
    "Standing",
    "Statement",
    "TaxCode",
    "Voucher",
    "ageing",
    "allocate_payment",
    "bill_late_fees",
    "decide_payee",
    "decide_payout",
    "deposits_of",
    "has_account",
    "import_payments",
    "invoice_requests",
    "journal",
    "journal_csv",
    "late_fees_due",
    "letters_due",
    "load_example_money",
    "open_bills",
    "payee_of",
    "payees",
    "payments",
    "payments_of",
    "payouts",
    "propose_payee",
    "propose_payout",
    "record_payment",
    "release_allocation",
    "reminders_due",
    "reminders_of",
    "reverse_payment",
    "send_reminder",
    "set_tax_code",
    "settled_by",
    "standing",
    "statement",
    "steps_due",
    "tax_codes",
    "withdraw_payee",
    "words",
]
