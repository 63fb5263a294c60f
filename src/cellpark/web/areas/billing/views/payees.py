"""The bank account that bills print: what holds, what waits for a second person, what was before."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.identity.public import names_of_people
from cellpark.receivables import public as receivables
from cellpark.receivables.public import BankDetails, Payee, PayeeState, ReceivablesPermission
from cellpark.web.areas.billing.forms import PayeeForm
from cellpark.web.areas.billing.states import payee_state
from cellpark.web.areas.billing.views.common import Crumbs, act_page, money_crumbs, nothing_page, operator
from cellpark.web.areas.billing.views.deciding import decision_page
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.forms.act_form import ActForm

SHOWN = 50
FIELDS = ("holder_zh", "holder_en", "bank_zh", "bank_en", "number", "clearing", "bic")


def shown(request: HttpRequest) -> HttpResponse:
    """What bills print now, and what was written down and decided before."""
    mine, actor = operator(request), actor_of(request)
    present = receivables.payee_of(mine)
    rows = list(receivables.payees().filter(organisation_id=mine)[:SHOWN])
    waits = next((each for each in rows if each.state == PayeeState.PROPOSED), None)
    own = waits is not None and waits.proposed_by == actor.person_id
    names = names_of_people(each for row in rows for each in (row.proposed_by, row.decided_by) if each is not None)
    context = {
        "present": present,
        "waits": waits,
        "changes": _changes(present, waits) if waits else [],
        "asked_by": _name(names, waits.proposed_by) if waits else "",
        "rows": [
            (each, payee_state(each), _name(names, each.proposed_by), _name(names, each.decided_by))
            for each in rows
            if each != waits
        ],
        "may_prepare": waits is None,
        "may_decide": waits is not None and not own and actor.may(ReceivablesPermission.APPROVE_PAYEE),
        "may_withdraw": own,
        "now": _("Bills print this account.") if present else _("Bills name no account yet."),
        "next": _("Compare the bank details and decide") if waits else ("" if present else _("Write them down")),
        "who": _("Another park manager") if waits else ("" if present else _("Park staff")),
        "crumbs": money_crumbs(),
    }
    return render(request, "billing/payee.html", context)


def _name(names: Mapping[UUID, str], person: UUID | None) -> str:
    return names.get(person, "") if person else ""


def _changes(present: Payee | None, row: Payee) -> list[dict[str, object]]:
    """Every field of bank details: as bills print it now, and as they would."""
    return [
        {
            "label": PayeeForm.base_fields[name].label,
            "old": "" if present is None else _said(present, name),
            "new": _said(row, name),
        }
        for name in FIELDS
    ]


def _said(row: Payee, name: str) -> str:
    return row.grouped if name == "number" else str(getattr(row, name))


def _crumbs() -> Crumbs:
    return (*money_crumbs(), {"href": reverse("payee"), "label": _("Bank details")})


def propose(request: HttpRequest) -> HttpResponse:
    """Write other bank details down, beginning with those that hold; not while some wait."""
    mine = operator(request)
    present = receivables.payee_of(mine)
    form = PayeeForm.of(request, initial={name: _said(present, name) for name in FIELDS} if present else {})
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
    if request.method != "POST" and _waiting(mine):
        return nothing_page(
            request,
            page,
            empty=_("Bank details wait for a second person already."),
            text=_("Others are written down once those are agreed, declined or withdrawn."),
            to=page.back,
            label=_("Look at what waits"),
        )

    def act() -> Payee:
        sent = dict(form.cleaned_data)
        reason = sent.pop("reason")
        return receivables.propose_payee(actor=actor_of(request), details=BankDetails(**sent), reason=reason)

    return act_page(request, form, page, act, toast=_("Written down. Another park manager decides."))


def _waiting(operator_id: UUID) -> bool:
    return receivables.payees().filter(organisation_id=operator_id, state=PayeeState.PROPOSED).exists()


def withdraw(request: HttpRequest, payee_id: UUID) -> HttpResponse:
    """Take back what one wrote down oneself and nobody decided about."""
    row: Payee = receivables.payees().get(id=payee_id)
    page = FormPage(
        title=_("Withdraw bank details"),
        submit=_("Withdraw"),
        back=reverse("payee"),
        kicker=row.grouped,
        lead=_("Bills keep printing the former account. Then other bank details can be written down."),
        crumbs=_crumbs(),
    )
    return act_page(
        request,
        ActForm.of(request),
        page,
        lambda: receivables.withdraw_payee(actor=actor_of(request), payee_id=row.id),
        toast=_("The bank details are withdrawn."),
    )


def decide(request: HttpRequest, payee_id: UUID) -> HttpResponse:
    """Bank details beside those that hold, and the second person's word."""
    row: Payee = receivables.payees().get(id=payee_id)
    page = FormPage(
        title=_("Decide about bank details"), submit="", back=reverse("payee"), kicker=row.grouped, crumbs=_crumbs()
    )
    waits = row.state == PayeeState.PROPOSED
    return decision_page(
        request,
        page,
        row,
        lambda agreed: receivables.decide_payee(actor=actor_of(request), payee_id=row.id, agreed=agreed),
        template="billing/payee_decide.html",
        state=payee_state(row),
        waits=waits,
        toast=_("Decided."),
        changes=_changes(receivables.payee_of(row.organisation_id), row) if waits else [],
    )
