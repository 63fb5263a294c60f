"""How bills, payments and accounts stand: colour and word."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.billing import public as billing
from cellpark.billing.public import Claim, CreditNote, CreditState, Run, RunState
from cellpark.receivables import public as receivables
from cellpark.receivables.public import Payee, PayeeState, Payment, PaymentState, Payout, PayoutState
from cellpark.web.pages.tables import State

OPEN = pgettext_lazy("bill", "Open")
PAID = pgettext_lazy("bill", "Paid")
CREDITED = pgettext_lazy("bill", "Taken back")
OVERDUE = _("Overdue")


def bill_state(claim: Claim, day: date) -> State:
    """Open, overdue, paid, or taken back."""
    if claim.open > Decimal(0):
        return State("stopped", OVERDUE) if claim.due < day else State("waiting", OPEN)
    return State("planned", CREDITED) if claim.credited and not claim.paid else State("done", PAID)


def credit_state(note: CreditNote) -> State:
    """Whether a credit note counts."""
    colours = {CreditState.PROPOSED: "waiting", CreditState.ISSUED: "done", CreditState.DECLINED: "stopped"}
    return State(colours[CreditState(note.state)], billing.words.CREDIT_STATES[note.state])


def run_state(run: Run) -> State:
    """Where a run stands."""
    return State("running" if run.state == RunState.RUNNING else "done", billing.words.RUN_STATES[run.state])


def payment_state(row: Payment) -> State:
    """Whether a payment counts."""
    colour = "done" if row.state == PaymentState.RECEIVED else "stopped"
    return State(colour, receivables.words.PAYMENT_STATES[row.state])


def payout_state(row: Payout) -> State:
    """Whether money went back."""
    colours = {PayoutState.PROPOSED: "waiting", PayoutState.DONE: "done", PayoutState.DECLINED: "stopped"}
    return State(colours[PayoutState(row.state)], receivables.words.PAYOUT_STATES[row.state])


def payee_state(row: Payee) -> State:
    """Whether bank details hold."""
    colours = {
        PayeeState.PROPOSED: "waiting",
        PayeeState.AGREED: "done",
        PayeeState.DECLINED: "stopped",
        PayeeState.WITHDRAWN: "planned",
    }
    return State(colours[PayeeState(row.state)], receivables.words.PAYEE_STATES[row.state])
