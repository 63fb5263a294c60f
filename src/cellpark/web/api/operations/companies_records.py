"""Reviews, milestones, needs, recognitions, rules and passports of companies, for programs."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.companies import public as companies
from cellpark.companies.public import Company, CompanyPermission, Milestone, Need, NeedState, Review, company
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.companies_companies import DECIDE, KEEP, ONE, SEE, TAG
from cellpark.web.api.schemas.companies import (
    CountOut,
    GlideOut,
    MetIn,
    MilestoneIn,
    MilestoneOut,
    NeedIn,
    NeedOut,
    NeedPlaceIn,
    OwnCompanyOut,
    ReviewIn,
    ReviewOut,
    RuleIn,
    RuleOut,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn

REVIEW, SEE_OWN, REPORT = (
    requires(each) for each in (CompanyPermission.REVIEW, CompanyPermission.SEE_OWN, CompanyPermission.REPORT)
)
ONE_REVIEW, ONE_NEED = "company-reviews/{review_id}", "company-needs/{need_id}"
ONE_MILESTONE = "company-milestones/{milestone_id}"


@operation("POST", ONE_REVIEW, access=REVIEW, answers={200: ReviewOut}, tag=TAG, summary=_("Give a review"))
def give_a_review(request: HttpRequest, response: HttpResponse, review_id: UUID, body: ReviewIn) -> ReviewOut:
    """Points by criterion, by the reviewer alone."""
    companies.review(review_id)  # another organisation's is not there, whatever else is wrong (T19)

    def act() -> UUID:
        companies.give_review(actor=actor_of(request), review_id=review_id, **body.model_dump())
        return review_id

    return _review(request, response, act)


@operation(
    "POST",
    f"{ONE_REVIEW}/step-back",
    access=REVIEW,
    answers={200: ReviewOut},
    tag=TAG,
    summary=_("Step back over a conflict of interest"),
)
def step_back_from_a_review(request: HttpRequest, response: HttpResponse, review_id: UUID) -> ReviewOut:
    """Somebody else is named."""
    companies.review(review_id)

    def act() -> UUID:
        companies.step_back(actor=actor_of(request), review_id=review_id)
        return review_id

    return _review(request, response, act)


@operation(
    "GET", f"{ONE}/milestones", access=SEE, answers={200: list[MilestoneOut]}, tag=TAG, summary=_("List milestones")
)
def list_company_milestones(
    request: HttpRequest, response: HttpResponse, company_id: UUID, after: After = None, limit: Limit = 50
) -> list[MilestoneOut]:
    """What a company reached, with what was taken back."""
    rows = companies.milestones_of(company(company_id).id)
    return [MilestoneOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "POST", f"{ONE}/milestones", access=KEEP, answers={200: MilestoneOut}, tag=TAG, summary=_("Record a milestone")
)
def record_a_milestone(
    request: HttpRequest, response: HttpResponse, company_id: UUID, body: MilestoneIn
) -> MilestoneOut:
    """A datum on a day with its evidence."""
    return _milestone(request, response, company(company_id), body)


@operation(
    "POST",
    f"{ONE_MILESTONE}/void",
    access=KEEP,
    answers={200: MilestoneOut},
    tag=TAG,
    summary=_("Take a milestone back"),
)
def void_a_milestone(request: HttpRequest, response: HttpResponse, milestone_id: UUID, body: ReasonIn) -> MilestoneOut:
    """It counts no longer and stays on record."""
    Milestone.objects.get(id=milestone_id)

    def act() -> UUID:
        companies.void_milestone(actor=actor_of(request), milestone_id=milestone_id, reason=body.reason)
        return milestone_id

    done = perform(request, act)
    repeated(response, done)
    return MilestoneOut.of(Milestone.objects.get(id=milestone_id))


@operation("GET", "company-needs", access=SEE, answers={200: list[NeedOut]}, tag=TAG, summary=_("List needs"))
def list_company_needs(
    request: HttpRequest,
    response: HttpResponse,
    state: NeedState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[NeedOut]:
    """What companies look for."""
    return [NeedOut.of(row) for row in page(request, response, companies.needs(state), after=after, limit=limit)]


@operation("POST", f"{ONE}/needs", access=KEEP, answers={200: NeedOut}, tag=TAG, summary=_("State a need"))
def state_a_need(request: HttpRequest, response: HttpResponse, company_id: UUID, body: NeedIn) -> NeedOut:
    """A room, a service, a supplier or people."""
    return _need(request, response, company(company_id), body)


@operation("POST", f"{ONE_NEED}/met", access=KEEP, answers={200: NeedOut}, tag=TAG, summary=_("Say that a need is met"))
def meet_a_need(request: HttpRequest, response: HttpResponse, need_id: UUID, body: MetIn) -> NeedOut:
    """Who met it."""
    Need.objects.get(id=need_id)

    def act() -> UUID:
        companies.meet_need(actor=actor_of(request), need_id=need_id, met_by=body.met_by)
        return need_id

    done = perform(request, act)
    repeated(response, done)
    return NeedOut.of(Need.objects.get(id=need_id))


@operation(
    "POST",
    f"{ONE_NEED}/place",
    access=KEEP,
    answers={200: NeedOut},
    tag=TAG,
    summary=_("Say at which node of the chain a need stands"),
)
def place_a_need(request: HttpRequest, response: HttpResponse, need_id: UUID, body: NeedPlaceIn) -> NeedOut:
    """Whoever stated it; an empty node takes it off the chain."""
    Need.objects.get(id=need_id)
    return _need_done(
        request, response, partial(companies.place_need, actor=actor_of(request), need_id=need_id, node=body.node)
    )


@operation(
    "POST",
    f"{ONE_NEED}/give-up",
    access=KEEP,
    answers={200: NeedOut},
    tag=TAG,
    summary=_("Say that a need stays unmet"),
)
def give_up_a_need(request: HttpRequest, response: HttpResponse, need_id: UUID, body: ReasonIn) -> NeedOut:
    """It counts as unmet demand."""
    Need.objects.get(id=need_id)

    def act() -> UUID:
        companies.give_up_need(actor=actor_of(request), need_id=need_id, reason=body.reason)
        return need_id

    done = perform(request, act)
    repeated(response, done)
    return NeedOut.of(Need.objects.get(id=need_id))


@operation(
    "GET",
    f"{ONE}/recognitions",
    access=SEE,
    answers={200: list[GlideOut]},
    tag=TAG,
    summary=_("Read the glide path of a company"),
)
def read_company_recognitions(request: HttpRequest, company_id: UUID) -> list[GlideOut]:  # noqa: ARG001 -- ninja's signature
    """Every recognition in force: met, not met, or what to ask for."""
    return [GlideOut.of(each) for each in companies.glide_path(company(company_id), companies.today())]


@operation(
    "GET",
    "company-recognitions",
    access=SEE,
    answers={200: list[CountOut]},
    tag=TAG,
    summary=_("Count the recognitions of the residents"),
)
def count_company_recognitions(request: HttpRequest) -> list[CountOut]:
    """Computed here from the data of the residents; published figures are with the parks."""
    house = actor_of(request).organisation_id
    found = [] if house is None else companies.counts(house, companies.today())
    return [
        CountOut(
            key=each.recognition.key,
            edition=each.recognition.edition,
            held=each.held,
            ending=each.ending,
            met=each.met,
            unknown=each.unknown,
            not_met=each.not_met,
        )
        for each in found
    ]


@operation("GET", "company-rules", access=SEE, answers={200: list[RuleOut]}, tag=TAG, summary=_("List rules in force"))
def list_company_rules(request: HttpRequest) -> list[RuleOut]:
    """The newest text of each file."""
    house = actor_of(request).organisation_id
    return [RuleOut.of(each) for each in (() if house is None else companies.rules_of(house))]


@operation(
    "POST", "company-rules", access=DECIDE, answers={200: list[RuleOut]}, tag=TAG, summary=_("Load a text of rules")
)
def load_company_rules(request: HttpRequest, response: HttpResponse, body: RuleIn) -> list[RuleOut]:
    """Read to its end first; refused with line and column where a rule is wrong."""

    def act() -> UUID:
        identity: UUID = companies.load_rules(actor=actor_of(request), file=body.file, content=body.text.encode()).id
        return identity

    repeated(response, perform(request, act))
    found: list[RuleOut] = list_company_rules(request)
    return found


@operation(
    "POST", f"{ONE}/passport", access=DECIDE, answers={200: None}, tag=TAG, summary=_("Issue the passport of a company")
)
def issue_a_passport(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """A zip that verifies itself: everything that the company takes along."""
    company(company_id)
    content = companies.issue_passport(actor=actor_of(request), company_id=company_id)
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="passport-{company_id}.zip"'
    return answer


@operation(
    "GET",
    "own-company",
    access=SEE_OWN,
    answers={200: OwnCompanyOut},
    tag=TAG,
    summary=_("Read one’s own company"),
    refuses=(404,),
)
def read_own_company(request: HttpRequest) -> OwnCompanyOut:
    """As the park knows it."""
    return OwnCompanyOut.of(_own(request))


@operation(
    "POST",
    "own-company/milestones",
    access=REPORT,
    answers={200: MilestoneOut},
    tag=TAG,
    summary=_("Report a milestone of one’s own company"),
)
def report_own_milestone(request: HttpRequest, response: HttpResponse, body: MilestoneIn) -> MilestoneOut:
    """A datum on a day with its evidence."""
    return _milestone(request, response, _own(request), body)


@operation(
    "POST",
    "own-company/needs",
    access=REPORT,
    answers={200: NeedOut},
    tag=TAG,
    summary=_("State a need of one’s own company"),
)
def state_own_need(request: HttpRequest, response: HttpResponse, body: NeedIn) -> NeedOut:
    """What one looks for."""
    return _need(request, response, _own(request), body)


@operation(
    "POST",
    "own-company/needs/{need_id}/met",
    access=REPORT,
    answers={200: NeedOut},
    tag=TAG,
    summary=_("Say that a need of one’s own company is met"),
)
def meet_own_need(request: HttpRequest, response: HttpResponse, need_id: UUID, body: MetIn) -> NeedOut:
    """By whom."""
    found = _own_need(request, need_id)
    act = partial(companies.meet_need, actor=actor_of(request), need_id=found.id, met_by=body.met_by)
    return _need_done(request, response, act)


@operation(
    "POST",
    "own-company/needs/{need_id}/give-up",
    access=REPORT,
    answers={200: NeedOut},
    tag=TAG,
    summary=_("End a need of one’s own company that nobody met"),
)
def give_up_own_need(request: HttpRequest, response: HttpResponse, need_id: UUID, body: ReasonIn) -> NeedOut:
    """Why it is looked for no more."""
    found = _own_need(request, need_id)
    act = partial(companies.give_up_need, actor=actor_of(request), need_id=found.id, reason=body.reason)
    return _need_done(request, response, act)


def _own_need(request: HttpRequest, need_id: UUID) -> Need:
    found: Need = Need.objects.get(id=need_id, company=_own(request))
    return found


def _need_done(request: HttpRequest, response: HttpResponse, act: Callable[[], Need]) -> NeedOut:
    done = perform(request, lambda: UUID(str(act().id)))
    repeated(response, done)
    return NeedOut.of(Need.objects.get(id=done.id))


def _own(request: HttpRequest) -> Company:
    organisation = actor_of(request).organisation_id
    found = None if organisation is None else companies.own_company(organisation)
    if found is None:
        raise Company.DoesNotExist
    return found


def _milestone(request: HttpRequest, response: HttpResponse, row: Company, body: MilestoneIn) -> MilestoneOut:
    def act() -> UUID:
        made = companies.record_milestone(actor=actor_of(request), company_id=row.id, **body.model_dump())
        identity: UUID = made.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return MilestoneOut.of(Milestone.objects.get(id=done.id))


def _need(request: HttpRequest, response: HttpResponse, row: Company, body: NeedIn) -> NeedOut:
    def act() -> UUID:
        identity: UUID = companies.state_need(actor=actor_of(request), company_id=row.id, wish=body.wish).id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return NeedOut.of(Need.objects.get(id=done.id))


def _review(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> ReviewOut:
    done = perform(request, act)
    repeated(response, done)
    row: Review = companies.review(done.id)
    return ReviewOut.of(row)
