"""People."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import (
    IdentityPermission,
    Person,
    PersonState,
    invite_person,
    people_in_sight,
    person_in_sight,
    restore_person,
    suspend_person,
)
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.schemas.people import PersonIn, PersonOut
from cellpark.web.api.values import Search

TAG = "people"


@operation(
    "GET",
    "people",
    access=requires(IdentityPermission.SEE_PEOPLE),
    answers={200: list[PersonOut]},
    tag=TAG,
    summary=_("List the people that you may see"),
)
def list_people(
    request: HttpRequest,
    response: HttpResponse,
    state: PersonState | None = None,
    q: Search = "",
    after: After = None,
    limit: Limit = 50,
) -> list[PersonOut]:
    """People who hold or held a role in an organisation in scope, the oldest account first."""
    rows = people_in_sight()
    if state is not None:
        rows = rows.filter(state=state)
    for word in q.split()[:10]:
        rows = rows.filter(Q(name_zh__icontains=word) | Q(name_en__icontains=word) | Q(email__icontains=word))
    return [PersonOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "people/{person_id}",
    access=requires(IdentityPermission.SEE_PEOPLE),
    answers={200: PersonOut},
    tag=TAG,
    summary=_("Read a person"),
)
def get_person(request: HttpRequest, response: HttpResponse, person_id: UUID) -> PersonOut:  # noqa: ARG001 -- ninja's signature
    """One person in sight."""
    return _shown(response, person_in_sight(person_id))


@operation(
    "POST",
    "people",
    access=requires(IdentityPermission.INVITE_PERSON),
    answers={201: PersonOut},
    tag=TAG,
    summary=_("Invite a person"),
)
def invite(request: HttpRequest, response: HttpResponse, body: PersonIn) -> Status[PersonOut]:
    """Make an account; its owner chooses a password through the invitation."""
    done = perform(request, lambda: invite_person(actor=actor_of(request), **body.model_dump()).id)
    repeated(response, done)
    # whoever invites sees the new account now; later the roles granted to it decide
    return Status(201, _shown(response, Person.objects.get(id=done.id)))


@operation(
    "POST",
    "people/{person_id}/suspend",
    access=requires(IdentityPermission.SUSPEND_PERSON),
    answers={200: PersonOut},
    tag=TAG,
    summary=_("Close an account for the time being"),
    versioned=True,
)
def suspend(request: HttpRequest, response: HttpResponse, person_id: UUID, body: ReasonIn) -> PersonOut:
    """Refuse sign-in and tokens until the account is restored."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            suspend_person(actor=actor_of(request), person_id=person_id, reason=body.reason, seen_version=version).id
        ),
    )
    repeated(response, done)
    return _shown(response, person_in_sight(done.id))


@operation(
    "POST",
    "people/{person_id}/restore",
    access=requires(IdentityPermission.SUSPEND_PERSON),
    answers={200: PersonOut},
    tag=TAG,
    summary=_("Open a suspended account again"),
    versioned=True,
)
def restore(request: HttpRequest, response: HttpResponse, person_id: UUID, body: ReasonIn) -> PersonOut:
    """Let a suspended person sign in again."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            restore_person(actor=actor_of(request), person_id=person_id, reason=body.reason, seen_version=version).id
        ),
    )
    repeated(response, done)
    return _shown(response, person_in_sight(done.id))


def _shown(response: HttpResponse, row: Person) -> PersonOut:
    tag(response, row.version)
    return PersonOut.of(row)
