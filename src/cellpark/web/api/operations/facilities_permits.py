"""Permits of work and the register of waste: what the pages do, for programs, under the same rules."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.facilities import public as facilities
from cellpark.facilities.public import FacilityPermission, PermitKind, PermitState
from cellpark.leases.public import names_of
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.facilities import (
    BesideAnswerIn,
    FacilityMaybeWhyIn,
    FacilityWhyIn,
    HotWorkIn,
    PermitClosedIn,
    PermitOut,
    WasteIn,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.permit_links import PermitLinkOut

TAG = "facilities"
SEE, ASK, GIVE, WORK, ANSWER = (
    requires(each)
    for each in (
        FacilityPermission.SEE,
        FacilityPermission.REQUEST_PERMIT,
        FacilityPermission.APPROVE_PERMIT,
        FacilityPermission.WORK,
        FacilityPermission.ANSWER_BESIDE,
    )
)
PERMITS = "work-permits"
ONE = f"{PERMITS}/{{permit_id}}"


@operation("GET", PERMITS, access=SEE, answers={200: list[PermitOut]}, tag=TAG, summary=_("List permits of work"))
def list_work_permits(
    request: HttpRequest,
    response: HttpResponse,
    kind: PermitKind | None = None,
    state: PermitState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[PermitOut]:
    """The permits of one's own park or company."""
    asked = {name: value for name, value in (("kind", kind), ("state", state)) if value is not None}
    rows = facilities.permits(actor_of(request)).filter(**asked)
    return [PermitOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", ONE, access=SEE, answers={200: PermitOut}, tag=TAG, summary=_("Read a permit of work"))
def get_work_permit(request: HttpRequest, response: HttpResponse, permit_id: UUID) -> PermitOut:  # noqa: ARG001 -- ninja's signature
    """One permit in sight."""
    return _shown(response, permit_id)


@operation("POST", f"{PERMITS}/hot-work", access=ASK, answers={200: PermitOut}, tag=TAG, summary=_("Ask for hot work"))
def ask_for_hot_work(request: HttpRequest, response: HttpResponse, body: HotWorkIn) -> PermitOut:
    """For a second person to permit."""
    said, asked = body.said(), body.asked()
    return _done(request, response, lambda: facilities.request_permit(actor=actor_of(request), said=said, **asked))


@operation(
    "POST", f"{PERMITS}/waste", access=ASK, answers={200: PermitOut}, tag=TAG, summary=_("Ask to hand waste over")
)
def ask_to_hand_waste_over(request: HttpRequest, response: HttpResponse, body: WasteIn) -> PermitOut:
    """For a second person to permit."""
    said, asked = body.said(), body.asked()
    return _done(request, response, lambda: facilities.request_permit(actor=actor_of(request), said=said, **asked))


@operation("POST", f"{ONE}/approve", access=GIVE, answers={200: PermitOut}, tag=TAG, summary=_("Give a permit of work"))
def approve_a_permit(
    request: HttpRequest, response: HttpResponse, permit_id: UUID, body: FacilityMaybeWhyIn
) -> PermitOut:
    """As a second person; beside a batch that its house lets the work through, with a reason."""
    facilities.permit(permit_id)
    return _done(
        request,
        response,
        lambda: facilities.approve_permit(actor=actor_of(request), permit_id=permit_id, reason=body.reason),
    )


@operation(
    "POST",
    f"{ONE}/ask-beside",
    access=WORK,
    answers={200: PermitOut},
    tag=TAG,
    summary=_("Ask the houses whose batches are beside hot work"),
)
def ask_houses_beside(request: HttpRequest, response: HttpResponse, permit_id: UUID, body: FacilityWhyIn) -> PermitOut:
    """From then on they read the permit."""
    facilities.permit(permit_id)
    return _done(
        request,
        response,
        lambda: facilities.ask_beside(actor=actor_of(request), permit_id=permit_id, reason=body.reason),
    )


@operation(
    "POST",
    f"{ONE}/answer-beside",
    access=ANSWER,
    answers={200: PermitOut},
    tag=TAG,
    summary=_("Say whether hot work goes through beside a batch"),
)
def answer_for_a_house_beside(
    request: HttpRequest, response: HttpResponse, permit_id: UUID, body: BesideAnswerIn
) -> PermitOut:
    """For one's own house, by its quality."""
    facilities.permit(permit_id)
    return _done(
        request,
        response,
        lambda: facilities.answer_beside(
            actor=actor_of(request), permit_id=permit_id, allowed=body.allowed, reason=body.reason
        ),
    )


@operation(
    "POST", f"{ONE}/decline", access=GIVE, answers={200: PermitOut}, tag=TAG, summary=_("Decline a permit of work")
)
def decline_a_permit(request: HttpRequest, response: HttpResponse, permit_id: UUID, body: FacilityWhyIn) -> PermitOut:
    """The asker reads the reason."""
    facilities.permit(permit_id)
    return _done(
        request,
        response,
        lambda: facilities.decline_permit(actor=actor_of(request), permit_id=permit_id, reason=body.reason),
    )


@operation(
    "POST", f"{ONE}/withdraw", access=ASK, answers={200: PermitOut}, tag=TAG, summary=_("Withdraw a permit of work")
)
def withdraw_a_permit(
    request: HttpRequest, response: HttpResponse, permit_id: UUID, body: FacilityMaybeWhyIn
) -> PermitOut:
    """It is not wanted any more; the park says why where it is a tenant's."""
    facilities.permit(permit_id)
    return _done(
        request,
        response,
        lambda: facilities.withdraw_permit(actor=actor_of(request), permit_id=permit_id, reason=body.reason),
    )


@operation(
    "POST", f"{ONE}/begin", access=ASK, answers={200: PermitOut}, tag=TAG, summary=_("Say that permitted work begins")
)
def begin_a_permit(request: HttpRequest, response: HttpResponse, permit_id: UUID) -> PermitOut:
    """Hot work, while its permit is in force; said twice it changes nothing."""
    facilities.permit(permit_id)
    return _done(request, response, lambda: facilities.begin_permit(actor=actor_of(request), permit_id=permit_id))


@operation(
    "POST", f"{ONE}/end", access=ASK, answers={200: PermitOut}, tag=TAG, summary=_("Say that permitted work is over")
)
def end_a_permit(request: HttpRequest, response: HttpResponse, permit_id: UUID) -> PermitOut:
    """The fire watch begins."""
    facilities.permit(permit_id)
    return _done(request, response, lambda: facilities.end_permit(actor=actor_of(request), permit_id=permit_id))


@operation(
    "POST",
    f"{ONE}/revoke",
    access=WORK,
    answers={200: PermitOut},
    tag=TAG,
    summary=_("Revoke a permit of work at once"),
)
def revoke_a_permit(request: HttpRequest, response: HttpResponse, permit_id: UUID, body: FacilityWhyIn) -> PermitOut:
    """It holds no more from now on."""
    facilities.permit(permit_id)
    return _done(
        request,
        response,
        lambda: facilities.revoke_permit(actor=actor_of(request), permit_id=permit_id, reason=body.reason),
    )


@operation("POST", f"{ONE}/close", access=WORK, answers={200: PermitOut}, tag=TAG, summary=_("Close a permit of work"))
def close_a_permit(request: HttpRequest, response: HttpResponse, permit_id: UUID, body: PermitClosedIn) -> PermitOut:
    """After the fire watch, or with what was handed over."""
    facilities.permit(permit_id)
    closing = body.closing()
    return _done(
        request,
        response,
        lambda: facilities.close_permit(actor=actor_of(request), permit_id=permit_id, **closing),
    )


@operation("GET", f"{ONE}/paper", access=SEE, answers={200: None}, tag=TAG, summary=_("Read a permit of work as PDF"))
def get_permit_paper(request: HttpRequest, permit_id: UUID) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """In both languages, to hang at the door."""
    row = facilities.permit(permit_id)
    tenant = "" if row.tenant_id is None else names_of([row.tenant_id]).get(row.tenant_id, "")
    return HttpResponse(facilities.permit_pdf(row, tenant), content_type="application/pdf")


@operation(
    "GET",
    "waste-register",
    access=SEE,
    answers={200: list[PermitOut]},
    tag=TAG,
    summary=_("Read the register of waste"),
)
def read_waste_register(
    request: HttpRequest,
    response: HttpResponse,
    since: date | None = None,
    until: date | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[PermitOut]:
    """What waste was handed over from a day up to, not including, another."""
    rows = facilities.waste_handed_over(actor_of(request), since=since, until=until)
    return [PermitOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET", f"{ONE}/links", access=ASK, answers={200: list[PermitLinkOut]}, tag=TAG, summary=_("List links of a permit")
)
def list_permit_links(request: HttpRequest, permit_id: UUID) -> list[PermitLinkOut]:
    """The links with which a firm reads it, to the two sides that make them."""
    row, actor = facilities.permit(permit_id), actor_of(request)
    own = actor.organisation_id in (row.organisation_id, row.tenant_id)
    return [PermitLinkOut.made(each) for each in (facilities.permit_links(row) if own else [])]


@operation(
    "POST", f"{ONE}/links", access=ASK, answers={200: PermitLinkOut}, tag=TAG, summary=_("Make a link for a firm")
)
def make_a_permit_link(request: HttpRequest, response: HttpResponse, permit_id: UUID) -> PermitLinkOut:
    """For somebody without an account; a repeated call no longer knows the address."""
    facilities.permit(permit_id)
    shown: list[str] = []

    def act() -> UUID:
        made = facilities.make_permit_link(actor=actor_of(request), permit_id=permit_id)
        path = reverse("permit_phone", args=[made.link.organisation_id, made.secret])
        shown.append(request.build_absolute_uri(path))
        identity: UUID = made.link.id
        return identity

    return _link(request, response, permit_id, act, shown)


@operation(
    "POST",
    f"{ONE}/links/{{link_id}}/revoke",
    access=ASK,
    answers={200: PermitLinkOut},
    tag=TAG,
    summary=_("Take back a link for a firm"),
)
def revoke_a_permit_link(request: HttpRequest, response: HttpResponse, permit_id: UUID, link_id: UUID) -> PermitLinkOut:
    """It works no longer."""
    facilities.permit(permit_id)

    def act() -> UUID:
        revoke = facilities.revoke_permit_link
        identity: UUID = revoke(actor=actor_of(request), permit_id=permit_id, link_id=link_id).id
        return identity

    return _link(request, response, permit_id, act, [])


def _link(
    request: HttpRequest, response: HttpResponse, permit_id: UUID, act: Callable[[], UUID], shown: list[str]
) -> PermitLinkOut:
    done = perform(request, act)
    repeated(response, done)
    row = next(each for each in facilities.permit_links(facilities.permit(permit_id)) if each.id == done.id)
    return PermitLinkOut.made(row, *shown)


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], Any]) -> PermitOut:
    done = perform(request, lambda: UUID(str(act().id)))
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, permit_id: UUID) -> PermitOut:
    row = facilities.permit(permit_id)
    tag(response, row.version)
    return PermitOut.of(row)
