"""Treatment orders: reading, beginning, signing; as FHIR too."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.base.time import now
from cellpark.identity.public import CodeAndPassword, PreparedSignature
from cellpark.orders import public as orders
from cellpark.orders.public import OrderPermission, OrderState, TreatmentOrder
from cellpark.release.public import prepare_review
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.glass import GlassReviewIn
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.orders import (
    CompletionIn,
    OrderDraftIn,
    OrderOut,
    OrderStepOut,
    ProgressOut,
    ProofIn,
    WayClockOut,
    WhyIn,
)

TAG = "orders"
SEE, PLACE, ACCEPT, COSIGN = (
    requires(each)
    for each in (OrderPermission.SEE, OrderPermission.PLACE, OrderPermission.ACCEPT, OrderPermission.COSIGN)
)


def seen(request: HttpRequest, order_id: UUID) -> TreatmentOrder:
    """The order, when it is in sight; a draft is its hospital's alone."""
    return orders.orders(actor_of(request)).get(id=order_id)


def home_of(request: HttpRequest) -> UUID:
    """The organisation for which the caller acts."""
    home = actor_of(request).organisation_id
    assert home is not None, "a token belongs to an organisation"
    return home


@operation("GET", "orders", access=SEE, answers={200: list[OrderOut]}, tag=TAG, summary=_("List treatment orders"))
def list_orders(
    request: HttpRequest,
    response: HttpResponse,
    state: OrderState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[OrderOut]:
    """The orders in sight, the oldest first."""
    rows = orders.orders(actor_of(request))
    found = rows if state is None else rows.filter(state=state)
    return [OrderOut.of(row) for row in page(request, response, found, after=after, limit=limit)]


@operation(
    "GET", "orders/{order_id}", access=SEE, answers={200: OrderOut}, tag=TAG, summary=_("Read a treatment order")
)
def read_order(request: HttpRequest, response: HttpResponse, order_id: UUID) -> OrderOut:
    """One order as it stands now."""
    found = seen(request, order_id)
    tag(response, found.version)
    return OrderOut.of(found)


@operation(
    "GET",
    "orders/{order_id}/steps",
    access=SEE,
    answers={200: list[OrderStepOut]},
    tag=TAG,
    summary=_("Read what happened to an order"),
)
def list_order_steps(request: HttpRequest, order_id: UUID) -> list[OrderStepOut]:
    """The entries of an order, oldest first."""
    return [OrderStepOut.of(row) for row in orders.steps_of(seen(request, order_id).id)]


@operation(
    "GET",
    "orders/{order_id}/progress",
    access=SEE,
    answers={200: list[ProgressOut]},
    tag=TAG,
    summary=_("Read how far the batch of an order is"),
)
def read_progress(request: HttpRequest, order_id: UUID) -> list[ProgressOut]:
    """Empty before there is a batch."""
    found = orders.batch_progress(seen(request, order_id))
    return [] if found is None else [ProgressOut.of(found)]


@operation(
    "GET",
    "orders/{order_id}/fhir/service-request",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read an order as a FHIR ServiceRequest"),
)
def read_service_request(request: HttpRequest, order_id: UUID) -> dict[str, Any]:
    """FHIR R5; the subject is the chain of identity."""
    found: dict[str, Any] = json.loads(orders.service_request(seen(request, order_id)))
    return found


@operation(
    "GET",
    "orders/{order_id}/fhir/specimen",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read the collection of an order as a FHIR Specimen"),
)
def read_specimen(request: HttpRequest, order_id: UUID) -> dict[str, Any]:
    """FHIR R5; refused before the collection."""
    found: dict[str, Any] = json.loads(orders.specimen(seen(request, order_id)))
    return found


@operation(
    "GET",
    "orders/{order_id}/bundle",
    access=SEE,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read an order with its collections as a FHIR Bundle"),
)
def read_order_bundle(request: HttpRequest, order_id: UUID) -> dict[str, Any]:
    """ServiceRequest and Specimens; the subject is the chain of identity and never a patient."""
    found: dict[str, Any] = json.loads(orders.order_bundle(seen(request, order_id)))
    return found


@operation(
    "GET",
    "orders/{order_id}/clocks",
    access=SEE,
    answers={200: list[WayClockOut]},
    tag=TAG,
    summary=_("Read the clocks of an order’s way"),
)
def list_order_clocks(request: HttpRequest, order_id: UUID) -> list[WayClockOut]:
    """Fresh window, time to the infusion, hold after thaw, first check at the bedside: the limits are the therapy's."""
    return [WayClockOut.of(each) for each in orders.way_clocks(seen(request, order_id), now())]


@operation("POST", "orders", access=PLACE, answers={201: OrderOut}, tag=TAG, summary=_("Begin a treatment order"))
def draft_an_order(request: HttpRequest, response: HttpResponse, body: OrderDraftIn) -> Status[OrderOut]:
    """A draft of the caller's hospital."""
    done = perform(
        request,
        lambda: (
            orders.draft_order(
                actor=actor_of(request),
                hospital_id=home_of(request),
                therapy_id=body.therapy,
                patient_id=body.patient,
                country=body.country,
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, OrderOut.of(seen(request, done.id)))


@operation(
    "POST",
    "fhir/orders",
    access=PLACE,
    answers={201: OrderOut},
    tag=TAG,
    summary=_("Begin a treatment order from a FHIR ServiceRequest or Bundle"),
)
def order_as_fhir(request: HttpRequest, response: HttpResponse, body: dict[str, Any]) -> Status[OrderOut]:
    """A contained Patient is sealed at the hospital; a physician signs the draft afterwards."""
    done = perform(
        request,
        lambda: (
            orders.order_by_fhir(
                actor=actor_of(request), hospital_id=home_of(request), content=json.dumps(body).encode()
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, OrderOut.of(seen(request, done.id)))


@operation(
    "POST",
    "orders/{order_id}/completion",
    access=PLACE,
    answers={200: OrderOut},
    tag=TAG,
    summary=_("Enter references, last doses and planned times of an order"),
)
def complete_an_order(request: HttpRequest, response: HttpResponse, order_id: UUID, body: CompletionIn) -> OrderOut:
    """As often as needed in the draft."""
    seen(request, order_id)
    done = perform(
        request,
        lambda: (
            orders.complete_order(
                actor=actor_of(request),
                order_id=order_id,
                references=body.references,
                last_doses=body.last_doses,
                slots=body.slots(),
            ).id
        ),
    )
    repeated(response, done)
    return OrderOut.of(seen(request, done.id))


@operation(
    "POST",
    "orders/{order_id}/signature",
    access=PLACE,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the physician’s signature of an order"),
    keyed=False,
)
def prepare_order_signing(request: HttpRequest, order_id: UUID, body: WhyIn) -> PreparedOut:
    """The statement waits five minutes for its signer."""
    seen(request, order_id)
    return _prepared(orders.prepare_order_signature(actor=actor_of(request), order_id=order_id, why=body.why))


@operation(
    "POST",
    "orders/{order_id}/submission",
    access=PLACE,
    answers={200: OrderOut},
    tag=TAG,
    summary=_("Sign an order and submit it"),
    keyed=False,
)
def submit_an_order(request: HttpRequest, order_id: UUID, body: ProofIn) -> OrderOut:
    """The signer authenticates at this moment; a token alone signs nothing."""
    return _signed(request, order_id, body, orders.submit_order)


@operation(
    "POST",
    "orders/{order_id}/acceptance-signature",
    access=ACCEPT,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the manufacturer’s signature of an acceptance"),
    keyed=False,
)
def prepare_accepting(request: HttpRequest, order_id: UUID, body: WhyIn) -> PreparedOut:
    """The statement waits five minutes for its signer."""
    seen(request, order_id)
    return _prepared(orders.prepare_acceptance(actor=actor_of(request), order_id=order_id, why=body.why))


@operation(
    "POST",
    "orders/{order_id}/acceptance",
    access=ACCEPT,
    answers={200: OrderOut},
    tag=TAG,
    summary=_("Sign the acceptance of an order and issue its chain of identity"),
    keyed=False,
)
def accept_an_order(request: HttpRequest, order_id: UUID, body: ProofIn) -> OrderOut:
    """The chain of identity never changes; the signer authenticates at this moment."""
    return _signed(request, order_id, body, orders.accept_order)


@operation(
    "POST",
    "orders/{order_id}/cosignature",
    access=COSIGN,
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the sponsor’s cosignature of a batch record"),
    keyed=False,
)
def prepare_cosigning(request: HttpRequest, order_id: UUID, body: GlassReviewIn) -> PreparedOut:
    """Over exactly what was read in the glass room; the statement waits five minutes for its signer."""
    seen(request, order_id)
    return _prepared(prepare_review(actor=actor_of(request), order_id=order_id, entries=body.entries, why=body.why))


@operation(
    "POST",
    "orders/{order_id}/cosigning",
    access=COSIGN,
    answers={200: OrderOut},
    tag=TAG,
    summary=_("Cosign the batch record of an order as its sponsor"),
    keyed=False,
)
def cosign_a_record(request: HttpRequest, order_id: UUID, body: ProofIn) -> OrderOut:
    """The signer authenticates at this moment; a token alone signs nothing."""
    return _signed(request, order_id, body, orders.cosign)


def _prepared(made: PreparedSignature) -> PreparedOut:
    return PreparedOut(id=made.id, view=made.view, challenge=made.envelope.digest.hex(), expires_at=made.expires_at)


def _signed(request: HttpRequest, order_id: UUID, body: ProofIn, act: Callable[..., TreatmentOrder]) -> OrderOut:
    """Carry a prepared signature out; the signer authenticates with this very call."""
    seen(request, order_id)
    proof = body.assertion or CodeAndPassword(password=body.password, code=body.code)
    return OrderOut.of(act(actor=actor_of(request), order_id=order_id, prepared_id=body.prepared, proof=proof))
