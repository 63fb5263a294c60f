"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.billing.public import BillingPermission as Bills
from cellpark.receivables.public import ReceivablesPermission as May
from cellpark.web.areas.billing.views import (
    accounts,
    bills,
    credit_notes,
    export,
    payees,
    payments,
    payouts,
    reminders,
    runs,
    tax_codes,
)

BILL, PAYMENT, ACCOUNT = "bills/<uuid:bill_id>", "payments/<uuid:payment_id>", "accounts/<uuid:debtor_id>"

urlpatterns: list[URLPattern] = [
    route("bills", bills.listed, access=requires(Bills.SEE), name="bills"),
    route(BILL, bills.one, access=requires(Bills.SEE), name="bill"),
    route(f"{BILL}/pdf", bills.pdf, access=requires(Bills.SEE), name="bill_pdf"),
    route(f"{BILL}/credit", credit_notes.prepare, access=requires(Bills.PREPARE_CREDIT), name="bill_credit"),
    route(f"{BILL}/again", credit_notes.again, access=requires(Bills.APPROVE_CREDIT), name="bill_again"),
    route(f"{BILL}/deposit", payouts.deposit, access=requires(May.PREPARE_PAYOUT), name="bill_deposit"),
    route(
        "credit-notes/<uuid:credit_id>", credit_notes.decide, access=requires(Bills.APPROVE_CREDIT), name="credit_note"
    ),
    route("billing-runs", runs.listed, access=requires(Bills.RUN), name="billing_runs"),
    route("billing-runs/start", runs.start, access=requires(Bills.RUN), name="billing_run_start"),
    route("billing-runs/<uuid:run_id>", runs.one, access=requires(Bills.RUN), name="billing_run"),
    route(
        "leases/<uuid:lease_id>/correction",
        credit_notes.correct,
        access=requires(Bills.PREPARE_CREDIT),
        name="lease_correction",
    ),
    route("receivables", accounts.ageing, access=requires(May.OVERSEE), name="receivables"),
    route("receivables/waiting", accounts.waiting, access=requires(May.OVERSEE), name="money_waiting"),
    route("receivables/late-fees", reminders.late_fees, access=requires(May.RECORD), name="late_fees"),
    route("receivables/reminders", reminders.due, access=requires(May.REMIND), name="reminders"),
    route("receivables/payee", payees.shown, access=requires(May.PREPARE_PAYEE), name="payee"),
    route("receivables/payee/propose", payees.propose, access=requires(May.PREPARE_PAYEE), name="payee_propose"),
    route("receivables/payee/<uuid:payee_id>", payees.decide, access=requires(May.APPROVE_PAYEE), name="payee_decide"),
    route(
        "receivables/payee/<uuid:payee_id>/withdraw",
        payees.withdraw,
        access=requires(May.PREPARE_PAYEE),
        name="payee_withdraw",
    ),
    route("receivables/tax-codes", tax_codes.listed, access=requires(May.EXPORT), name="tax_codes"),
    route("receivables/tax-codes/set", tax_codes.set_code, access=requires(May.SET_TAX_CODE), name="tax_code_set"),
    route("receivables/export", export.chosen, access=requires(May.EXPORT), name="money_export"),
    route("receivables/journal.csv", export.journal, access=requires(May.EXPORT), name="journal"),
    route("receivables/e-invoices.json", export.invoices, access=requires(May.EXPORT), name="invoice_requests"),
    route("reminders/<uuid:reminder_id>", reminders.one, access=requires(May.SEE), name="reminder"),
    route("account", accounts.own, access=requires(May.SEE), name="own_account"),
    route(ACCOUNT, accounts.one, access=requires(May.SEE), name="account"),
    route(f"{ACCOUNT}/statement", accounts.statement_pdf, access=requires(May.SEE), name="debtor_statement"),
    route(f"{ACCOUNT}/remind", reminders.send, access=requires(May.REMIND), name="debtor_remind"),
    route("payments", payments.listed, access=requires(May.SEE), name="payments"),
    route("payments/enter", payments.enter, access=requires(May.RECORD), name="payment_enter"),
    route("payments/import", payments.read_file, access=requires(May.RECORD), name="payments_import"),
    route(PAYMENT, payments.one, access=requires(May.SEE), name="payment"),
    route(f"{PAYMENT}/allocate", payments.allocate, access=requires(May.RECORD), name="payment_allocate"),
    route(f"{PAYMENT}/release", payments.release, access=requires(May.RECORD), name="payment_release"),
    route(f"{PAYMENT}/reverse", payments.reverse_payment, access=requires(May.RECORD), name="payment_reverse"),
    route(f"{PAYMENT}/refund", payouts.refund, access=requires(May.PREPARE_PAYOUT), name="payment_refund"),
    route("payouts/<uuid:payout_id>", payouts.decide, access=requires(May.APPROVE_PAYOUT), name="payout"),
]
