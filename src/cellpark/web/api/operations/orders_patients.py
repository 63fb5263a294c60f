"""A hospital's patients: for its own staff alone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.ledger.public import erasure
from cellpark.orders import public as orders
from cellpark.orders.public import OrderPermission
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.orders_orders import TAG, home_of
from cellpark.web.api.schemas.erasures import ErasureOut
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.orders import OrderPatientIn, OrderPatientOut
from cellpark.web.api.schemas.organisations import ReasonIn

KEEP = requires(OrderPermission.KEEP_PATIENTS)


@operation(
    "GET",
    "hospital-patients",
    access=KEEP,
    answers={200: list[OrderPatientOut]},
    tag=TAG,
    summary=_("List the hospital’s own patients"),
)
def list_hospital_patients(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[OrderPatientOut]:
    """The oldest first."""
    return [OrderPatientOut.of(row) for row in page(request, response, orders.patients(), after=after, limit=limit)]


@operation(
    "GET",
    "hospital-patients/{patient_id}",
    access=KEEP,
    answers={200: OrderPatientOut},
    tag=TAG,
    summary=_("Read one of the hospital’s own patients"),
)
def read_hospital_patient(request: HttpRequest, patient_id: UUID) -> OrderPatientOut:  # noqa: ARG001 -- ninja's signature
    """Opened for the hospital's staff."""
    return OrderPatientOut.of(orders.patient(patient_id))


@operation(
    "POST",
    "hospital-patients",
    access=KEEP,
    answers={201: OrderPatientOut},
    tag=TAG,
    summary=_("Register a patient of the hospital"),
)
def register_a_patient(request: HttpRequest, response: HttpResponse, body: OrderPatientIn) -> Status[OrderPatientOut]:
    """Sealed with the patient's own key."""
    done = perform(
        request,
        lambda: orders.register_patient(actor=actor_of(request), hospital_id=home_of(request), **body.model_dump()).id,
    )
    repeated(response, done)
    return Status(201, OrderPatientOut.of(orders.patient(done.id)))


@operation(
    "POST",
    "hospital-patients/{patient_id}/erasures",
    access=KEEP,
    answers={201: ErasureOut},
    tag=TAG,
    summary=_("Ask for the erasure of a patient’s data"),
)
def ask_patient_erasure(
    request: HttpRequest, response: HttpResponse, patient_id: UUID, body: ReasonIn
) -> Status[ErasureOut]:
    """The first of two people; nothing is erased yet."""
    found = orders.patient(patient_id)
    done = perform(
        request,
        lambda: orders.request_patient_erasure(actor=actor_of(request), patient_id=patient_id, reason=body.reason).id,
    )
    repeated(response, done)
    return Status(201, ErasureOut.of(erasure(person=found.id, request_id=done.id)))


@operation(
    "POST",
    "hospital-patients/{patient_id}/erasures/{request_id}/confirm",
    access=KEEP,
    answers={200: ErasureOut},
    tag=TAG,
    summary=_("Confirm the erasure of a patient’s data"),
)
def confirm_a_patient_erasure(
    request: HttpRequest, response: HttpResponse, patient_id: UUID, request_id: UUID
) -> ErasureOut:
    """The second person destroys the keys, for good."""
    found = orders.patient(patient_id)
    done = perform(
        request,
        lambda: orders.confirm_patient_erasure(actor=actor_of(request), patient_id=found.id, request_id=request_id).id,
    )
    repeated(response, done)
    return ErasureOut.of(erasure(person=found.id, request_id=done.id))
