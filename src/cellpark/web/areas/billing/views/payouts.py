"""Refunds, and deposits that go back."""

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
from cellpark.receivables.public import PAYOUT_ALONE_MAX, Payment, Payout, PayoutKind, PayoutState, words
from cellpark.web.areas.billing.forms import DecisionForm, DepositForm, RefundForm
from cellpark.web.areas.billing.states import payout_state
from cellpark.web.areas.billing.views.common import act_page, bill_crumbs, money_crumbs, payment_crumbs
from cellpark.web.pages.acts import FormPage


def _lead(amount: object) -> str:
    return _("%(there)s is there. Up to %(alone)s it is done at once; over it a park manager decides.") % {
        "there": f"{amount:,.2f}",
        "alone": f"{PAYOUT_ALONE_MAX:,.2f}",
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
        lead=_lead(row.free),
        crumbs=payment_crumbs(row),
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
    held = receivables.deposits_of(row.organisation_id, row.debtor_id).get(row.id, 0)
    form = DepositForm.of(request, initial={"amount": held})
    page = FormPage(
        title=_("Return a deposit"),
        submit=_("Return or use"),
        back=reverse("bill", args=[row.id]),
        kicker=row.number,
        lead=_lead(held),
        crumbs=bill_crumbs(row),
    )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.propose_payout(
            actor=actor_of(request), kind=PayoutKind(form.cleaned_data["kind"]), bill_id=row.id, **_said(form)
        ),
        toast=_("Written down."),
    )


def _said(form: RefundForm) -> dict[str, Any]:
    return {"amount": form.cleaned_data["amount"], "reason": form.cleaned_data["reason"]}


def decide(request: HttpRequest, payout_id: UUID) -> HttpResponse:
    """One payout, and the second person's word."""
    row: Payout = receivables.payouts().select_related("payment", "bill").get(id=payout_id)
    form = DecisionForm.of(request)
    page = FormPage(
        title=words.PAYOUT_KINDS[row.kind],
        submit=_("Approve or decline"),
        back=reverse("money_waiting"),
        kicker=str(row.payment or row.bill),
        lead=row.reason,
        crumbs=money_crumbs(),
    )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.decide_payout(
            actor=actor_of(request), payout_id=row.id, done=form.cleaned_data["decision"] == "yes"
        ),
        toast=_("Decided."),
        template="billing/payout.html",
        row=row,
        state=payout_state(row),
        waits=row.state == PayoutState.PROPOSED,
        debtor=names_of([row.debtor_id]).get(row.debtor_id, ""),
    )
