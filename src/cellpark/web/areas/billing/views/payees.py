"""The bank account that bills print: what holds, what waits for a second person, what was before."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.receivables import public as receivables
from cellpark.receivables.public import BankDetails, Payee, PayeeState, ReceivablesPermission
from cellpark.web.areas.billing.forms import DecisionForm, PayeeForm
from cellpark.web.areas.billing.states import payee_state
from cellpark.web.areas.billing.views.common import Crumbs, act_page, money_crumbs, operator
from cellpark.web.pages.acts import FormPage

SHOWN = 50


def shown(request: HttpRequest) -> HttpResponse:
    """What bills print now, and what was written down and decided before."""
    mine, actor = operator(request), actor_of(request)
    present = receivables.payee_of(mine)
    rows = list(receivables.payees().filter(organisation_id=mine)[:SHOWN])
    waits = next((each for each in rows if each.state == PayeeState.PROPOSED), None)
    may_decide = actor.may(ReceivablesPermission.APPROVE_PAYEE)
    context = {
        "present": present,
        "waits": waits,
        "rows": [(each, payee_state(each)) for each in rows],
        "may_prepare": waits is None,
        "may_decide": may_decide and waits is not None and waits.proposed_by != actor.person_id,
        "now": _("Bills print this account.") if present else _("Bills name no account yet."),
        "next": _("Compare the bank details and decide") if waits else ("" if present else _("Write them down")),
        "who": _("Another park manager") if waits else ("" if present else _("Park staff")),
        "crumbs": money_crumbs(),
    }
    return render(request, "billing/payee.html", context)


def _crumbs() -> Crumbs:
    return (*money_crumbs(), {"href": reverse("payee"), "label": _("Bank details")})


def propose(request: HttpRequest) -> HttpResponse:
    """Write other bank details down."""
    form = PayeeForm.of(request)
    page = FormPage(
        title=_("Other bank details"),
        submit=_("Hand to a second person"),
        back=reverse("payee"),
        lead=_(
            "Fraud asks for other bank details by mail or telephone: call back on a number that you knew before. "
            "Another park manager compares and agrees; until then bills print the former account."
        ),
        crumbs=_crumbs(),
    )

    def act() -> Payee:
        sent = dict(form.cleaned_data)
        reason = sent.pop("reason")
        return receivables.propose_payee(actor=actor_of(request), details=BankDetails(**sent), reason=reason)

    return act_page(request, form, page, act, toast=_("Written down. Another park manager decides."))


def decide(request: HttpRequest, payee_id: UUID) -> HttpResponse:
    """Bank details, and the second person's word."""
    row: Payee = receivables.payees().get(id=payee_id)
    form = DecisionForm.of(request)
    page = FormPage(
        title=_("Decide about bank details"),
        submit=_("Approve or decline"),
        back=reverse("payee"),
        kicker=row.grouped,
        lead=row.reason,
        crumbs=_crumbs(),
    )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.decide_payee(
            actor=actor_of(request), payee_id=row.id, agreed=form.cleaned_data["decision"] == "yes"
        ),
        toast=_("Decided."),
        template="billing/payee_decide.html",
        row=row,
        state=payee_state(row),
        waits=row.state == PayeeState.PROPOSED,
    )
