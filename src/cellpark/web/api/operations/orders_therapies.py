"""Therapies and the hospitals that collect for them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.orders import public as orders
from cellpark.orders.public import HOSPITALS, MAKERS_AND_SPONSORS, CollectionSite, OrderPermission, find_party
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.orders_orders import TAG, home_of
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.orders import SiteIn, SiteOut, TherapyIn, TherapyOut
from cellpark.web.api.schemas.organisations import ReasonIn

SEE, DESCRIBE, APPROVE, QUALIFY = (
    requires(each)
    for each in (
        OrderPermission.SEE_THERAPIES,
        OrderPermission.DESCRIBE_THERAPY,
        OrderPermission.APPROVE_THERAPY,
        OrderPermission.QUALIFY_SITE,
    )
)


@operation("GET", "therapies", access=SEE, answers={200: list[TherapyOut]}, tag=TAG, summary=_("List therapies"))
def list_therapies(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[TherapyOut]:
    """The therapies in sight, the oldest first."""
    return [TherapyOut.of(row) for row in page(request, response, orders.therapies(), after=after, limit=limit)]


@operation("GET", "therapies/{therapy_id}", access=SEE, answers={200: TherapyOut}, tag=TAG, summary=_("Read a therapy"))
def read_therapy(request: HttpRequest, response: HttpResponse, therapy_id: UUID) -> TherapyOut:  # noqa: ARG001 -- ninja's signature
    """One therapy with its rules."""
    found = orders.therapy(therapy_id)
    tag(response, found.version)
    return TherapyOut.of(found)


@operation(
    "POST",
    "therapies",
    access=DESCRIBE,
    answers={201: TherapyOut},
    tag=TAG,
    summary=_("Describe a therapy, once or anew"),
)
def describe_a_therapy(request: HttpRequest, response: HttpResponse, body: TherapyIn) -> Status[TherapyOut]:
    """The caller's organisation makes it; the sponsor approves it."""
    done = perform(
        request,
        lambda: (
            orders.describe_therapy(
                actor=actor_of(request),
                organisation_id=home_of(request),
                sponsor_id=find_party(body.sponsor, MAKERS_AND_SPONSORS, field="sponsor"),
                countries=[each.rule() for each in body.countries],
                distances=body.distances.distances(),
                **body.model_dump(exclude={"sponsor", "countries", "distances"}),
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, TherapyOut.of(orders.therapy(done.id)))


@operation(
    "POST",
    "therapies/{therapy_id}/approval",
    access=APPROVE,
    answers={200: TherapyOut},
    tag=TAG,
    summary=_("Approve a therapy as its sponsor"),
)
def approve_a_therapy(request: HttpRequest, response: HttpResponse, therapy_id: UUID) -> TherapyOut:
    """Hospitals on its list can order it from then on."""
    done = perform(request, lambda: orders.approve_therapy(actor=actor_of(request), therapy_id=therapy_id).id)
    repeated(response, done)
    return TherapyOut.of(orders.therapy(done.id))


@operation(
    "POST",
    "therapies/{therapy_id}/retirement",
    access=APPROVE,
    answers={200: TherapyOut},
    tag=TAG,
    summary=_("Retire a therapy as its sponsor"),
)
def retire_a_therapy(request: HttpRequest, response: HttpResponse, therapy_id: UUID, body: ReasonIn) -> TherapyOut:
    """No order of it is taken any more."""
    done = perform(
        request,
        lambda: orders.retire_therapy(actor=actor_of(request), therapy_id=therapy_id, reason=body.reason).id,
    )
    repeated(response, done)
    return TherapyOut.of(orders.therapy(done.id))


@operation(
    "GET",
    "therapies/{therapy_id}/sites",
    access=SEE,
    answers={200: list[SiteOut]},
    tag=TAG,
    summary=_("List the hospitals that collect for a therapy"),
)
def list_collection_sites(request: HttpRequest, therapy_id: UUID) -> list[SiteOut]:  # noqa: ARG001 -- ninja's signature
    """As far as they are in sight: a hospital sees itself."""
    return [SiteOut.of(row) for row in orders.sites_of(orders.therapy(therapy_id).id)]


@operation(
    "POST",
    "therapies/{therapy_id}/sites",
    access=QUALIFY,
    answers={201: SiteOut},
    tag=TAG,
    summary=_("Qualify a hospital for the collection of a therapy"),
)
def qualify_a_hospital(request: HttpRequest, response: HttpResponse, therapy_id: UUID, body: SiteIn) -> Status[SiteOut]:
    """Until a day, after its quality was assessed."""
    orders.therapy(therapy_id)
    done = perform(
        request,
        lambda: (
            orders.qualify_site(
                actor=actor_of(request),
                therapy_id=therapy_id,
                hospital_id=find_party(body.hospital, HOSPITALS, field="hospital"),
                assessment=body.assessment,
                valid_until=body.valid_until,
                reason=body.reason,
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, SiteOut.of(CollectionSite.objects.get(id=done.id)))


@operation(
    "POST",
    "collection-sites/{site_id}/withdrawal",
    access=QUALIFY,
    answers={200: SiteOut},
    tag=TAG,
    summary=_("Take a hospital off the list of a therapy"),
)
def withdraw_a_hospital(request: HttpRequest, response: HttpResponse, site_id: UUID, body: ReasonIn) -> SiteOut:
    """It collects for this therapy no longer."""
    CollectionSite.objects.get(id=site_id)
    done = perform(
        request, lambda: orders.withdraw_site(actor=actor_of(request), site_id=site_id, reason=body.reason).id
    )
    repeated(response, done)
    return SiteOut.of(CollectionSite.objects.get(id=done.id))
