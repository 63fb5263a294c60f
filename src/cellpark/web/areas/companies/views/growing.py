"""The acts on a company that comes and grows: offers, the lease, stages, milestones, the way out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.companies import public as companies
from cellpark.companies.public import STAGE_LIFECYCLE, Milestone, Stage, company, today, words
from cellpark.kernel.problem import Refused
from cellpark.leases.public import leases_of
from cellpark.web.areas.companies.forms import (
    DayReasonForm,
    EmptyForm,
    EnterForm,
    MilestoneForm,
    MoveInForm,
    OfferForm,
    SignForm,
    StageForm,
)
from cellpark.web.areas.companies.views.common import act_page, form_page, kind_choices
from cellpark.web.areas.companies.views.judged import stage_lines
from cellpark.web.pages.acts import show_page
from cellpark.web.pages.forms.reasons import ReasonForm


def offer(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Rooms on terms."""
    asked = request.GET.getlist("room")
    form = OfferForm.of(request, initial={"rooms": "\n".join(asked)[:2000]})
    page = form_page(
        company_id,
        title=words.VERBS["offer"],
        submit=words.VERBS["offer"],
        lead=_("An offer that stood before is withdrawn. The next step is the answer, by the last day of the offer."),
    )

    def act() -> object:
        sent = form.cleaned_data
        return companies.make_offer(
            actor=actor_of(request),
            company_id=company_id,
            rooms=companies.offered_rooms(sent["rooms"].splitlines()),
            terms=sent["terms"],
            valid_until=sent["valid_until"],
        )

    return act_page(request, form, page, act, toast=_("The offer is made."))


def admit(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """An organisation of the park."""
    form = EmptyForm.of(request)
    page = form_page(
        company_id,
        title=_("Make it an organisation of the park"),
        submit=_("Make it an organisation of the park"),
        lead=_("Its lease can then be drafted, and its people can be invited. One legal person is one organisation."),
    )
    return act_page(
        request,
        form,
        page,
        lambda: companies.admit_tenant(actor=actor_of(request), company_id=company_id),
        toast=_("It is an organisation of the park now."),
    )


def sign(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """The signed lease."""
    row = company(company_id)
    form = SignForm.of(request)
    leases = [] if row.tenant_id is None else list(leases_of(row.tenant_id))
    form.offer([(str(each.id), each.number) for each in leases])
    page = form_page(company_id, title=words.VERBS["sign"], submit=_("Record"))

    def act() -> object:
        sent = form.cleaned_data
        return companies.record_signing(
            actor=actor_of(request),
            company_id=company_id,
            lease_id=UUID(sent["lease"]),
            step=sent["step"],
            step_on=sent["day"],
        )

    return act_page(request, form, page, act, toast=_("The signed lease is noted."))


def move_in(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """The keys."""
    form = MoveInForm.of(request, initial={"moved": today()})
    page = form_page(company_id, title=words.VERBS["move_in"], submit=words.VERBS["move_in"])
    row = company(company_id)

    def act() -> object:
        sent = form.cleaned_data
        return companies.move_in(
            actor=actor_of(request),
            company_id=company_id,
            day=sent["moved"],
            stage=Stage(sent["stage"]),
            evidence=sent["evidence"],
            step=sent["step"],
            step_on=sent["day"],
        )

    lines = stage_lines(row, list(Stage))
    return act_page(
        request, form, page, act, toast=_("The company moved in."), template="companies/stage.html", lines=lines
    )


def enter(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """A company that is here already."""
    form = EnterForm.of(request)
    lead = _("For companies that were in the park before its record began; the evidence says since when and by what.")
    page = form_page(company_id, title=words.VERBS["take_over"], submit=_("Record"), lead=lead)

    def act() -> object:
        sent = form.cleaned_data
        return companies.enter_resident(
            actor=actor_of(request),
            company_id=company_id,
            day=sent["moved"],
            stage=Stage(sent["stage"]),
            evidence=sent["evidence"],
            step=sent["step"],
            step_on=sent["day"],
        )

    return act_page(request, form, page, act, toast=_("The company is in the park."))


def stage(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """The next stage, with what its criteria say."""
    row = company(company_id)
    form = StageForm.of(request, initial={"day": today()})
    reached = [] if not row.stage else [each.target for each in STAGE_LIFECYCLE.allowed(row.stage)]
    form.offer([(each.value, words.STAGES[each]) for each in reached])
    page = form_page(
        company_id,
        title=_("Change the stage"),
        submit=_("Change the stage"),
        lead=_("What the criteria say today stands below, and goes into the record."),
    )

    def act() -> object:
        sent = form.cleaned_data
        return companies.change_stage(
            actor=actor_of(request),
            company_id=company_id,
            stage=Stage(sent["stage"]),
            day=sent["day"],
            evidence=sent["evidence"],
        )

    lines = stage_lines(row, reached)
    return act_page(
        request, form, page, act, toast=_("The stage is changed."), template="companies/stage.html", lines=lines
    )


def milestone(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """What it reached."""
    row = company(company_id)
    form = MilestoneForm.of(request, initial={"kind": request.GET.get("kind", ""), "day": today()})
    form.offer(kind_choices(row.organisation_id))
    lead = _("Typed once, used by stages, recognitions and reports.")
    page = form_page(company_id, title=_("Record a milestone"), submit=_("Record"), lead=lead)

    def act() -> object:
        return companies.record_milestone(actor=actor_of(request), company_id=company_id, **form.cleaned_data)

    return act_page(request, form, page, act, toast=_("The milestone is recorded."))


def void(request: HttpRequest, milestone_id: UUID) -> HttpResponse:
    """It was wrong."""
    found: Milestone = Milestone.objects.get(id=milestone_id)
    form = ReasonForm.of(request)
    page = form_page(
        found.company_id,
        title=_("Take the milestone back"),
        submit=_("Take the milestone back"),
        danger=_("It counts no longer; it stays on record with your reason."),
    )

    def act() -> object:
        return companies.void_milestone(
            actor=actor_of(request), milestone_id=milestone_id, reason=form.cleaned_data["reason"]
        )

    return act_page(request, form, page, act, toast=_("The milestone is taken back."))


def graduate(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """A success."""
    form = DayReasonForm.of(request, initial={"day": today()})
    lead = _("It outgrew the park. Hand it its passport: everything that it takes along, verifiable without us.")
    page = form_page(company_id, title=words.VERBS["graduate"], submit=words.VERBS["graduate"], lead=lead)
    return act_page(
        request,
        form,
        page,
        lambda: companies.graduate(actor=actor_of(request), company_id=company_id, **form.cleaned_data),
        toast=_("The company graduated."),
    )


def leave(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """It goes."""
    form = DayReasonForm.of(request, initial={"day": today()})
    danger = _("What it still looks for stays on record as unmet demand.")
    page = form_page(company_id, title=words.VERBS["leave"], submit=_("Record"), danger=danger)
    return act_page(
        request,
        form,
        page,
        lambda: companies.leave(actor=actor_of(request), company_id=company_id, **form.cleaned_data),
        toast=_("It is noted that the company left."),
    )


def passport(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Everything that it takes along, as a file."""
    form = EmptyForm.of(request)
    page = form_page(
        company_id,
        title=_("Graduation passport"),
        submit=_("Issue and download"),
        lead=_("One zip with its own record, its leases, milestones, recognitions and needs, and what checks it."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            content = companies.issue_passport(actor=actor_of(request), company_id=company_id)
        except Refused as refused:
            form.tell(refused.problems)
        else:
            name = f'attachment; filename="passport-{company_id}.zip"'
            return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": name})
    return show_page(request, form, page)
