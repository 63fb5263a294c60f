"""What accountants take along: the journal, and requests for e-invoices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cellpark.access.public import actor_of
from cellpark.receivables import public as receivables
from cellpark.receivables.public import JsonRequests
from cellpark.web.areas.billing.forms import PeriodForm
from cellpark.web.areas.billing.views.common import file_answer, money_crumbs, operator


def chosen(request: HttpRequest) -> HttpResponse:
    """Choose the days."""
    form = PeriodForm.of(request, days=30)
    form.is_valid()
    context = {"form": form, "since": form.cleaned_data["since"], "until": form.cleaned_data["until"]}
    return render(request, "billing/export.html", {**context, "crumbs": money_crumbs()})


def journal(request: HttpRequest) -> HttpResponse:
    """The double entries of some days as CSV."""
    form = PeriodForm.of(request, days=30)
    form.is_valid()
    said = form.cleaned_data
    content = receivables.journal_csv(
        actor=actor_of(request), organisation_id=operator(request), since=said["since"], until=said["until"]
    )
    return file_answer(content, f"journal-{said['since']}-{said['until']}.csv", "text/csv; charset=utf-8")


def invoices(request: HttpRequest) -> HttpResponse:
    """Requests for the e-invoices of the bills of some days."""
    form = PeriodForm.of(request, days=30)
    form.is_valid()
    said = form.cleaned_data
    writer = JsonRequests()
    found = receivables.invoice_requests(
        actor=actor_of(request), organisation_id=operator(request), since=said["since"], until=said["until"]
    )
    content = writer.write(found)
    return file_answer(content, writer.name, writer.media_type)
