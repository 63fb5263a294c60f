"""Companies of the park: what the pages do, for programs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.companies import public as companies
from cellpark.companies.public import CompanyPermission, CompanyState, company
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.companies import (
    CompanyDetailsIn,
    CompanyLeadIn,
    CompanyOut,
    CompanyStepIn,
    ContactIn,
    DecidedIn,
    EndIn,
    EnteredIn,
    MergeIn,
    MoveInIn,
    OfferIn,
    ReviewersIn,
    SigningIn,
    StageIn,
    VisitIn,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn

TAG = "companies"
SEE, KEEP, DECIDE = (
    requires(each) for each in (CompanyPermission.SEE, CompanyPermission.KEEP, CompanyPermission.DECIDE)
)
ONE = "companies/{company_id}"


@operation(
    "GET",
    "companies",
    access=SEE,
    answers={200: list[CompanyOut]},
    tag=TAG,
    summary=_("List companies of the park office"),
)
def list_company_records(
    request: HttpRequest,
    response: HttpResponse,
    state: CompanyState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[CompanyOut]:
    """The companies in sight, in the order in which they became known."""
    rows = companies.companies() if state is None else companies.companies().filter(state=state)
    return [CompanyOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", ONE, access=SEE, answers={200: CompanyOut}, tag=TAG, summary=_("Read a company"))
def get_company_record(request: HttpRequest, response: HttpResponse, company_id: UUID) -> CompanyOut:  # noqa: ARG001 -- ninja's signature
    """One company in sight."""
    return _shown(response, company_id)


@operation("POST", "companies", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Enter a lead"))
def enter_a_lead(request: HttpRequest, response: HttpResponse, body: CompanyLeadIn) -> CompanyOut:
    """A company that the park wants, with its first step."""

    def act() -> UUID:
        row = companies.register_lead(
            actor=actor_of(request),
            details=body.details,
            step=body.step,
            step_on=body.step_on,
            source=body.source,
            demand=body.demand,
            known_as_other=body.known_as_other,
        )
        identity: UUID = row.id
        return identity

    done = perform(request, act)
    repeated(response, done)
    return _shown(response, done.id)


@operation(
    "POST",
    f"{ONE}/details",
    access=KEEP,
    answers={200: CompanyOut},
    tag=TAG,
    summary=_("Change the particulars of a company"),
)
def change_a_company(
    request: HttpRequest, response: HttpResponse, company_id: UUID, body: CompanyDetailsIn
) -> CompanyOut:
    """Names, code and node."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.change_details(actor=actor_of(request), company_id=company_id, details=body.details),
    )


@operation(
    "POST", f"{ONE}/step", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Plan the next step of a company")
)
def plan_a_company_step(
    request: HttpRequest, response: HttpResponse, company_id: UUID, body: CompanyStepIn
) -> CompanyOut:
    """What comes next, by when, and who."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.plan_step(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST", f"{ONE}/visit", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Note a visit of a company")
)
def note_a_company_visit(request: HttpRequest, response: HttpResponse, company_id: UUID, body: VisitIn) -> CompanyOut:
    """When, and what was said."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.note_visit(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST", f"{ONE}/contact", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Add a contact of a company")
)
def add_a_company_contact(
    request: HttpRequest, response: HttpResponse, company_id: UUID, body: ContactIn
) -> CompanyOut:
    """Sealed before anything is written."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.add_contact(actor=actor_of(request), company_id=company_id, speaker=body.speaker),
    )


@operation("POST", f"{ONE}/decline", access=DECIDE, answers={200: CompanyOut}, tag=TAG, summary=_("Decline a company"))
def decline_a_company(request: HttpRequest, response: HttpResponse, company_id: UUID, body: ReasonIn) -> CompanyOut:
    """It does not come."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.decline(actor=actor_of(request), company_id=company_id, reason=body.reason),
    )


@operation(
    "POST", f"{ONE}/reopen", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Take a company up again")
)
def reopen_a_company(request: HttpRequest, response: HttpResponse, company_id: UUID, body: DecidedIn) -> CompanyOut:
    """A lead again."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.reopen(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST",
    f"{ONE}/merge",
    access=DECIDE,
    answers={200: CompanyOut},
    tag=TAG,
    summary=_("Merge two records of a company"),
)
def merge_a_company(request: HttpRequest, response: HttpResponse, company_id: UUID, body: MergeIn) -> CompanyOut:
    """Both histories stay."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.merge_companies(
            actor=actor_of(request), company_id=company_id, into_id=body.into, reason=body.reason
        ),
    )


