"""Payments: entering, reading a bank's file, and what they settle."""

import hashlib
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.billing import public as billing
from cellpark.billing.public import Bill, today
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Refused
from cellpark.leases.public import Lease, names_of
from cellpark.receivables import public as receivables
from cellpark.receivables.public import (
    ImportReport,
    Method,
    OpenBill,
    Payment,
    PaymentState,
    ReceivablesPermission,
    Received,
    words,
)
from cellpark.web.areas.billing.forms import ASKED_MAX, AllocateForm, FileForm, PaymentForm, ReleaseForm
from cellpark.web.areas.billing.states import payment_state, payout_state
from cellpark.web.areas.billing.views.common import (
    Names,
    act_page,
    nothing_page,
    operator,
    payment_crumbs,
    sum_of_money,
)
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, perform, show
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.tables import Column, Kind, Table, table_response


def columns(name: Callable[[Payment], str] | None = None) -> tuple[Column[Payment], ...]:
    """What a list says of each payment; without ``name`` all are of one debtor."""
    debtor = () if name is None else (Column(key="debtor", label=gettext_lazy("Debtor"), value=name),)
    return (
        Column(
            key="number",
            label=gettext_lazy("Payment"),
            kind=Kind.CODE,
            value="number",
            sort="number",
            search=("number", "reference", "payer", "text"),
            link=lambda row: reverse("payment", args=[row.id]),
        ),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=payment_state, sort="state"),
        *debtor,
        Column(
            key="received_on",
            label=pgettext_lazy("money", "Received on"),
            kind=Kind.DAY,
            value="received_on",
            sort="received_on",
        ),
        Column(key="amount", label=gettext_lazy("Amount, CNY"), kind=Kind.NUMBER, value="amount", sort="amount"),
        Column(key="free", label=gettext_lazy("Not allocated, CNY"), kind=Kind.NUMBER, value="free", sort="free"),
    )


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every payment in sight."""
    names = Names()
    table = Table(
        receivables.payments().order_by(),
        columns(lambda row: names.of(row.debtor_id)),
        request,
        shown=names.shown,
        caption=_("Payments"),
        order="-number",
        empty=_("No payment yet. Enter one, or read the bank’s file."),
    )
    free = receivables.payments().filter(state=PaymentState.RECEIVED, free__gt=0).count()
    context = {
        "may_record": actor_of(request).may(ReceivablesPermission.RECORD),
        "now": ngettext("%(count)s payment settles nothing yet", "%(count)s payments settle nothing yet", free)
        % {"count": free}
        if free
        else _("Every payment is allocated"),
        "next": _("Allocate them to bills") if free else "",
        "who": _("Park staff") if free else "",
    }
    return table_response(request, "billing/payments.html", table, context)


def one(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """One payment: what it settles, what is free, what went back."""
    row: Payment = receivables.payments().get(id=payment_id)
    settled = receivables.settled_by([row.id]).get(row.id, [])
    bills = {each.id: each for each in billing.bills().filter(id__in=[bill for bill, _amount in settled])}
    may = actor_of(request).may(ReceivablesPermission.RECORD) and row.state == PaymentState.RECEIVED
    pay_out = actor_of(request).may(ReceivablesPermission.PREPARE_PAYOUT) and row.state == PaymentState.RECEIVED
    context = {
        "row": row,
        "state": payment_state(row),
        "method": words.METHODS[row.method],
        "origin": words.ORIGINS[row.origin],
        "debtor": names_of([row.debtor_id]).get(row.debtor_id, ""),
        "settled": [(bills[bill], amount) for bill, amount in settled if bill in bills],
        "payouts": [(each, payout_state(each)) for each in receivables.payouts().filter(payment=row)],
        "may_allocate": may and row.free > 0,
        "may_release": may and bool(settled),
        "may_reverse": may and not row.refunded,
        "may_refund": pay_out and row.free > 0,
        "crumbs": payment_crumbs(),
    }
    return render(request, "billing/payment.html", context)


def enter(request: HttpRequest) -> HttpResponse:
    """Enter money that came in."""
    mine = operator(request)
    form = PaymentForm.of(request, initial={"received_on": today().isoformat(), "debtor": request.GET.get("debtor")})
    tenants = set(Lease.objects.filter(organisation_id=mine).values_list("tenant_id", flat=True))
    tenants |= set(Bill.objects.filter(organisation_id=mine, lease_id=None).values_list("debtor_id", flat=True))
    form.offer(sorted(((str(key), name) for key, name in names_of(tenants).items()), key=lambda each: each[1]))

    def run() -> Outcome:
        said = form.cleaned_data
        received = Received(
            received_on=said["received_on"],
            amount=said["amount"],
            method=Method(said["method"]),
            reference=said["reference"],
            text=said["text"],
        )
        made = receivables.record_payment(
            actor=actor_of(request),
            organisation_id=mine,
            debtor_id=_id(said["debtor"], Organisation),
            received=received,
            keep_free=said["keep_free"],
        )
        return {"payment": str(made.id)}

    outcome = perform(request, form, run)
    if outcome is not None:
        return done(request, reverse("payment", args=[outcome["payment"]]), _("The payment is entered."))
    context = {
        "title": _("Enter a payment"),
        "submit": _("Enter"),
        "back": reverse("payments"),
        "crumbs": payment_crumbs(),
    }
    return show(request, "acts/form.html", form, context)


def _id(text: str, kind: type[Organisation] | type[Bill]) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise kind.DoesNotExist from None


def read_file(request: HttpRequest) -> HttpResponse:
    """Look at a bank's file, and enter what is new in it."""
    mine = operator(request)
    form = FileForm.of(request)
    report: ImportReport | None = None
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        digest = hashlib.sha256(content).hexdigest()
        # an answer about another file is none
        answered = form.cleaned_data["asked"] == digest
        also = [int(each) for each in form.cleaned_data["also"]] if answered else None

        def run() -> Outcome:
            made = receivables.import_payments(
                actor=actor_of(request), organisation_id=mine, content=content, dry_run=False, also=also
            )
            return {"payments": len(made.payments)}

        if form.cleaned_data["enter"]:
            outcome = perform(request, form, run)
            if outcome is not None:
                said = _("%(count)s payments are entered.") % {"count": outcome["payments"]}
                return done(request, reverse("payments"), said)
        try:
            report = receivables.import_payments(
                actor=actor_of(request), organisation_id=mine, content=content, dry_run=True
            )
            form.ask([(str(each.line), _asked(each)) for each in report.rows if each.asked][:ASKED_MAX], digest)
        except Refused as refusal:
            form.tell(refusal.problems)
        else:
            # a file that was only to be looked at was looked at
            form.status = form.status if form.cleaned_data.get("enter") else 200
    names = Names()
    context = {
        "report": report,
        "rows": [_row(each, names) for each in report.rows[:500]] if report else [],
        "crumbs": payment_crumbs(),
    }
    return show(request, "billing/import.html", form, context)


