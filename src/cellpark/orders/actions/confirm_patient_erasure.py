"""The second of two people erases a patient's data."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.ledger.public import Erasure, LedgerPermission, confirm_erasure, erasure, erasures_of
from cellpark.orders.acting import lent
from cellpark.orders.erasing import subjects_of
from cellpark.orders.models import HospitalPatient
from cellpark.orders.permissions import OrderPermission


def confirm_patient_erasure(*, actor: Actor, patient_id: UUID, request_id: UUID) -> Erasure:
    """Destroy the keys for good; every proof stays whole. Raises ``Refused`` when the same person asked."""
    actor.require(OrderPermission.KEEP_PATIENTS)
    patient: HospitalPatient = HospitalPatient.objects.get(id=patient_id)
    asked = erasure(person=patient.id, request_id=request_id)
    lender = lent(actor, LedgerPermission.ERASE_SUBJECT)
    with transaction.atomic():
        confirm_erasure(actor=lender, request_id=asked.id)
        for subject in subjects_of(patient):
            for each in erasures_of(subject):
                if each.confirmed_by is None:
                    confirm_erasure(actor=lender, request_id=each.id)
    return erasure(person=patient.id, request_id=request_id)
