"""The first of two people asks for a patient's data to be erased."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import Erasure, LedgerPermission, erasure, erasures_of, request_erasure
from cellpark.orders.acting import lent
from cellpark.orders.erasing import subjects_of
from cellpark.orders.models import HospitalPatient
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rules import reason_problems


def request_patient_erasure(*, actor: Actor, patient_id: UUID, reason: str) -> Erasure:
    """Ask that the keys of a patient be destroyed; ``reason`` names the legal ground (PIPL Art. 47, GDPR Art. 17).

    The sealed copy with which a maker compares look-alikes is asked for along with the hospital's own. Raises
    ``Refused``: an empty reason, an erasure that somebody asked for already, ``ledger.erasure.no_key``.
    """
    actor.require(OrderPermission.KEEP_PATIENTS)
    patient: HospitalPatient = HospitalPatient.objects.get(id=patient_id)
    refuse_any(reason_problems(reason))
    if any(each.confirmed_by is None for each in erasures_of(patient.id)):
        raise Refused(Problem("orders.patient.erasure_waits"))
    lender = lent(actor, LedgerPermission.ERASE_SUBJECT)
    with transaction.atomic():
        for subject in subjects_of(patient):
            request_erasure(actor=lender, person=subject, reason=reason)
        asked = request_erasure(actor=lender, person=patient.id, reason=reason)
    return erasure(person=patient.id, request_id=asked.id)
