"""Reading orders, therapies and patients in scope."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from cellpark.base.actor import Actor
from cellpark.orders.models import (
    CollectionSite,
    HospitalPatient,
    OrderStep,
    PatientOrder,
    Therapy,
    TreatmentOrder,
    WardLink,
)
from cellpark.orders.states import OVER, OrderState, SiteState, TherapyState


def never_submitted() -> Q:
    """What is its hospital's alone: a draft, and one that was thrown away before a physician signed it (T19, T20)."""
    # only a draft is cancelled into this: the states are named for the index
    states = (OrderState.DRAFT, OrderState.CANCELLED)
    return Q(state__in=states) & ~Q(reached__has_key=OrderState.SUBMITTED.value)


def orders(actor: Actor) -> "QuerySet[TreatmentOrder]":
    """The orders in scope; what was never submitted is its hospital's alone."""
    rows: QuerySet[TreatmentOrder] = TreatmentOrder.objects.all()
    return rows.filter(~never_submitted() | Q(hospital_id=actor.organisation_id))


def running_orders(actor: Actor) -> "QuerySet[TreatmentOrder]":
    """The orders in scope that are not over, by their collection."""
    return orders(actor).exclude(state__in=OVER).order_by("collect_at", "id")


def order(order_id: UUID) -> TreatmentOrder:
    """One order in scope. Raises ``TreatmentOrder.DoesNotExist``."""
    found: TreatmentOrder = TreatmentOrder.objects.get(id=order_id)
    return found


def order_of(coi: str) -> TreatmentOrder | None:
    """The order in scope with this chain of identity."""
    found: TreatmentOrder | None = TreatmentOrder.objects.filter(coi=coi).exclude(coi="").first()
    return found


def steps_of(order_id: UUID) -> "QuerySet[OrderStep]":
    """What happened to an order in scope, oldest first."""
    rows: QuerySet[OrderStep] = OrderStep.objects.filter(order_id=order_id)
    return rows.order_by("number")


def therapies() -> "QuerySet[Therapy]":
    """The therapies in scope."""
    rows: QuerySet[Therapy] = Therapy.objects.order_by("code", "id")
    return rows


def therapy(therapy_id: UUID) -> Therapy:
    """One therapy in scope. Raises ``Therapy.DoesNotExist``."""
    found: Therapy = Therapy.objects.get(id=therapy_id)
    return found


def sites_of(therapy_id: UUID) -> "QuerySet[CollectionSite]":
    """The hospitals of a therapy, as far as they are in scope."""
    rows: QuerySet[CollectionSite] = CollectionSite.objects.filter(therapy_id=therapy_id)
    return rows.order_by("valid_until", "id")


def orderable(hospital_id: UUID, on: date) -> "QuerySet[Therapy]":
    """What a hospital can order on a day."""
    lists = CollectionSite.objects.filter(
        hospital_id=hospital_id, state=SiteState.QUALIFIED, valid_until__gt=on
    ).values("therapy_id")
    return therapies().filter(state=TherapyState.APPROVED, id__in=lists)


def patients() -> "QuerySet[HospitalPatient]":
    """The patients in scope: of their own hospital alone."""
    rows: QuerySet[HospitalPatient] = HospitalPatient.objects.order_by("-registered_at", "-id")
    return rows


def patient(patient_id: UUID) -> HospitalPatient:
    """One patient in scope. Raises ``HospitalPatient.DoesNotExist``."""
    found: HospitalPatient = HospitalPatient.objects.get(id=patient_id)
    return found


def orders_of_patient(patient_id: UUID) -> "QuerySet[TreatmentOrder]":
    """A patient's orders, known to the hospital alone."""
    links = PatientOrder.objects.filter(patient_id=patient_id).values_list("order_id", flat=True)
    rows: QuerySet[TreatmentOrder] = TreatmentOrder.objects.filter(id__in=list(links))
    return rows.order_by("-drafted_at")


def ward_links(order_id: UUID) -> "QuerySet[WardLink]":
    """The links of the ward of an order, the youngest first; the hospital's alone."""
    rows: QuerySet[WardLink] = WardLink.objects.filter(order_id=order_id)
    return rows.order_by("-made_at")
