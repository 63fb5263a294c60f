"""Credit notes and corrections."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.billing import public as billing
from cellpark.billing.public import (
    CREDIT_ALONE_DAYS,
    CREDIT_ALONE_MAX,
    Bill,
    Charge,
    ChargeState,
    CreditNote,
    CreditState,
)
from cellpark.leases.public import lease as lease_of
from cellpark.leases.public import names_of
from cellpark.web.areas.billing.forms import CreditForm
from cellpark.web.areas.billing.states import credit_state
from cellpark.web.areas.billing.views.bills import last_day, lines_of
from cellpark.web.areas.billing.views.common import act_page, bill_crumbs, nothing_page, sum_of_money
from cellpark.web.areas.billing.views.deciding import decision_page
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.forms.reasons import ReasonForm


def prepare(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """Choose the lines that are taken back, and say why."""
    row: Bill = billing.bills().get(id=bill_id)
    form = CreditForm.of(request)
    gone = set(row.lines.filter(credits__void=False).values_list("id", flat=True))
    standing = [each for each in lines_of(row) if each["row"].id not in gone]
    form.offer((each["row"], _offered(each, row.currency)) for each in standing)
    page = FormPage(
        title=_("Credit note"),
        submit=_("Take these lines back"),
        back=reverse("bill", args=[row.id]),
        kicker=row.number,
        lead=_alone(row),
        crumbs=bill_crumbs(row),
    )
    if request.method != "POST" and not standing:
        return nothing_page(
            request,
            page,
            empty=_("No line of this bill is left to take back."),
            text=_("Each line is taken back once, or waits for a second person. The bill names its credit notes."),
            to=page.back,
            label=_("Look at the bill"),
        )
    return act_page(
        request,
        form,
        page,
        lambda: billing.propose_credit(
            actor=actor_of(request),
            bill_id=row.id,
            reason=form.cleaned_data["reason"],
            line_ids=[UUID(each) for each in form.cleaned_data["lines"]],
        ),
        toast=_("The credit note is written."),
    )


def _offered(line: dict[str, Any], currency: str) -> str:
    """A line that may be taken back: what, where, which days, how much."""
    row = line["row"]
    where = f"{line['what']} {row.room}".strip()
    return f"{where} \u00b7 {line['days']} \u00b7 {sum_of_money(row.gross, currency)}"


def _alone(row: Bill) -> str:
    """How much one person may still take back here."""
    gone = billing.credited_alone(row.organisation_id, row.debtor_id, bill=row)
    said = _(
        "A bill is never changed. What single people take back for one debtor within %(days)s days counts at once up "
        "to %(most)s; %(left)s of it are left here. Over that a park manager decides."
    )
    most, left = (
        sum_of_money(each, row.currency) for each in (CREDIT_ALONE_MAX, max(Decimal(0), CREDIT_ALONE_MAX - gone))
    )
    return said % {"days": CREDIT_ALONE_DAYS, "most": most, "left": left}


def decide(request: HttpRequest, credit_id: UUID) -> HttpResponse:
    """One credit note, and the second person's word."""
    note: CreditNote = CreditNote.objects.select_related("bill").get(id=credit_id)
    page = FormPage(
        title=_("Decide about a credit note"),
        submit="",
        back=reverse("bill", args=[note.bill_id]),
        kicker=note.bill.number,
        crumbs=bill_crumbs(note.bill),
    )
    waits = note.state == CreditState.PROPOSED
    return decision_page(
        request,
        page,
        note,
        lambda agreed: billing.decide_credit(actor=actor_of(request), credit_id=note.id, issued=agreed),
        template="billing/credit.html",
        state=credit_state(note),
        waits=waits,
        toast=_("Decided."),
        debtor=names_of([note.debtor_id]).get(note.debtor_id, ""),
        lines=[each for each in lines_of(note.bill) if each["row"].id in _lines(note)],
        instead=list(Charge.objects.filter(waits_for=note, state=ChargeState.PENDING).order_by("id")),
        changes=_changes(note) if waits else [],
    )


def _changes(note: CreditNote) -> list[dict[str, object]]:
    """What is owed of the bill before the note counts, and what then."""
    claim, nothing = note.bill.claim, Decimal(0)
    after = claim.open - note.gross
    rows = [(_("Still open"), max(claim.open, nothing), max(after, nothing))]
    if after < 0:
        rows.append((_("Free again of what was paid"), max(-claim.open, nothing), -after))
    return [
        {"label": label, "old": sum_of_money(old, note.currency), "new": sum_of_money(new, note.currency)}
        for label, old, new in rows
    ]


def _lines(note: CreditNote) -> set[UUID]:
    return set(note.lines.values_list("line_id", flat=True))


def again(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """Bill what credit notes took back of a bill."""
    row: Bill = billing.bills().get(id=bill_id)
    form = ReasonForm.of(request)
    notes = list(billing.taken_back_by_hand(row).order_by("number"))
    page = FormPage(
        title=_("Bill again"),
        submit=_("Bill this again"),
        back=reverse("bill", args=[row.id]),
        kicker=row.number,
        lead=_(
            "Lines of the lease get a bill of their own, as the lease says them now; charges wait for the next bill. "
            "No day is billed twice."
        ),
        crumbs=bill_crumbs(row),
    )
    if request.method != "POST" and not notes:
        return nothing_page(
            request,
            page,
            empty=_("Nothing of this bill was taken back that is not billed again already."),
            text=_("Take lines back by a credit note first; what it took back can then be billed again."),
            to=page.back,
            label=_("Look at the bill"),
        )
    wanted = {line for note in notes for line in _lines(note)}
    return act_page(
        request,
        form,
        page,
        lambda: billing.bill_again(actor=actor_of(request), bill_id=row.id, reason=form.cleaned_data["reason"]),
        toast=_("It is billed again."),
        template="billing/again.html",
        lines=[each for each in lines_of(row) if each["row"].id in wanted],
    )


def correct(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """What the bills of an amended lease say, what it says now, and the difference."""
    row = lease_of(lease_id)
    form = ReasonForm.of(request)
    found = billing.lease_difference(row)
    page = FormPage(
        title=_("Correct the bills of a lease"),
        submit=_("Correct by the difference"),
        back=reverse("billing_runs"),
        kicker=row.number,
        lead=_("Lines that the lease no longer says are taken back by credit notes; what it says instead is billed."),
        crumbs=({"href": reverse("billing_runs"), "label": _("Billing runs")},),
    )
    if request.method != "POST" and not found.gone and not found.instead:
        return nothing_page(
            request,
            page,
            empty=_("The bills say what the lease says."),
            text=_("Nothing is to be corrected. Amend the lease first if it is the lease that is wrong."),
            to=page.back,
            label=_("Look at the billing runs"),
        )
    return act_page(
        request,
        form,
        page,
        lambda: billing.correct_lease(actor=actor_of(request), lease_id=row.id, reason=form.cleaned_data["reason"]),
        toast=_("The bills say what the lease says."),
        template="billing/correction.html",
        found=found,
        gone=[(each, last_day(each.until)) for each in found.gone],
        instead=[(each, last_day(each.until)) for each in found.instead],
    )
