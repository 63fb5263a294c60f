"""Reading signatures. Making one is left to the pages: it needs the signer's second factor, at that moment."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from cellpark.access.public import actor_of, requires
from cellpark.identity.public import IdentityPermission, last_signed, running_roles
from cellpark.ledger.public import Event, LedgerPermission, Signature, events_of, signatures_of
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.ledger_events import TAG
from cellpark.web.api.schemas.signatures import SignatureOut, SignatureReviewOut
from cellpark.web.api.values import Search

SHOWN_MAX = 100


@operation(
    "GET",
    "ledger/signatures",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: list[SignatureOut]},
    tag=TAG,
    summary=_("List the signatures on a record, each with its state and what its evidence is worth"),
    refuses=(404,),
)
def list_signatures(
    request: HttpRequest,  # noqa: ARG001 -- ninja's signature
    stream: Search,
    limit: Annotated[int, Field(ge=1, le=SHOWN_MAX, description="how many at most")] = 20,
) -> list[SignatureOut]:
    """The newest signatures in sight on one record, newest first."""
    if not events_of(stream).exists():
        raise Event.DoesNotExist
    return [SignatureOut.of(each) for each in signatures_of(stream)[::-1][:limit]]


@operation(
    "GET",
    "ledger/signatures/{signature_id}",
    access=requires(LedgerPermission.SEE_EVENTS),
    answers={200: SignatureOut},
    tag=TAG,
    summary=_("Read a signature and check its evidence again"),
)
def read_signature(request: HttpRequest, signature_id: UUID) -> SignatureOut:  # noqa: ARG001 -- ninja's signature
    """One signature in sight."""
    return SignatureOut.of(Signature.objects.get(id=signature_id))


@operation(
    "GET",
    "access-review",
    access=requires(IdentityPermission.SEE_ROLES),
    answers={200: SignatureReviewOut},
    tag="roles",
    summary=_("Read who holds which role in your organisation, and who reviewed it last"),
)
def read_access_review(request: HttpRequest) -> SignatureReviewOut:
    """What the review of access shows; it is signed on the pages."""
    home = actor_of(request).organisation_id
    assert home is not None, "the permission is held within an organisation"
    last = last_signed(home, "access_review")
    return SignatureReviewOut.of(home, running_roles(home), None if last is None else last.signature)
