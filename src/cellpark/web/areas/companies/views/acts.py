"""The acts on a company before it is judged: entering, planning, visiting, declining, merging."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.companies import public as companies
from cellpark.companies.public import Details, Speaker, company, duplicates, today, words
from cellpark.web.areas.companies.forms import (
    ContactForm,
    DetailsForm,
    LeadForm,
    MergeForm,
    ReasonStepForm,
    StepForm,
    VisitForm,
)
from cellpark.web.areas.companies.views.common import act_page, crumbs, form_page, people_choices
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm

MERGE_MAX = 500


def register(request: HttpRequest) -> HttpResponse:
    """A company that the park wants; a gap of the chain leads here with its node and its demand."""
    asked = request.GET
    initial = {"node": asked.get("node", "")[:4], "demand": asked.get("demand", "")[:2000]}
    form = LeadForm.of(request, initial={**initial, "source": asked.get("source", "")[:200]})
    page = FormPage(
        title=_("Enter a lead"),
        submit=_("Enter the lead"),
        back=reverse("company_board"),
        lead=_("Every lead begins with somebody who looks after it and a next step with a day."),
        crumbs=crumbs(),
    )

    def act() -> Outcome:
        sent = form.cleaned_data
        row = companies.register_lead(
            actor=actor_of(request),
            details=form.details(),
            step=sent["step"],
            step_on=sent["day"],
            source=sent["source"],
            demand=sent["demand"],
            known_as_other=sent["known_as_other"],
        )
        return {"to": reverse("company", args=[row.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The lead is entered."))
    return show_page(request, form, page)


def details(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Names, code and node."""
    row = company(company_id)
    names = ("name_zh", "name_en", "code", "node")
    form = DetailsForm.of(request, initial={each: getattr(row, each) for each in names})
    page = form_page(company_id, title=_("Particulars"), submit=_("Save"))
    return act_page(
        request,
        form,
        page,
        lambda: companies.change_details(actor=actor_of(request), company_id=company_id, details=form.details()),
        toast=_("The particulars are changed."),
    )


def step(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """What comes next."""
    row = company(company_id)
    form = StepForm.of(request)
    form.offer(people_choices(row.organisation_id))
    page = form_page(
        company_id,
        title=_("Next step"),
        submit=_("Plan the next step"),
        lead=_("The former step counts as done; it stays on record."),
    )

    def act() -> object:
        sent = form.cleaned_data
        owner = UUID(sent["owner"]) if sent["owner"] else None
        return companies.plan_step(
            actor=actor_of(request), company_id=company_id, step=sent["step"], day=sent["day"], owner=owner
        )

    return act_page(request, form, page, act, toast=_("The next step is planned."))


def visit(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """A visit."""
    form = VisitForm.of(request, initial={"visited": today()})
    page = form_page(company_id, title=words.VERBS["visit"], submit=_("Record"))

    def act() -> object:
        sent = form.cleaned_data
        return companies.note_visit(
            actor=actor_of(request),
            company_id=company_id,
            day=sent["visited"],
            remark=sent["remark"],
            step=sent["step"],
            step_on=sent["day"],
        )

    return act_page(request, form, page, act, toast=_("The visit is noted."))


def contact(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Somebody who speaks for it."""
    form = ContactForm.of(request)
    lead = _("Name, address and telephone lie sealed under a key of their own, so that they can be erased for good.")
    page = form_page(company_id, title=_("Add a contact"), submit=_("Keep"), lead=lead)

    def act() -> object:
        sent = form.cleaned_data
        speaker = Speaker(name=sent["contact_name"], email=sent["contact_email"], phone=sent["contact_phone"])
        return companies.add_contact(actor=actor_of(request), company_id=company_id, speaker=speaker)

    return act_page(request, form, page, act, toast=_("The contact is kept."))


def decline(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """No."""
    form = ReasonForm.of(request)
    page = form_page(
        company_id,
        title=_("Decline the company"),
        submit=words.VERBS["decline"],
        danger=_("Open offers are withdrawn. What it looked for stays on record as unmet demand."),
    )

    def act() -> object:
        return companies.decline(actor=actor_of(request), company_id=company_id, reason=form.cleaned_data["reason"])

    return act_page(request, form, page, act, toast=_("The company is declined."))


def reopen(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Once more."""
    form = ReasonStepForm.of(request)
    page = form_page(company_id, title=words.VERBS["reopen"], submit=words.VERBS["reopen"])

    def act() -> object:
        sent = form.cleaned_data
        return companies.reopen(
            actor=actor_of(request),
            company_id=company_id,
            reason=sent["reason"],
            step=sent["step"],
            step_on=sent["day"],
        )

    return act_page(request, form, page, act, toast=_("The company is a lead again."))


def merge(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Two records of one company."""
    row = company(company_id)
    form = MergeForm.of(request)
    said = Details(name_zh=row.name_zh, name_en=row.name_en, code=row.code)
    likely = [each.company for each in duplicates(said, house=row.organisation_id, but=row.id)]
    others = companies.companies().filter(organisation_id=row.organisation_id).exclude(id=row.id)
    near = {each.id for each in likely}
    rest = [each for each in others.order_by("name_zh", "name_en")[:MERGE_MAX] if each.id not in near]
    form.offer([(str(each.id), f"{each.name} {each.code}".strip()) for each in [*likely, *rest]])
    page = form_page(
        company_id,
        title=_("Merge with another record"),
        submit=words.VERBS["merge"],
        danger=_("This record ends; its needs and milestones go on in the other one, and both histories stay."),
    )

    def act() -> object:
        sent = form.cleaned_data
        return companies.merge_companies(
            actor=actor_of(request), company_id=company_id, into_id=UUID(sent["into"]), reason=sent["reason"]
        )

    return act_page(request, form, page, act, toast=_("The two records are one."))
