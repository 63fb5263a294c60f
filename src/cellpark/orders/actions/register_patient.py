"""Register a hospital's patient."""

import secrets
from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, seal_block
from cellpark.orders.events import PatientRegistered
from cellpark.orders.models import HospitalPatient
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_patient
from cellpark.orders.rules import Particulars, particulars_problems

# without letters and digits that are easily mistaken for each other
ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"
CODE_LENGTH = 7


def register_patient(*, actor: Actor, hospital_id: UUID, name: str, born: date, number: str) -> HospitalPatient:
    """Enter a patient of this hospital under a code that says nothing; who it is gets sealed (T20, CN-8, CN-4g).

    ``number`` is the hospital's own, which stands on the wristband. Raises ``Refused``.
    """
    actor.require(OrderPermission.KEEP_PATIENTS)
    if actor.process is None and actor.organisation_id != hospital_id:
        raise Refused(Problem("orders.side.other", {"side": "hospital"}, rule="P11-4"))
    refuse_any(particulars_problems(Particulars(name=name, born=born.isoformat(), number=number)))
    with transaction.atomic():
        identity, event_id = new_id(), new_id()
        lock_stream(f"hospital-patient/{identity}")
        fields = {"name": name.strip(), "born": born.isoformat(), "number": number.strip()}
        event = PatientRegistered(
            patient=identity,
            code=f"P-{''.join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))}",
            sealed_for=event_id,
            particulars=seal_block(person=identity, event_id=event_id, fields=fields),
        )
        return record_patient(event, actor=actor, organisation=hospital_id, event_id=event_id)