def _row(row: receivables.ImportRow, names: Names) -> dict[str, object]:
    colours = {"new": "running", "twice": "done", "same": "waiting", "outgoing": "planned", "bad": "stopped"}
    said = {
        "new": _("New"),
        "twice": _("Entered before"),
        "same": _("Possibly the same"),
        "outgoing": _("Money that went out"),
        "bad": _("Cannot be taken"),
    }
    return {
        "row": row,
        "colour": colours[row.state],
        "label": said[row.state],
        "debtor": names.of(row.debtor_id) if row.debtor_id else "",
        "why": explain(row.problem) if row.problem else None,
        "beside": _beside(row),
    }


def _beside(row: receivables.ImportRow) -> str:
    """What a line is like."""
    if row.entered and row.state == "same":
        return _("like %(number)s, which was typed without a reference") % {"number": row.entered}
    if row.entered:
        return _("as %(number)s") % {"number": row.entered}
    return "" if row.like is None else _("like line %(line)s, without a reference") % {"line": row.like}


def _asked(row: receivables.ImportRow) -> str:
    assert row.received is not None, "only a movement is asked about"
    said = {
        "line": row.line,
        "day": row.received.received_on.isoformat(),
        "amount": f"{row.received.amount:,.2f}",
        "payer": row.received.payer,
        "beside": _beside(row),
    }
    return _("line %(line)s: %(day)s, %(amount)s CNY, %(payer)s (%(beside)s)") % said


