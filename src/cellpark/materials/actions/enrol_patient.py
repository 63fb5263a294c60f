"""Begin a chain of identity."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.identifiers.isbt128 import parse_chain
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import seal_block
from cellpark.materials.events import PatientEnrolled
from cellpark.materials.models import Patient
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import write
from cellpark.materials.rules import particulars_problems


def enrol_patient(
    *, actor: Actor, organisation_id: UUID, coi: str, name: str = "", born: date | None = None
) -> Patient:
    """Begin a chain of identity before the first collection (ST-028). ``coi`` is the code of ISBT 128 (DS040).

    Name and birth date serve the comparison with other patients alone: they are encrypted with the patient's own key
    and stand nowhere in clear (CN-4g, T20). Raises ``Refused``: ``materials.patient.twice``, ``identifiers....``.
    """
    actor.require(MaterialsPermission.ENROL_PATIENT)
    chain = parse_chain(coi).content
    refuse_any(particulars_problems(name))
    with transaction.atomic():
        lock_word(f"patient/{organisation_id}/{chain}")
        if Patient.objects.filter(organisation_id=organisation_id, coi=chain).exists():
            raise Refused(Problem("materials.patient.twice", {"coi": chain}, field="coi", rule="LBL-5"))
        identity, event_id = new_id(), new_id()
        fields = {"name": name, "born": "" if born is None else born.isoformat()}
        event = PatientEnrolled(
            patient=identity,
            coi=chain,
            sealed_for=event_id,
            particulars=seal_block(person=identity, event_id=event_id, fields=fields),
        )
        written, _ = write(Patient, identity, event, actor=actor, organisation=organisation_id, event_id=event_id)
    return written
