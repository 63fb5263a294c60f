"""Words for bills, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.billing.permissions import BillingPermission
from cellpark.billing.states import BillKind, ChargeState, CreditState, LineKind, RunState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"billing": _("Bills")}
PERMISSION_WORDS: Words = {
    BillingPermission.SEE: _("See bills"),
    BillingPermission.RUN: _("Run the billing"),
    BillingPermission.CHARGE: _("Hand in and take back charges"),
    BillingPermission.PREPARE_CREDIT: _("Prepare credit notes"),
    BillingPermission.APPROVE_CREDIT: _("Decide about credit notes"),
}
BILL_KINDS: Words = {
    BillKind.PERIOD: pgettext_lazy("bill", "Period of a lease"),
    BillKind.CHARGES: pgettext_lazy("bill", "Charges"),
    BillKind.CORRECTION: pgettext_lazy("bill", "Correction"),
}
LINE_KINDS: Words = {
    LineKind.RENT: pgettext_lazy("bill line", "Rent"),
    LineKind.SERVICE: pgettext_lazy("bill line", "Service charge"),
    LineKind.DEPOSIT: pgettext_lazy("bill line", "Deposit"),
    LineKind.ONE_TIME: pgettext_lazy("bill line", "One-time fee"),
    LineKind.CHARGE: pgettext_lazy("bill line", "Charge"),
    LineKind.LATE_FEE: pgettext_lazy("bill line", "Late fee"),
}
CHARGE_STATES: Words = {
    ChargeState.PENDING: pgettext_lazy("charge", "Waits for a bill"),
    ChargeState.BILLED: pgettext_lazy("charge", "Billed"),
    ChargeState.REVERSED: pgettext_lazy("charge", "Taken back"),
}
CREDIT_STATES: Words = {
    CreditState.PROPOSED: pgettext_lazy("credit note", "Waits for a second person"),
    CreditState.ISSUED: pgettext_lazy("credit note", "Issued"),
    CreditState.DECLINED: pgettext_lazy("credit note", "Declined"),
}
RUN_STATES: Words = {
    RunState.RUNNING: pgettext_lazy("billing run", "Running"),
    RunState.DONE: pgettext_lazy("billing run", "Done"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "billing.charge": CHARGE_STATES,
    "billing.credit": CREDIT_STATES,
    "billing.run": RUN_STATES,
}
EVENT_TITLES: Words = {
    "billing.charge.posted": _("Charge handed in"),
    "billing.charge.reversed": _("Charge taken back"),
    "billing.run.started": _("Billing run started"),
    "billing.run.finished": _("Billing run finished"),
    "billing.bill.issued": _("Bill issued"),
    "billing.credit.proposed": _("Credit note prepared"),
    "billing.credit.issued": _("Credit note issued"),
    "billing.credit.declined": _("Credit note declined"),
    "billing.bill.billed_again": _("Billed again"),
}
EVENT_SENTENCES: Words = {
    "billing.charge.posted": _("%(actor)s handed in a charge of %(net)s %(currency)s before tax."),
    "billing.charge.reversed": _("%(actor)s took the charge back before it was billed."),
    "billing.run.started": _("%(actor)s started to bill everything up to %(until)s."),
    "billing.run.finished": _("The billing run made %(bills)s bills of %(leases)s leases."),
    "billing.bill.issued": _("%(actor)s issued bill %(number)s over %(gross)s %(currency)s."),
    "billing.credit.proposed": _("%(actor)s prepared a credit note over %(gross)s."),
    "billing.credit.issued": _("%(actor)s issued credit note %(number)s over %(gross)s."),
    "billing.bill.billed_again": _("%(actor)s let what was taken back of the bill be billed again."),
    "billing.credit.declined": _("%(actor)s declined the credit note; its lines stand."),
}
EVENT_FIELDS: Words = {
    "charge": _("Charge"),
    "debtor": _("Debtor"),
    "since": _("From"),
    "until": _("Until, not included"),
    "text_zh": _("Text, Chinese"),
    "text_en": _("Text, English"),
    "currency": _("Currency"),
    "net": _("Net"),
    "tax": _("Tax"),
    "tax_rate": _("Tax rate"),
    "gross": _("Gross"),
    "source_kind": _("Kind of source"),
    "source_id": _("Source"),
    "run": _("Billing run"),
    "issued_on": _("Issued on"),
    "leases": _("Leases"),
    "bills": _("Bills"),
    "amount": pgettext_lazy("money", "Amount"),
    "failures": _("Not billed"),
    "bill": _("Bill"),
    "number": _("Number"),
    "kind": _("Kind"),
    "lease": _("Lease"),
    "lease_number": _("Number of the lease"),
    "lease_version": _("Version of the lease"),
    "due": _("Due"),
    "lines": _("What is billed"),
    "lines_digest": _("SHA-256 of the lines"),
    "credit": _("Credit note"),
    "credits": _("Credit notes"),
    "charges": _("Charges"),
    "instead": _("Billed instead"),
    "correcting": _("Corrects a changed lease"),
    "queued": _("Done by the worker"),
}
EVENT_VALUES: Mapping[str, Words] = {"kind": BILL_KINDS}
