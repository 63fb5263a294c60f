"""Qualifications of people."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import (
    IdentityPermission,
    Qualification,
    QualificationState,
    grant_qualification,
    qualification,
    withdraw_qualification,
)
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.schemas.people import QualificationIn, QualificationOut

TAG = "qualifications"


@operation(
    "GET",
    "qualifications",
    access=requires(IdentityPermission.SEE_PEOPLE),
    answers={200: list[QualificationOut]},
    tag=TAG,
    summary=_("List who is fit for what, and until when"),
)
def list_qualifications(
    request: HttpRequest,
    response: HttpResponse,
    organisation: UUID | None = None,
    person: UUID | None = None,
    valid_on: date | None = None,
    state: QualificationState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[QualificationOut]:
    """The qualifications in scope, the oldest grant first."""
    wanted = {
        "organisation_id": organisation,
        "person_id": person,
        "valid_from__lte": valid_on,
        "valid_until__gt": valid_on,
        "state": state,
    }
    rows = Qualification.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [QualificationOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "qualifications/{qualification_id}",
    access=requires(IdentityPermission.SEE_PEOPLE),
    answers={200: QualificationOut},
    tag=TAG,
    summary=_("Read a qualification"),
)
def get_qualification(request: HttpRequest, response: HttpResponse, qualification_id: UUID) -> QualificationOut:  # noqa: ARG001 -- ninja's signature
    """One qualification in scope."""
    return _shown(response, qualification(qualification_id))


@operation(
    "POST",
    "qualifications",
    access=requires(IdentityPermission.GRANT_QUALIFICATION),
    answers={201: QualificationOut},
    tag=TAG,
    summary=_("Grant a qualification"),
)
def grant_fitness(request: HttpRequest, response: HttpResponse, body: QualificationIn) -> Status[QualificationOut]:
    """Record that a person is fit for something, for a time."""
    values = body.model_dump(exclude={"organisation", "person"})
    done = perform(
        request,
        lambda: (
            grant_qualification(
                actor=actor_of(request), organisation_id=body.organisation, person_id=body.person, **values
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, _shown(response, qualification(done.id)))


@operation(
    "POST",
    "qualifications/{qualification_id}/withdraw",
    access=requires(IdentityPermission.GRANT_QUALIFICATION),
    answers={200: QualificationOut},
    tag=TAG,
    summary=_("Withdraw a qualification"),
    versioned=True,
)
def withdraw(request: HttpRequest, response: HttpResponse, qualification_id: UUID, body: ReasonIn) -> QualificationOut:
    """Take a qualification back before its time."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            withdraw_qualification(
                actor=actor_of(request), qualification_id=qualification_id, reason=body.reason, seen_version=version
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, qualification(done.id))


def _shown(response: HttpResponse, row: Qualification) -> QualificationOut:
    tag(response, row.version)
    return QualificationOut.of(row)
