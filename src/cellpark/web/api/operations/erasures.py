"""Erasing a person's encrypted fields: one asks, another confirms."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import person_in_sight, refuse_foreign_account
from cellpark.ledger.public import LedgerPermission, confirm_erasure, erasure, erasures_of, request_erasure
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.people import TAG
from cellpark.web.api.schemas.erasures import ErasureOut
from cellpark.web.api.schemas.organisations import ReasonIn

ERASE = requires(LedgerPermission.ERASE_SUBJECT)


@operation(
    "GET",
    "people/{person_id}/erasures",
    access=ERASE,
    answers={200: list[ErasureOut]},
    tag=TAG,
    summary=_("List the requests to erase a person's encrypted fields"),
)
def list_erasures(request: HttpRequest, person_id: UUID) -> list[ErasureOut]:  # noqa: ARG001 -- ninja's signature
    """The requests about one person in sight, the newest first; a hundred at most."""
    return [ErasureOut.of(each) for each in erasures_of(person_in_sight(person_id).id)]


@operation(
    "POST",
    "people/{person_id}/erasures",
    access=ERASE,
    answers={201: ErasureOut},
    tag=TAG,
    summary=_("Ask for a person's encrypted fields to be erased"),
)
def ask_erasure(request: HttpRequest, response: HttpResponse, person_id: UUID, body: ReasonIn) -> Status[ErasureOut]:
    """The first of two people; nothing is erased yet."""
    found = person_in_sight(person_id)
    refuse_foreign_account(actor_of(request), found)
    whom = found.id
    done = perform(request, lambda: request_erasure(actor=actor_of(request), person=whom, reason=body.reason).id)
    repeated(response, done)
    return Status(201, ErasureOut.of(erasure(person=whom, request_id=done.id)))


@operation(
    "POST",
    "people/{person_id}/erasures/{request_id}/confirm",
    access=ERASE,
    answers={200: ErasureOut},
    tag=TAG,
    summary=_("Confirm an erasure that somebody else asked for"),
)
def confirm_an_erasure(request: HttpRequest, response: HttpResponse, person_id: UUID, request_id: UUID) -> ErasureOut:
    """The second person destroys the key, for good; every proof stays valid."""
    found = person_in_sight(person_id)
    refuse_foreign_account(actor_of(request), found)
    asked = erasure(person=found.id, request_id=request_id)
    done = perform(request, lambda: confirm_erasure(actor=actor_of(request), request_id=asked.id).request_id)
    repeated(response, done)
    return ErasureOut.of(erasure(person=asked.person, request_id=done.id))
