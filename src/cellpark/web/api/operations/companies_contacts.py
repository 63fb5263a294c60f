"""Who speaks for companies, and how it is erased, for programs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of
from cellpark.companies import public as companies
from cellpark.companies.public import company
from cellpark.ledger.public import erasure
from cellpark.web.api.calls import perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.companies_companies import KEEP, ONE, TAG
from cellpark.web.api.schemas.companies import ContactOut
from cellpark.web.api.schemas.erasures import ErasureOut
from cellpark.web.api.schemas.organisations import ReasonIn

ONE_CONTACT = "company-contacts/{contact_id}"


@operation(
    "GET",
    f"{ONE}/contacts",
    access=KEEP,
    answers={200: list[ContactOut]},
    tag=TAG,
    summary=_("List the contacts of a company"),
)
def list_company_contacts(request: HttpRequest, company_id: UUID) -> list[ContactOut]:  # noqa: ARG001 -- ninja's signature
    """Opened for whoever looks after companies; what was erased says so."""
    return [ContactOut.of(each) for each in companies.contacts_of(company(company_id).id)]


@operation(
    "POST",
    f"{ONE_CONTACT}/erasures",
    access=KEEP,
    answers={201: ErasureOut},
    tag=TAG,
    summary=_("Ask for the erasure of a contact"),
)
def ask_contact_erasure(
    request: HttpRequest, response: HttpResponse, contact_id: UUID, body: ReasonIn
) -> Status[ErasureOut]:
    """The first of two people; nothing is erased yet."""
    row, _shown = companies.contact(contact_id)
    done = perform(
        request,
        lambda: companies.ask_contact_erasure(actor=actor_of(request), contact_id=row.id, reason=body.reason).id,
    )
    repeated(response, done)
    return Status(201, ErasureOut.of(erasure(person=row.id, request_id=done.id)))


@operation(
    "POST",
    f"{ONE_CONTACT}/erasures/{{request_id}}/confirm",
    access=KEEP,
    answers={200: ErasureOut},
    tag=TAG,
    summary=_("Confirm the erasure of a contact"),
)
def confirm_a_contact_erasure(
    request: HttpRequest, response: HttpResponse, contact_id: UUID, request_id: UUID
) -> ErasureOut:
    """The second person destroys the key, for good; every proof stays valid."""
    row, _shown = companies.contact(contact_id)
    asked = erasure(person=row.id, request_id=request_id)
    done = perform(
        request,
        lambda: companies.confirm_contact_erasure(actor=actor_of(request), contact_id=row.id, request_id=asked.id).id,
    )
    repeated(response, done)
    return ErasureOut.of(erasure(person=row.id, request_id=done.id))
