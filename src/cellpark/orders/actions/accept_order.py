"""Accept an order and issue its chain of identity."""

import secrets
from datetime import date
from string import ascii_uppercase, digits
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.identifiers.isbt128 import format_chain
from cellpark.kernel.problem import Refused, refuse_any
from cellpark.materials.public import MaterialsPermission, Patient, enrol_patient
from cellpark.orders.acting import begin, lent, particulars_of, patient_of
from cellpark.orders.events import OrderAccepted
from cellpark.orders.models import Therapy, TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.signing import ACCEPT, Proof, acceptance_problems, signed
from cellpark.orders.states import Side

SEQUENCE_LENGTH = 6


def accept_order(*, actor: Actor, order_id: UUID, prepared_id: UUID, proof: Proof) -> TreatmentOrder:
    """The maker authenticates again and signs the order as it was shown (P11-8a, P11-9a).

    The chain of identity is issued here, before any collection, and never changes (ISBT 128 ST-028, LBL-5). Its
    sequence is drawn and not counted: neighbours would look alike, and a count would tell of other orders (T19). The
    maker's row of the patient holds name and birth date sealed, for the comparison with look-alikes alone; they go from
    the hospital's key into that one and are shown to nobody (CN-4f, T20). Raises ``Refused``: a wrong proof (noted for
    the signer), an order that changed meanwhile.
    """
    made = _accept(actor, order_id, prepared_id, proof)
    if isinstance(made, Refused):
        raise made
    return made


def _accept(actor: Actor, order_id: UUID, prepared_id: UUID, proof: Proof) -> TreatmentOrder | Refused:
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="accept", sides=(Side.MAKER,))
        refuse_any(acceptance_problems(order))
        found = signed(actor=actor, order=order, purpose=ACCEPT, prepared_id=prepared_id, proof=proof)
        if isinstance(found, Refused):
            return found
        with widened(order.hospital_id):
            patient = patient_of(order)
            known = None if patient is None else particulars_of(patient)
        coi = _issued(order)
        enrol_patient(
            actor=lent(actor, MaterialsPermission.ENROL_PATIENT),
            organisation_id=order.organisation_id,
            coi=coi,
            name="" if known is None else known.name,
            born=None if known is None else date.fromisoformat(known.born),
        )
        event = OrderAccepted(order=order.id, coi=coi, person=actor.person_id, signature=found[1])
        return record_order(event, actor=actor, organisation=order.organisation_id)


def _issued(order: TreatmentOrder) -> str:
    """A chain of identity that nobody has."""
    therapy: Therapy = Therapy.objects.get(id=order.therapy_id)
    lock_word(f"coi/{therapy.facility}")
    while True:
        sequence = "".join(secrets.choice(ascii_uppercase + digits) for _ in range(SEQUENCE_LENGTH))
        coi = format_chain(facility=therapy.facility, year=now().year, sequence=sequence).content
        if not Patient.objects.filter(organisation_id=order.organisation_id, coi=coi).exists():
            return coi
