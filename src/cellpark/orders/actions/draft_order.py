"""Begin an order."""

import secrets
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.orders.acting import asked_of, site_problems
from cellpark.orders.events import OrderDrafted, PatientOrdered
from cellpark.orders.models import HospitalPatient, Therapy, TreatmentOrder
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_order, record_patient
from cellpark.orders.slots import distances_of
from cellpark.orders.states import TherapyState

# without letters and digits that are easily mistaken for each other
ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"
NUMBER_LENGTH = 6


def draft_order(
    *,
    actor: Actor,
    hospital_id: UUID,
    therapy_id: UUID,
    patient_id: UUID,
    country: str,
    example: bool = False,
) -> TreatmentOrder:
    """A hospital begins an order of a therapy for one of its patients.

    The number is no count, so that nobody reads from it how many others order (T19). Which patient it is for stands in
    the hospital's own record alone (T20). Raises ``Refused``: a therapy that cannot be ordered, a hospital that is not
    on its list (CN-4a), a country without rules.
    """
    actor.require(OrderPermission.PLACE)
    if actor.process is None and actor.organisation_id != hospital_id:
        raise Refused(Problem("orders.side.other", {"side": "hospital"}, rule="P11-4"))
    with transaction.atomic():
        patient: HospitalPatient = HospitalPatient.objects.get(id=patient_id, organisation_id=hospital_id)
        therapy: Therapy = Therapy.objects.get(id=therapy_id)
        rules = {str(each["country"]): each for each in therapy.countries}
        problems = site_problems(therapy.id, hospital_id, now().date())
        if therapy.state != TherapyState.APPROVED:
            problems.append(Problem("orders.therapy.not_approved", {"code": therapy.code}, field="therapy"))
        if country not in rules:
            params = {"country": country[:20], "known": ", ".join(sorted(rules))}
            problems.append(Problem("orders.country.no_rules", params, field="country"))
        refuse_any(problems)
        identity = new_id()
        tail = "".join(secrets.choice(ALPHABET) for _ in range(NUMBER_LENGTH))
        lock_stream(f"hospital-patient/{patient.id}")
        event = OrderDrafted(
            order=identity,
            number=f"{therapy.code}-{now():%y}-{tail}",
            therapy=therapy.id,
            revision=therapy.revision,
            product=therapy.code,
            hospital=hospital_id,
            sponsor=therapy.sponsor_id,
            country=country,
            distances=distances_of(therapy.distances),
            asked=asked_of(rules[country]),
            example=example,
        )
        made = record_order(event, actor=actor, organisation=therapy.organisation_id)
        record_patient(PatientOrdered(patient=patient.id, order=identity), actor=actor, organisation=hospital_id)
    return made
