"""Organisations."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import (
    IdentityPermission,
    Organisation,
    OrganisationKind,
    OrganisationState,
    close_organisation,
    organisation,
    organisations,
    register_organisation,
    rename_organisation,
)
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import NamesIn, OrganisationIn, OrganisationOut, ReasonIn

TAG = "organisations"


@operation(
    "GET",
    "organisations",
    access=requires(IdentityPermission.SEE_ORGANISATIONS),
    answers={200: list[OrganisationOut]},
    tag=TAG,
    summary=_("List the organisations that you may see"),
)
def list_organisations(
    request: HttpRequest,
    response: HttpResponse,
    kind: OrganisationKind | None = None,
    state: OrganisationState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[OrganisationOut]:
    """The organisations in scope, the oldest first."""
    rows = organisations()
    if kind is not None:
        rows = rows.filter(kind=kind)
    if state is not None:
        rows = rows.filter(state=state)
    return [OrganisationOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "organisations/{organisation_id}",
    access=requires(IdentityPermission.SEE_ORGANISATIONS),
    answers={200: OrganisationOut},
    tag=TAG,
    summary=_("Read an organisation"),
)
def get_organisation(request: HttpRequest, response: HttpResponse, organisation_id: UUID) -> OrganisationOut:  # noqa: ARG001 -- ninja's signature
    """One organisation in scope."""
    return _shown(response, organisation(organisation_id))


@operation(
    "POST",
    "organisations",
    access=requires(IdentityPermission.REGISTER_ORGANISATION),
    answers={201: OrganisationOut},
    tag=TAG,
    summary=_("Register an organisation"),
)
def register(request: HttpRequest, response: HttpResponse, body: OrganisationIn) -> Status[OrganisationOut]:
    """Let an organisation take part."""
    done = perform(request, lambda: register_organisation(actor=actor_of(request), **body.model_dump()).id)
    repeated(response, done)
    return Status(201, _shown(response, organisation(done.id)))


@operation(
    "POST",
    "organisations/{organisation_id}/rename",
    access=requires(IdentityPermission.CHANGE_ORGANISATION),
    answers={200: OrganisationOut},
    tag=TAG,
    summary=_("Give an organisation other names"),
    versioned=True,
)
def rename(request: HttpRequest, response: HttpResponse, organisation_id: UUID, body: NamesIn) -> OrganisationOut:
    """Change the names; the old ones stay in the ledger."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            rename_organisation(
                actor=actor_of(request), organisation_id=organisation_id, seen_version=version, **body.model_dump()
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, organisation(done.id))


@operation(
    "POST",
    "organisations/{organisation_id}/close",
    access=requires(IdentityPermission.REGISTER_ORGANISATION),
    answers={200: OrganisationOut},
    tag=TAG,
    summary=_("Close an organisation"),
    versioned=True,
)
def close(request: HttpRequest, response: HttpResponse, organisation_id: UUID, body: ReasonIn) -> OrganisationOut:
    """End an organisation's part; its records stay."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            close_organisation(
                actor=actor_of(request), organisation_id=organisation_id, reason=body.reason, seen_version=version
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, organisation(done.id))


def _shown(response: HttpResponse, row: Organisation) -> OrganisationOut:
    tag(response, row.version)
    return OrganisationOut.of(row)
