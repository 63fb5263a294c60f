"""A company's own page of itself: what the park knows of it, what it may report."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.companies import public as companies
from cellpark.companies.public import (
    Company,
    CompanyPermission,
    Need,
    glide_path,
    kind_words,
    own_company,
    today,
    value_words,
    vocabulary_of,
    words,
)
from cellpark.leases.public import leases_of
from cellpark.leases.public import words as lease_words
from cellpark.web.areas.companies.forms import MetForm, MilestoneForm, NeedForm
from cellpark.web.areas.companies.standing import NEED_COLOURS, company_state
from cellpark.web.areas.companies.views.common import kind_choices
from cellpark.web.areas.companies.views.needs import need_lead, wish_of
from cellpark.web.areas.companies.views.recognitions import lines_of
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.tables import State


def _own(request: HttpRequest) -> Company | None:
    organisation = actor_of(request).organisation_id
    return None if organisation is None else own_company(organisation)


def page(request: HttpRequest) -> HttpResponse:
    """Stage, leases, needs, milestones and recognitions of the reader's own company."""
    row = _own(request)
    if row is None:
        return render(request, "companies/own_none.html")
    on = today()
    vocabulary = vocabulary_of(row.organisation_id)
    found = glide_path(row, on)
    wanted = dict.fromkeys(key for each in found for key in each.judgement.ask)
    days = (on - (row.stage_since or row.state_since)).days
    rented = [] if row.tenant_id is None else leases_of(row.tenant_id)
    context = {
        "row": row,
        "state": company_state(row),
        "now": _("%(state)s since %(days)s days") % {"state": company_state(row).label, "days": days},
        "next": _("Type the data that are asked for") if wanted else "",
        "who": _("You") if wanted else "",
        "wanted": [(key, kind_words(key, vocabulary)) for key in wanted],
        "lines": lines_of(found, vocabulary),
        "leases": [{"row": each, "state": lease_words.LEASE_STATES[each.state]} for each in rented],
        "needs": [
            {
                "row": each,
                "kind": words.NEED_KINDS[each.kind],
                "state": State(NEED_COLOURS[each.state], words.NEED_STATES[each.state]),
            }
            for each in companies.needs_of(row.id)
        ],
        "milestones": [
            {
                "row": each,
                "label": kind_words(each.kind, vocabulary, [line.recognition for line in found]),
                "value": value_words(each),
            }
            for each in companies.milestones_of(row.id)
            if not each.voided
        ],
        "may_report": actor_of(request).may(CompanyPermission.REPORT),
    }
    return render(request, "companies/own.html", context)


def milestone(request: HttpRequest) -> HttpResponse:
    """A datum, typed by the company itself."""
    row = _own(request)
    form = MilestoneForm.of(request, initial={"kind": request.GET.get("kind", ""), "day": today()})
    form.offer([] if row is None else kind_choices(row.organisation_id))
    lead = _("Typed once, used by stages, recognitions and reports.")

    def act(company_id: UUID) -> object:
        return companies.record_milestone(actor=actor_of(request), company_id=company_id, **form.cleaned_data)

    words_around = _around(_("Record a milestone"), _("Record"), lead)
    return _acted(request, row, form, words_around, act, _("The milestone is recorded."))


def need(request: HttpRequest) -> HttpResponse:
    """A need, stated by the company itself."""
    row = _own(request)
    form = NeedForm.of(request)

    def act(company_id: UUID) -> object:
        return companies.state_need(actor=actor_of(request), company_id=company_id, wish=wish_of(form))

    words_around = _around(_("State a need"), _("State the need"), need_lead())
    return _acted(request, row, form, words_around, act, _("The need is stated."))


def met(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The company found what it looked for."""
    found, form = _own_need(request, need_id), MetForm.of(request)

    def act(_company: UUID) -> object:
        return companies.meet_need(actor=actor_of(request), need_id=found.id, met_by=form.cleaned_data["met_by"])

    around = _around(_("The need is met"), _("Record"), found.text)
    return _acted(request, found.company, form, around, act, _("The need is met."))


def give_up(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The company looks for it no more, or nobody could help."""
    found, form = _own_need(request, need_id), ReasonForm.of(request)

    def act(_company: UUID) -> object:
        return companies.give_up_need(actor=actor_of(request), need_id=found.id, reason=form.cleaned_data["reason"])

    around = _around(_("Look for it no more"), _("Record"), found.text)
    return _acted(request, found.company, form, around, act, _("The need is ended."))


def _own_need(request: HttpRequest, need_id: UUID) -> Need:
    row = _own(request)
    found: Need = Need.objects.select_related("company").get(id=need_id, company=row)
    return found


def _around(title: str, submit: str, lead: str) -> FormPage:
    way = ({"href": reverse("own_company"), "label": _("My company")},)
    return FormPage(title=title, submit=submit, back=reverse("own_company"), lead=lead, crumbs=way)


def _acted(
    request: HttpRequest,
    row: Company | None,
    form: ActForm,
    around: FormPage,
    act: Callable[[UUID], object],
    toast: str,
) -> HttpResponse:
    if row is None:
        return render(request, "companies/own_none.html")
    company_id: UUID = row.id

    def run() -> Outcome:
        act(company_id)
        return {}

    if perform(request, form, run) is not None:
        return done(request, around.back, toast)
    return show_page(request, form, around)
