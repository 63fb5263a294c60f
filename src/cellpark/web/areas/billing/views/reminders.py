"""Late fees and reminders."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.billing.public import today
from cellpark.leases.public import names_of
from cellpark.receivables import public as receivables
from cellpark.receivables.public import Reminder, words
from cellpark.web.areas.billing.paper import letter_pdf
from cellpark.web.areas.billing.views.common import Names, act_page, file_answer, money_crumbs, operator
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.forms.act_form import ActForm


def late_fees(request: HttpRequest) -> HttpResponse:
    """What late fees grew to up to today, by the rule of each lease; charge them from here."""
    mine, names = operator(request), Names()
    found = receivables.late_fees_due(organisation_id=mine, until=today())
    form = ActForm.of(request)
    page = FormPage(
        title=_("Late fees"),
        submit=_("Charge these late fees") if found else "",
        back=reverse("receivables"),
        lead=_("By the rule of each lease up to yesterday, once a month for each bill. The next bill takes them up."),
        crumbs=money_crumbs(),
    )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.bill_late_fees(actor=actor_of(request), organisation_id=mine),
        toast=_("The late fees wait for the next bills."),
        template="billing/late_fees.html",
        found=[(each, names.of(each.bill.debtor_id)) for each in found],
        total=sum((each.rest for each in found), start=0),
    )


def due(request: HttpRequest) -> HttpResponse:
    """The letters that are to go out today."""
    names = Names()
    found = receivables.reminders_due(organisation_id=operator(request), day=today())
    rows = [(each, names.of(each.debtor_id), words.STEPS[each.step], ActForm().key) for each in found]
    return render(request, "billing/reminders.html", {"rows": rows, "crumbs": money_crumbs()})


def send(request: HttpRequest, debtor_id: UUID) -> HttpResponse:
    """Write the letter that is due to one debtor."""
    mine = operator(request)
    if not receivables.has_account(debtor_id):
        raise Http404
    form = ActForm.of(request)
    page = FormPage(
        title=_("Send a reminder"),
        submit=_("Write the letter"),
        back=reverse("account", args=[debtor_id]),
        kicker=names_of([debtor_id]).get(debtor_id, ""),
        lead=_("The letter is kept word for word, and printed from the account."),
        crumbs=money_crumbs(),
    )
    return act_page(
        request,
        form,
        page,
        lambda: receivables.send_reminder(actor=actor_of(request), organisation_id=mine, debtor_id=debtor_id),
        toast=_("The letter is ready to be printed."),
    )


def one(request: HttpRequest, reminder_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A letter on paper, as it was sent."""
    row: Reminder = Reminder.objects.get(id=reminder_id)
    return file_answer(letter_pdf(row), f"reminder-{row.sent_on}-{row.step}.pdf", "application/pdf", inline=True)