def allocate(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Let a payment settle bills."""
    row: Payment = receivables.payments().get(id=payment_id)
    form = AllocateForm.of(request)
    opened = [each for each in receivables.open_bills(row.organisation_id, row.debtor_id) if each.amount > 0]
    numbers = dict(billing.bills().filter(id__in=[each.bill_id for each in opened]).values_list("id", "number"))
    form.offer([(str(each.bill_id), _offered(numbers[each.bill_id], each, row.currency)) for each in opened])
    page = _page(row, _("Allocate a payment"), _("Allocate"))
    if request.method != "POST" and not (opened and row.free > 0 and row.state == PaymentState.RECEIVED):
        return _nothing(
            request,
            page,
            row,
            empty=_("There is nothing to allocate."),
            text=_("No bill of this debtor is open, or all of this payment settles bills or went back."),
        )
    open_amounts = {each.bill_id: each.amount for each in opened}

    def act() -> None:
        said = form.cleaned_data
        parts = None
        if said["bill"]:
            bill = _id(said["bill"], Bill)
            amount = said["amount"] or min(row.free, open_amounts.get(bill, Decimal(0)))
            parts = [(bill, amount)]
        receivables.allocate_payment(actor=actor_of(request), payment_id=row.id, parts=parts)

    return act_page(request, form, page, act, toast=_("Allocated."))


def release(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Take a payment off a bill again."""
    row: Payment = receivables.payments().get(id=payment_id)
    form = ReleaseForm.of(request)
    settled = receivables.settled_by([row.id]).get(row.id, [])
    numbers = dict(billing.bills().filter(id__in=[bill for bill, _amount in settled]).values_list("id", "number"))
    form.offer(
        [
            (str(bill), f"{numbers.get(bill, '')} \u00b7 {sum_of_money(amount, row.currency)}")
            for bill, amount in settled
        ]
    )
    page = _page(row, _("Release an allocation"), _("Release the bills"))
    if request.method != "POST" and not settled:
        return _nothing(
            request,
            page,
            row,
            empty=_("It settles no bill yet."),
            text=_("There is nothing to release. What is free can be allocated or paid back."),
        )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.release_allocation(
            actor=actor_of(request),
            payment_id=row.id,
            bill_id=_id(form.cleaned_data["bill"], Bill),
            amount=form.cleaned_data["amount"],
            reason=form.cleaned_data["reason"],
        ),
        toast=_("Released; the payment is free again."),
    )


def reverse_payment(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Say that a payment never was."""
    row: Payment = receivables.payments().get(id=payment_id)
    form = ReasonForm.of(request)
    page = _page(row, _("Reverse a payment"), _("Reverse"), _("What it settled is open again."))
    if request.method != "POST" and (row.refunded or row.state != PaymentState.RECEIVED):
        return _nothing(
            request,
            page,
            row,
            empty=_("This payment cannot be reversed."),
            text=_("It was reversed before, or some of it was paid back. Correct the rest with your accountants."),
        )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.reverse_payment(
            actor=actor_of(request), payment_id=row.id, reason=form.cleaned_data["reason"]
        ),
        toast=_("The payment is reversed."),
    )


def _offered(number: str, each: OpenBill, currency: str) -> str:
    """A bill that a payment may settle: its number, when it is due, how much of it is open."""
    said = {"number": number, "day": formats.day(each.due), "amount": sum_of_money(each.amount, currency)}
    return _("%(number)s, due on %(day)s, %(amount)s open") % said


def _nothing(request: HttpRequest, page: FormPage, row: Payment, *, empty: str, text: str) -> HttpResponse:
    """Why an act with this payment cannot be done; the payment says what can."""
    to = reverse("payment", args=[row.id])
    return nothing_page(request, page, empty=empty, text=text, to=to, label=_("Look at the payment"))


def _page(row: Payment, title: str, submit: str, danger: str = "") -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        back=reverse("payment", args=[row.id]),
        kicker=row.number,
        danger=danger,
        crumbs=payment_crumbs(row),
    )
