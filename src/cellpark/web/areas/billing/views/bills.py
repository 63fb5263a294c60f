"""The list of bills, and the page of one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.billing import public as billing
from cellpark.billing.public import Bill, BillingPermission, BillKind, Claim, CreditNote, today
from cellpark.leases.public import names_of
from cellpark.receivables import public as receivables
from cellpark.receivables.public import ReceivablesPermission
from cellpark.web.areas.billing.paper import bill_pdf
from cellpark.web.areas.billing.states import bill_state, credit_state
from cellpark.web.areas.billing.views.common import Names, bill_crumbs, file_answer
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response


def columns(state: Callable[[Bill], State], name: Callable[[Bill], str] | None = None) -> tuple[Column[Bill], ...]:
    """What a list says of each bill; without ``name`` all are of one debtor."""
    debtor = () if name is None else (Column(key="debtor", label=gettext_lazy("Debtor"), value=name),)
    return (
        Column(
            key="number",
            label=gettext_lazy("Bill"),
            kind=Kind.CODE,
            value="number",
            sort="number",
            search=("number", "lease_number"),
            link=lambda row: reverse("bill", args=[row.id]),
        ),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=state),
        *debtor,
        Column(
            key="lease", label=gettext_lazy("Lease"), kind=Kind.CODE, value=lambda row: row.lease_number or "\u2013"
        ),
        Column(key="issued_on", label=gettext_lazy("Issued on"), kind=Kind.DAY, value="issued_on", sort="issued_on"),
        Column(key="due", label=gettext_lazy("Due"), kind=Kind.DAY, value="due", sort="due"),
        Column(key="gross", label=gettext_lazy("Gross, CNY"), kind=Kind.NUMBER, value="gross", sort="gross"),
        Column(
            key="open", label=gettext_lazy("Still open, CNY"), kind=Kind.NUMBER, value="claim.open", sort="claim__open"
        ),
    )


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every bill in sight."""
    day = today()
    rows = billing.bills()
    late = Claim.objects.filter(open__gt=0, due__lt=day).count()
    names = Names()
    table = Table(
        rows.order_by(),
        columns(lambda row: bill_state(row.claim, day), lambda row: names.of(row.debtor_id)),
        request,
        shown=names.shown,
        caption=_("Bills"),
        order="-number",
        choices=(
            Choice(
                key="kind",
                label=_("Kind"),
                lookup="kind",
                options=tuple((each.value, billing.words.BILL_KINDS[each]) for each in BillKind),
            ),
        ),
        empty=_("No bill yet. A billing run makes one for every period of every lease."),
    )
    now = ngettext("%(count)s bill is overdue", "%(count)s bills are overdue", late) % {"count": late}
    actor = actor_of(request)
    oversees = actor.may(ReceivablesPermission.OVERSEE)
    first = Claim.objects.filter(open__gt=0).order_by("due").values_list("due", flat=True).first()
    if oversees:
        following, who = (_("Look at who owes what, and remind"), _("Park staff")) if late else ("", "")
    else:
        following, who = (_("Pay what is open"), _("You")) if first else ("", "")
    context = {
        "now": now if late else _("No bill is overdue"),
        "may_run": actor.may(BillingPermission.RUN),
        "next": following,
        "who": who,
        "by": None if oversees else first,
    }
    return table_response(request, "billing/bills.html", table, context)


def one(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """One bill: its lines with their formula, what was credited and paid, and what can be done."""
    row: Bill = billing.bills().get(id=bill_id)
    actor = actor_of(request)
    state = bill_state(row.claim, today())
    overdue = row.claim.open > 0 and row.claim.due < today()
    held = receivables.deposits_of(row.organisation_id, row.debtor_id).get(row.id)
    context = {
        "row": row,
        "claim": row.claim,
        "state": state,
        "kind": billing.words.BILL_KINDS[row.kind],
        "debtor": names_of([row.debtor_id]).get(row.debtor_id, ""),
        "lines": lines_of(row),
        "notes": [(each, credit_state(each)) for each in CreditNote.objects.filter(bill=row).order_by("proposed_at")],
        "payments": receivables.payments_of(row.id),
        "held": held,
        "payee": receivables.payee_of(row.organisation_id) if row.claim.open > 0 else None,
        "overdue": overdue,
        "by": row.claim.due if row.claim.open > 0 else None,
        "may_credit": actor.may(BillingPermission.PREPARE_CREDIT) and row.claim.credited < row.gross,
        "may_decide": actor.may(BillingPermission.APPROVE_CREDIT),
        "may_bill_again": actor.may(BillingPermission.APPROVE_CREDIT) and billing.taken_back_by_hand(row).exists(),
        "may_pay_out": actor.may(ReceivablesPermission.PREPARE_PAYOUT) and bool(held),
        "crumbs": bill_crumbs(),
    }
    return render(request, "billing/bill.html", context)


def lines_of(row: Bill) -> list[dict[str, Any]]:
    """The lines of a bill as pages and papers show them; ``gone`` where a credit note takes them back."""
    gone = set(row.lines.filter(credits__void=False, credits__note__state="issued").values_list("id", flat=True))
    return [
        {
            "row": each,
            "what": each.text or str(billing.words.LINE_KINDS[each.kind]),
            "gone": each.id in gone,
            "days": f"{each.since.isoformat()} \u2013 {last_day(each.until)}",
        }
        for each in row.lines.order_by("position")
    ]


def last_day(until: date) -> str:
    """The last day of days that end before ``until``."""
    return (until - timedelta(days=1)).isoformat()


def pdf(request: HttpRequest, bill_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The bill on paper."""
    row: Bill = billing.bills().get(id=bill_id)
    return file_answer(bill_pdf(row, lines_of(row)), f"{row.number}.pdf", "application/pdf", inline=True)
