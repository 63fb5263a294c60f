"""Refunds, and deposits that go back."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.billing import public as billing
from cellpark.billing.public import Bill
from cellpark.leases.public import names_of
from cellpark.receivables import public as receivables
from cellpark.receivables.public import PAYOUT_ALONE_MAX, Payment, PaymentState, Payout, PayoutKind, PayoutState, words
from cellpark.web.areas.billing.forms import DepositForm, RefundForm
from cellpark.web.areas.billing.states import payout_state
from cellpark.web.areas.billing.views.common import (
    act_page,
    bill_crumbs,
    money_crumbs,
    nothing_page,
    payment_crumbs,
    sum_of_money,
)
from cellpark.web.areas.billing.views.deciding import decision_page
from cellpark.web.pages.acts import FormPage


def _lead(amount: Decimal, currency: str) -> str:
    return _("%(there)s is there. Up to %(alone)s it is done at once; over it a park manager decides.") % {
        "there": sum_of_money(amount, currency),
        "alone": sum_of_money(PAYOUT_ALONE_MAX, currency),
    }


def refund(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Pay back what settles nothing."""
    row: Payment = receivables.payments().get(id=payment_id)
    form = RefundForm.of(request, initial={"amount": row.free})
    page = FormPage(
        title=_("Refund"),
        submit=_("Pay back"),
        back=reverse("payment", args=[row.id]),
        kicker=row.number,
        lead=_lead(row.free, row.currency),
        crumbs=payment_crumbs(row),
    )
    if request.method != "POST" and (row.free <= 0 or row.state != PaymentState.RECEIVED):
        return nothing_page(
            request,
            page,
            empty=_("Nothing of this payment is free."),
            text=_(
                "All of it settles bills, went back, or was reversed. Release a bill first if it settles the wrong one."
            ),
            to=page.back,
            label=_("Look at the payment"),
        )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.propose_payout(
            actor=actor_of(request), kind=PayoutKind.REFUND, payment_id=row.id, **_said(form)
        ),
        toast=_("Written down."),
    )


def deposit(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """Give a deposit back, or let it pay a bill."""
    row: Bill = billing.bills().get(id=bill_id)
    held = receivables.deposits_of(row.organisation_id, row.debtor_id).get(row.id)
    form = DepositForm.of(request, initial={"amount": held})
    page = FormPage(
        title=_("Return a deposit"),
        submit=_("Return or use"),
        back=reverse("bill", args=[row.id]),
        kicker=row.number,
        lead=_lead(held or Decimal(0), row.currency),
        crumbs=bill_crumbs(row),
    )
    if request.method != "POST" and not held:
        return _no_deposit(request, page, row, asked=held is not None)
    return act_page(
        request,
        form,
        page,
        lambda: receivables.propose_payout(
            actor=actor_of(request), kind=PayoutKind(form.cleaned_data["kind"]), bill_id=row.id, **_said(form)
        ),
        toast=_("Written down."),
    )


def _no_deposit(request: HttpRequest, page: FormPage, row: Bill, *, asked: bool) -> HttpResponse:
    """Why nothing of a deposit is held, and where to go."""
    account = {"to": reverse("account", args=[row.debtor_id]), "label": _("Look at the account")}
    if not asked:
        text = _("This bill asks for no deposit. The account names the bills whose deposits are held.")
    elif receivables.payouts().filter(bill=row, state=PayoutState.PROPOSED).exists():
        account = {"to": reverse("money_waiting"), "label": _("Look at what waits for a second person")}
        text = _("What was held is about to go back or to be used: a second person decides.")
    elif row.claim.paid <= 0:
        text = _("The deposit was not paid yet. It is held from the day on which a payment settles this bill.")
    else:
        text = _("It went back or was used. The account shows what became of it.")
    return nothing_page(request, page, empty=_("Nothing is held of this deposit."), text=text, **account)


def _said(form: RefundForm) -> dict[str, Any]:
    return {"amount": form.cleaned_data["amount"], "reason": form.cleaned_data["reason"]}


def decide(request: HttpRequest, payout_id: UUID) -> HttpResponse:
    """One payout in full, and the second person's word."""
    row: Payout = receivables.payouts().select_related("payment", "bill").get(id=payout_id)
    waits = row.state == PayoutState.PROPOSED
    page = FormPage(
        title=words.PAYOUT_KINDS[row.kind],
        submit="",
        back=reverse("money_waiting"),
        kicker=str(row.payment or row.bill),
        crumbs=money_crumbs(),
    )
    return decision_page(
        request,
        page,
        row,
        lambda agreed: receivables.decide_payout(actor=actor_of(request), payout_id=row.id, done=agreed),
        template="billing/payout.html",
        state=payout_state(row),
        waits=waits,
        toast=_("Decided."),
        changes=_changes(row) if waits else [],
        follows=_("The deposit becomes a payment, which then settles bills of this debtor.")
        if row.kind == PayoutKind.SET_OFF
        else "",
        debtor=names_of([row.debtor_id]).get(row.debtor_id, ""),
    )


def _changes(row: Payout) -> list[dict[str, object]]:
    """What is there before it is done, and what is left."""
    if row.payment is not None:
        label, before = _("Not allocated"), row.payment.free
    else:
        assert row.bill is not None, "what is no refund is of a deposit"
        # what waits is no longer held for anything else
        held = receivables.deposits_of(row.organisation_id, row.debtor_id).get(row.bill.id, Decimal(0))
        label, before = _("Deposit held"), held + row.amount
    old, new = (sum_of_money(each, row.currency) for each in (before, before - row.amount))
    return [{"label": label, "old": old, "new": new}]
