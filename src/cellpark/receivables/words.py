"""Words for accounts, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.billing.public import words as billing_words
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.states import Method, Origin, PayeeState, PaymentState, PayoutKind, PayoutState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

LINE_KINDS = billing_words.LINE_KINDS
APP_WORDS: Words = {"receivables": _("Receivables")}
PERMISSION_WORDS: Words = {
    ReceivablesPermission.SEE: _("See accounts"),
    ReceivablesPermission.OVERSEE: _("See the receivables of everybody"),
    ReceivablesPermission.RECORD: _("Enter payments and late fees"),
    ReceivablesPermission.REMIND: _("Send reminders"),
    ReceivablesPermission.PREPARE_PAYOUT: _("Prepare refunds and returns of deposits"),
    ReceivablesPermission.APPROVE_PAYOUT: _("Decide about refunds and returns of deposits"),
    ReceivablesPermission.EXPORT: _("Export the journal and requests for e-invoices"),
    ReceivablesPermission.SET_TAX_CODE: _("Set tax classification codes"),
    ReceivablesPermission.PREPARE_PAYEE: _("Prepare bank details for bills"),
    ReceivablesPermission.APPROVE_PAYEE: _("Decide about bank details for bills"),
}
METHODS: Words = {
    Method.BANK: pgettext_lazy("payment", "Bank transfer"),
    Method.CASH: pgettext_lazy("payment", "Cash"),
    Method.DEPOSIT: pgettext_lazy("payment", "Deposit used"),
}
ORIGINS: Words = {
    Origin.TYPED: pgettext_lazy("payment", "Typed"),
    Origin.IMPORTED: pgettext_lazy("payment", "Read from a bank’s file"),
    Origin.SET_OFF: pgettext_lazy("payment", "Deposit used"),
}
PAYMENT_STATES: Words = {
    PaymentState.RECEIVED: pgettext_lazy("payment", "Received"),
    PaymentState.REVERSED: pgettext_lazy("payment", "Reversed"),
}
PAYOUT_KINDS: Words = {
    PayoutKind.REFUND: pgettext_lazy("payout", "Refund"),
    PayoutKind.RETURN: pgettext_lazy("payout", "Return of a deposit"),
    PayoutKind.SET_OFF: pgettext_lazy("payout", "Deposit used as payment"),
}
PAYOUT_STATES: Words = {
    PayoutState.PROPOSED: pgettext_lazy("payout", "Waits for a second person"),
    PayoutState.DONE: pgettext_lazy("payout", "Done"),
    PayoutState.DECLINED: pgettext_lazy("payout", "Declined"),
}
PAYEE_STATES: Words = {
    PayeeState.PROPOSED: pgettext_lazy("bank details", "Wait for a second person"),
    PayeeState.AGREED: pgettext_lazy("bank details", "Agreed"),
    PayeeState.DECLINED: pgettext_lazy("bank details", "Declined"),
    PayeeState.WITHDRAWN: pgettext_lazy("bank details", "Withdrawn"),
}
BUCKET_WORDS: Words = {
    "not_due": _("Not due"),
    "to_30": _("1 to 30 days"),
    "to_60": _("31 to 60 days"),
    "to_90": _("61 to 90 days"),
    "over_90": _("More than 90 days"),
}
MOVEMENTS: Words = {
    "bill": _("Bill"),
    "credit": _("Credit note"),
    "payment": _("Payment"),
    "refund": pgettext_lazy("payout", "Refund"),
}
STEPS: Mapping[int, "StrOrPromise"] = {
    1: _("First reminder"),
    2: _("Second reminder"),
    3: _("Last reminder"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "receivables.payee": PAYEE_STATES,
    "receivables.payment": PAYMENT_STATES,
    "receivables.payout": PAYOUT_STATES,
}
EVENT_TITLES: Words = {
    "receivables.payment.received": _("Payment received"),
    "receivables.payment.reversed": _("Payment reversed"),
    "receivables.allocation.made": _("Payment allocated"),
    "receivables.payout.proposed": _("Payout prepared"),
    "receivables.payout.done": _("Payout done"),
    "receivables.payout.declined": _("Payout declined"),
    "receivables.reminder.sent": _("Reminder sent"),
    "receivables.payee.proposed": _("Bank details written down"),
    "receivables.tax_code.set": _("Tax classification code set"),
    "receivables.payee.agreed": _("Bank details agreed"),
    "receivables.payee.declined": _("Bank details declined"),
    "receivables.payee.withdrawn": _("Bank details withdrawn"),
}
EVENT_SENTENCES: Words = {
    "receivables.payment.received": _("%(actor)s entered payment %(number)s of %(amount)s %(currency)s."),
    "receivables.payment.reversed": _("%(actor)s reversed the payment."),
    "receivables.allocation.made": _("%(actor)s let %(amount)s of a payment settle a bill."),
    "receivables.payout.proposed": _("%(actor)s prepared to pay %(amount)s back."),
    "receivables.payout.done": _("%(actor)s had %(amount)s paid back."),
    "receivables.payout.declined": _("%(actor)s declined to pay back."),
    "receivables.reminder.sent": _("%(actor)s sent reminder %(step)s over %(amount)s."),
    "receivables.tax_code.set": _("%(actor)s set code %(code)s for a kind of line from %(since)s on."),
    "receivables.payee.proposed": _("%(actor)s wrote down account %(account_number)s for bills."),
    "receivables.payee.agreed": _("%(actor)s agreed to the bank details: bills print them from now on."),
    "receivables.payee.declined": _("%(actor)s declined the bank details."),
    "receivables.payee.withdrawn": _("%(actor)s withdrew the bank details before anybody decided."),
}
EVENT_FIELDS: Words = {
    "payment": _("Payment"),
    "received_on": pgettext_lazy("money", "Received on"),
    "method": _("Method of payment"),
    "origin": _("Entered by"),
    "allocation": _("Allocation"),
    "day": _("Day"),
    "payout": _("Payout"),
    "reminder": _("Reminder"),
    "step": _("Step"),
    "text_digest": _("SHA-256 of the text"),
    "payee": _("Bank details"),
    "holder_zh": _("Holder of the account, Chinese"),
    "holder_en": _("Holder of the account, English"),
    "bank_zh": _("Bank and branch, Chinese"),
    "bank_en": _("Bank and branch, English"),
    "account_number": _("Number of the account"),
    "clearing": _("Clearing number of the bank"),
    "bic": _("BIC"),
    "tax_code": _("Tax classification"),
    "line_kind": _("Kind of line"),
    "code": _("Code"),
    "code_name": _("Short name of the code"),
}
EVENT_VALUES: Mapping[str, Words] = {"method": METHODS, "origin": ORIGINS, "line_kind": LINE_KINDS}