@operation(
    "POST",
    f"{ONE}/reviewers",
    access=DECIDE,
    answers={200: CompanyOut},
    tag=TAG,
    summary=_("Name the reviewers of an application"),
)
def name_company_reviewers(
    request: HttpRequest, response: HttpResponse, company_id: UUID, body: ReviewersIn
) -> CompanyOut:
    """Two at least."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.ask_review(actor=actor_of(request), company_id=company_id, reviewers=body.reviewers),
    )


@operation("POST", f"{ONE}/accept", access=DECIDE, answers={200: CompanyOut}, tag=TAG, summary=_("Admit a company"))
def admit_a_company(request: HttpRequest, response: HttpResponse, company_id: UUID, body: DecidedIn) -> CompanyOut:
    """After two reviews without a conflict."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.accept_application(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST", f"{ONE}/offer", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Offer rooms to a company")
)
def offer_rooms_to_a_company(
    request: HttpRequest, response: HttpResponse, company_id: UUID, body: OfferIn
) -> CompanyOut:
    """In the place of an offer that stood before."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.make_offer(
            actor=actor_of(request),
            company_id=company_id,
            rooms=companies.offered_rooms(body.rooms),
            terms=body.terms,
            valid_until=body.valid_until,
        ),
    )


@operation(
    "POST",
    f"{ONE}/admit",
    access=DECIDE,
    answers={200: CompanyOut},
    tag=TAG,
    summary=_("Make a company an organisation of the park"),
)
def make_a_company_a_tenant(request: HttpRequest, response: HttpResponse, company_id: UUID) -> CompanyOut:
    """So that a lease can name it."""
    return _done(
        request, response, company_id, lambda: companies.admit_tenant(actor=actor_of(request), company_id=company_id)
    )


@operation(
    "POST",
    f"{ONE}/sign",
    access=KEEP,
    answers={200: CompanyOut},
    tag=TAG,
    summary=_("Note the signed lease of a company"),
)
def note_a_company_lease(request: HttpRequest, response: HttpResponse, company_id: UUID, body: SigningIn) -> CompanyOut:
    """Signed by both sides."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.record_signing(
            actor=actor_of(request), company_id=company_id, lease_id=body.lease, step=body.step, step_on=body.step_on
        ),
    )


@operation(
    "POST", f"{ONE}/move-in", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Let a company move in")
)
def move_a_company_in(request: HttpRequest, response: HttpResponse, company_id: UUID, body: MoveInIn) -> CompanyOut:
    """In the stage whose criteria it meets."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.move_in(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST",
    f"{ONE}/enter",
    access=DECIDE,
    answers={200: CompanyOut},
    tag=TAG,
    summary=_("Enter a company that is in the park already"),
)
def enter_a_resident_company(
    request: HttpRequest, response: HttpResponse, company_id: UUID, body: EnteredIn
) -> CompanyOut:
    """By evidence."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.enter_resident(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST", f"{ONE}/stage", access=KEEP, answers={200: CompanyOut}, tag=TAG, summary=_("Change the stage of a company")
)
def change_a_company_stage(request: HttpRequest, response: HttpResponse, company_id: UUID, body: StageIn) -> CompanyOut:
    """By the criteria in force, or by a decision with evidence."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.change_stage(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST", f"{ONE}/graduate", access=DECIDE, answers={200: CompanyOut}, tag=TAG, summary=_("Let a company graduate")
)
def graduate_a_company(request: HttpRequest, response: HttpResponse, company_id: UUID, body: EndIn) -> CompanyOut:
    """It outgrew the park."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.graduate(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


@operation(
    "POST", f"{ONE}/leave", access=DECIDE, answers={200: CompanyOut}, tag=TAG, summary=_("Note that a company left")
)
def note_that_a_company_left(request: HttpRequest, response: HttpResponse, company_id: UUID, body: EndIn) -> CompanyOut:
    """It goes."""
    return _done(
        request,
        response,
        company_id,
        lambda: companies.leave(actor=actor_of(request), company_id=company_id, **body.model_dump()),
    )


def _done(request: HttpRequest, response: HttpResponse, company_id: UUID, act: Callable[[], Any]) -> CompanyOut:
    company(company_id)  # another organisation's is not there, whatever else is wrong (T19)

    def run() -> UUID:
        act()
        return company_id

    done = perform(request, run)
    repeated(response, done)
    return _shown(response, company_id)


def _shown(response: HttpResponse, company_id: UUID) -> CompanyOut:
    row = company(company_id)
    tag(response, row.version)
    return CompanyOut.of(row)
