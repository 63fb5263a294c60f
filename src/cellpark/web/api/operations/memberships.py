"""Roles of people in organisations."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import (
    IdentityPermission,
    Membership,
    MembershipState,
    Role,
    end_membership,
    grant_membership,
    membership,
)
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.people import MembershipIn, MembershipOut, PersonEndIn

TAG = "memberships"


@operation(
    "GET",
    "memberships",
    access=requires(IdentityPermission.SEE_PEOPLE),
    answers={200: list[MembershipOut]},
    tag=TAG,
    summary=_("List who holds or held which role"),
)
def list_memberships(
    request: HttpRequest,
    response: HttpResponse,
    organisation: UUID | None = None,
    person: UUID | None = None,
    role: Role | None = None,
    state: MembershipState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[MembershipOut]:
    """The roles in scope, the oldest grant first."""
    wanted = {"organisation_id": organisation, "person_id": person, "role": role, "state": state}
    rows = Membership.objects.filter(**{key: value for key, value in wanted.items() if value is not None})
    return [MembershipOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "memberships/{membership_id}",
    access=requires(IdentityPermission.SEE_PEOPLE),
    answers={200: MembershipOut},
    tag=TAG,
    summary=_("Read a role of a person"),
)
def get_membership(request: HttpRequest, response: HttpResponse, membership_id: UUID) -> MembershipOut:  # noqa: ARG001 -- ninja's signature
    """One role in scope."""
    return _shown(response, membership(membership_id))


@operation(
    "POST",
    "memberships",
    access=requires(IdentityPermission.GRANT_MEMBERSHIP),
    answers={201: MembershipOut},
    tag=TAG,
    summary=_("Grant a role"),
)
def grant(request: HttpRequest, response: HttpResponse, body: MembershipIn) -> Status[MembershipOut]:
    """Let a person work in an organisation in a role."""
    done = perform(
        request,
        lambda: (
            grant_membership(
                actor=actor_of(request),
                organisation_id=body.organisation,
                person_id=body.person,
                role=body.role,
                starts_on=body.starts_on,
                ends_on=body.ends_on,
                reason=body.reason,
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, _shown(response, membership(done.id)))


@operation(
    "POST",
    "memberships/{membership_id}/end",
    access=requires(IdentityPermission.GRANT_MEMBERSHIP),
    answers={200: MembershipOut},
    tag=TAG,
    summary=_("End a role"),
    versioned=True,
)
def end(request: HttpRequest, response: HttpResponse, membership_id: UUID, body: PersonEndIn) -> MembershipOut:
    """End a role from a day on."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            end_membership(
                actor=actor_of(request),
                membership_id=membership_id,
                ends_on=body.ends_on,
                reason=body.reason,
                seen_version=version,
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, membership(done.id))


def _shown(response: HttpResponse, row: Membership) -> MembershipOut:
    tag(response, row.version)
    return MembershipOut.of(row)
