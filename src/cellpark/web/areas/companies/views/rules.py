"""The rules that the park judges by."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.companies import public as companies
from cellpark.companies.public import CompanyPermission, words
from cellpark.web.areas.companies.forms import RulesForm
from cellpark.web.areas.companies.views.common import crumbs
from cellpark.web.pages.acts import FormPage, done, perform, show_page


def listed(request: HttpRequest) -> HttpResponse:
    """Every text in force, with its digest and the day on which it was loaded."""
    actor = actor_of(request)
    found = [] if actor.organisation_id is None else companies.rules_of(actor.organisation_id)
    context = {
        "rules": [{"row": each, "kind": words.RULE_KINDS[each.kind]} for each in found],
        "may_decide": actor.may(CompanyPermission.DECIDE),
        "crumbs": crumbs(),
    }
    return render(request, "companies/rules.html", context)


def load(request: HttpRequest) -> HttpResponse:
    """A new text."""
    form = RulesForm.of(request)
    page = FormPage(
        title=_("Load a text of rules"),
        submit=_("Read and load"),
        back=reverse("company_rules"),
        lead=_("It is read to its end first, and refused with line and column where a rule is wrong."),
        crumbs=(*crumbs(), {"href": reverse("company_rules"), "label": _("Rules for companies")}),
    )

    def act() -> Outcome:
        upload = form.cleaned_data["file"]
        companies.load_rules(actor=actor_of(request), file=(upload.name or "")[:120], content=upload.read())
        return {}

    if perform(request, form, act) is not None:
        return done(request, page.back, _("The rules are loaded."))
    return show_page(request, form, page, template="companies/load.html")
