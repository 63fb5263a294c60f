"""Receivables with their age, and the account of one debtor."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.billing import public as billing
from cellpark.billing.public import BillingPermission, Claim, CreditNote, CreditState, today
from cellpark.leases.public import names_of
from cellpark.receivables import public as receivables
from cellpark.receivables.public import (
    BUCKETS,
    PayeeState,
    PayoutState,
    ReceivablesPermission,
    ReminderDue,
    Standing,
    words,
)
from cellpark.web.areas.billing.forms import PeriodForm
from cellpark.web.areas.billing.paper import statement_pdf as on_paper
from cellpark.web.areas.billing.states import bill_state
from cellpark.web.areas.billing.views import bills as bills_view
from cellpark.web.areas.billing.views import payments as payments_view
from cellpark.web.areas.billing.views.common import Names, file_answer, money_crumbs, operator
from cellpark.web.pages.charts import Chart, Series
from cellpark.web.pages.tables import Column, Kind, State, Table, table_response


def _state(row: Standing) -> State:
    if row.buckets["over_90"] > 0 or row.buckets["to_90"] > 0:
        return State("stopped", _("Long overdue"))
    if row.overdue > 0:
        return State("waiting", _("Overdue"))
    return State("done", _("In order"))


def _columns(names: Names) -> tuple[Column[Standing], ...]:
    def bucket(name: str) -> Column[Standing]:
        return Column(
            key=name, label=words.BUCKET_WORDS[name], kind=Kind.NUMBER, value=lambda row: row.buckets[name], sort=name
        )

    return (
        Column(
            key="debtor",
            label=gettext_lazy("Debtor"),
            value=lambda row: names.of(row.debtor_id),
            sort="debtor",
            search=("debtor",),
            link=lambda row: reverse("account", args=[row.debtor_id]),
        ),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=_state),
        *(bucket(name) for name in BUCKETS),
        Column(key="open", label=gettext_lazy("Still open, CNY"), kind=Kind.NUMBER, value="open", sort="open"),
        Column(key="free", label=gettext_lazy("Not allocated, CNY"), kind=Kind.NUMBER, value="free", sort="free"),
    )


def ageing(request: HttpRequest) -> HttpResponseBase:
    """Who owes what, and since when: as a chart and as a table."""
    mine, day = operator(request), today()
    rows = receivables.ageing(day, organisation_id=mine)
    names = Names(each.debtor_id for each in rows)
    sums = (
        {name: sum((each.buckets[name] for each in rows), start=type(rows[0].open)(0)) for name in BUCKETS}
        if rows
        else {}
    )
    chart = Chart(
        identity="ageing",
        title=_("What is open, by age"),
        axis=_("Age"),
        categories=[str(words.BUCKET_WORDS[name]) for name in BUCKETS],
        series=[Series(_("Still open"), [sums.get(name, 0) for name in BUCKETS])],
        unit="CNY",
        form="bar",
    )
    table = Table(
        rows,
        _columns(names),
        request,
        shown=names.shown,
        caption=_("Accounts, in CNY"),
        order="-open",
        empty=_("Nobody owes anything. Bills appear here as soon as a run has made them."),
    )
    late = {each.debtor_id: each.oldest for each in rows if each.oldest is not None and each.oldest < day}
    letters = len(receivables.steps_due(late, organisation_id=mine, day=day))
    waiting_count = _waiting_count(mine)
    overdue = sum((each.overdue for each in rows), start=0)
    context = {
        "chart": chart,
        "total": sum((each.open for each in rows), start=0),
        "overdue": overdue,
        "free": sum((each.free for each in rows), start=0),
        "reminders": letters,
        "waiting": waiting_count,
        "now": _("%(amount)s CNY are overdue") % {"amount": f"{overdue:,.2f}"} if overdue else _("Nothing is overdue"),
        "next": _("Send the reminders that are due")
        if letters
        else (_("Look at what waits for a second person") if waiting_count else ""),
        "who": _("Park staff") if letters else (_("A park manager who did not propose it") if waiting_count else ""),
    }
    return table_response(request, "billing/ageing.html", table, context)


def _waiting_count(operator_id: UUID) -> int:
    notes = CreditNote.objects.filter(organisation_id=operator_id, state=CreditState.PROPOSED).count()
    return notes + receivables.payouts().filter(organisation_id=operator_id, state=PayoutState.PROPOSED).count()


def waiting(request: HttpRequest) -> HttpResponse:
    """Credit notes, payouts and bank details that wait for a second person."""
    mine, names = operator(request), Names()
    notes = CreditNote.objects.filter(organisation_id=mine, state=CreditState.PROPOSED).select_related("bill")
    back = receivables.payouts().filter(organisation_id=mine, state=PayoutState.PROPOSED)
    actor = actor_of(request)
    context = {
        "notes": [(each, names.of(each.debtor_id)) for each in notes.order_by("proposed_at")],
        "payouts": [
            (each, words.PAYOUT_KINDS[each.kind], names.of(each.debtor_id)) for each in back.order_by("proposed_at")
        ],
        "payee": receivables.payees().filter(organisation_id=mine, state=PayeeState.PROPOSED).first(),
        "may_credit": actor.may(BillingPermission.APPROVE_CREDIT),
        "may_pay_out": actor.may(ReceivablesPermission.APPROVE_PAYOUT),
        "crumbs": money_crumbs(),
    }
    return render(request, "billing/waiting.html", context)


def own(request: HttpRequest) -> HttpResponse:
    """One's own account; who runs the park has everybody's."""
    mine = operator(request)
    if actor_of(request).may(ReceivablesPermission.OVERSEE):
        return HttpResponseRedirect(reverse("receivables"))
    return HttpResponseRedirect(reverse("account", args=[mine]))


def _check(request: HttpRequest, debtor_id: UUID) -> None:
    own_account = actor_of(request).organisation_id == debtor_id
    if not own_account and not receivables.has_account(debtor_id):
        raise Http404


def one(request: HttpRequest, debtor_id: UUID) -> HttpResponseBase:
    """How a debtor stands: what is open and how old, bills, payments, deposits, letters, and the statement."""
    _check(request, debtor_id)
    day, actor = today(), actor_of(request)
    bills, payments = _bills(request, debtor_id, day), _payments(request, debtor_id)
    file = bills.exported() or payments.exported()
    if file is not None:
        return file
    found = receivables.standing(debtor_id, day)
    letters = receivables.reminders_of([debtor_id]).get(debtor_id, [])
    due = receivables.reminders_due(organisation_id=operator(request), day=day, debtor_id=debtor_id)
    context = {
        "debtor_id": debtor_id,
        "debtor": names_of([debtor_id]).get(debtor_id, ""),
        "found": found,
        "state": _state(found),
        "buckets": [(words.BUCKET_WORDS[name], found.buckets[name]) for name in BUCKETS],
        "bills": bills,
        "payments": payments,
        "held": _held(debtor_id),
        "letters": [(each, words.STEPS[each.step]) for each in letters],
        "due": due[0] if due and actor.may(ReceivablesPermission.REMIND) else None,
        **_comes_next(actor, found, due),
        "may_record": actor.may(ReceivablesPermission.RECORD),
        "form": PeriodForm.of(request),
        "crumbs": money_crumbs() if actor.may(ReceivablesPermission.OVERSEE) else (),
        "now": _("%(amount)s CNY are open") % {"amount": f"{found.open:,.2f}"},
    }
    return render(request, "billing/account.html", context)


def _bills(request: HttpRequest, debtor_id: UUID, day: date) -> Table:
    return Table(
        billing.bills().filter(debtor_id=debtor_id).order_by(),
        bills_view.columns(lambda row: bill_state(row.claim, day)),
        request,
        name="bills",
        caption=_("Bills"),
        order="-issued_on",
        keep=_kept(request, "payments"),
        empty=_("No bill yet. The first one comes with the first billing run after the lease begins."),
    )


def _payments(request: HttpRequest, debtor_id: UUID) -> Table:
    return Table(
        receivables.payments().filter(debtor_id=debtor_id).order_by(),
        payments_view.columns(),
        request,
        name="payments",
        caption=_("Payments"),
        order="-received_on",
        keep=_kept(request, "bills"),
        empty=_("Nothing was paid yet."),
    )


def _kept(request: HttpRequest, other: str) -> tuple[str, ...]:
    """Turning the pages of one table leaves the other one where it is."""
    return tuple(key for key in request.GET if key.startswith(f"{other}-") and key != f"{other}-export")


def _held(debtor_id: UUID) -> list[tuple[UUID, str, Decimal]]:
    """The deposits that are held, by the bill that asked for them."""
    houses = Claim.objects.filter(debtor_id=debtor_id).order_by().values_list("organisation_id", flat=True).distinct()
    found = {bill: amount for house in houses for bill, amount in receivables.deposits_of(house, debtor_id).items()}
    held = {bill: amount for bill, amount in found.items() if amount}
    numbers = billing.bills().filter(id__in=held).order_by("number").values_list("id", "number")
    return [(bill, number, held[bill]) for bill, number in numbers]


def _comes_next(actor: Actor, found: Standing, due: Sequence[ReminderDue]) -> dict[str, object]:
    """A letter where the park writes one; the money where the debtor itself reads."""
    if actor.organisation_id == found.debtor_id and found.open > 0:
        return {"next": _("Pay what is open"), "who": _("You"), "by": found.oldest}
    if due and actor.may(ReceivablesPermission.REMIND):
        return {"next": f"{_('Send a reminder')}: {words.STEPS[due[0].step]}", "who": _("Park staff"), "by": today()}
    if found.overdue > 0 and actor.may(ReceivablesPermission.REMIND):
        return {"next": _("Talk to the debtor: money is overdue, and no letter is due"), "who": _("Park staff")}
    return {}


def statement_pdf(request: HttpRequest, debtor_id: UUID) -> HttpResponse:
    """The statement of account on paper."""
    _check(request, debtor_id)
    form = PeriodForm.of(request)
    form.is_valid()
    first = billing.bills_of(debtor_id).first()
    house = operator(request) if first is None else first.organisation_id
    found = receivables.statement(
        organisation_id=house,
        debtor_id=debtor_id,
        since=form.cleaned_data["since"],
        until=form.cleaned_data["until"],
    )
    names = names_of([house, debtor_id])
    content = on_paper(found, operator=names.get(house, ""), debtor=names.get(debtor_id, ""))
    return file_answer(content, f"statement-{found.until}.pdf", "application/pdf", inline=True)
