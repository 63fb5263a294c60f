"""Begin an order from another system's FHIR resource."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.exchange.public import read_request
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.acting import asked_of
from cellpark.orders.actions.complete_order import complete_order
from cellpark.orders.actions.draft_order import draft_order
from cellpark.orders.actions.register_patient import register_patient
from cellpark.orders.models import HospitalPatient, Therapy, TreatmentOrder
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.slots import distances_of, suggested


def order_by_fhir(*, actor: Actor, hospital_id: UUID, content: bytes) -> TreatmentOrder:
    """A ServiceRequest, alone or in a Bundle, becomes a draft of this hospital, which a physician then signs here.

    The subject is a patient's code of this hospital, or a contained Patient, who is registered and sealed (T20). The
    slots follow from ``occurrenceDateTime``, the planned collection, by the distances of the therapy. Raises
    ``Refused``: ``exchange.fhir....`` with the path and the sentence, whatever the acts of an order refuse.
    """
    actor.require(OrderPermission.PLACE)
    said = read_request(content)
    with transaction.atomic():
        therapy = Therapy.objects.filter(code=said.product).order_by("-revision").first()
        if therapy is None:
            raise Refused(Problem("orders.therapy.not_approved", {"code": said.product[:40]}, field="code"))
        if said.patient is not None:
            patient = register_patient(
                actor=actor,
                hospital_id=hospital_id,
                name=said.patient.name,
                born=said.patient.born,
                number=said.patient.number,
            )
        else:
            known = HospitalPatient.objects.filter(organisation_id=hospital_id, code=said.patient_code).first()
            if known is None:
                raise Refused(Problem("orders.patient.unknown", field="subject"))
            patient = known
        order = draft_order(
            actor=actor,
            hospital_id=hospital_id,
            therapy_id=therapy.id,
            patient_id=patient.id,
            country=said.country,
        )
        if said.collect_at is None:
            return order
        wash_outs = asked_of(order.asked).wash_outs
        return complete_order(
            actor=actor,
            order_id=order.id,
            references={item: text for item, text in said.references.items() if item not in wash_outs},
            last_doses={item: _day(text) for item, text in said.references.items() if item in wash_outs},
            slots=suggested(said.collect_at, distances_of(order.distances)),
        )


def _day(text: str) -> date:
    """The day of a last dose, which stands in ``supportingInfo`` as the value of its medicine."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        params = {"path": "supportingInfo", "wanted": "YYYY-MM-DD"}
        raise Refused(Problem("exchange.fhir.missing", params)) from error
