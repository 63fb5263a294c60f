"""Where a patient's sealed data lie beside the hospital's own row."""

from uuid import UUID

from cellpark.base.scope import widened
from cellpark.ledger.public import Subject, subject_of
from cellpark.materials.public import Patient
from cellpark.orders.models import HospitalPatient, PatientOrder, TreatmentOrder


def subjects_of(patient: HospitalPatient) -> list[UUID]:
    """The sealed copies at makers, by which look-alikes are compared, as far as they can be read still."""
    links = PatientOrder.objects.filter(patient=patient).values_list("order_id", flat=True)
    orders = TreatmentOrder.objects.filter(id__in=list(links)).exclude(coi="")
    found = []
    for order in orders:
        with widened(order.organisation_id):
            rows = Patient.objects.filter(organisation_id=order.organisation_id, coi=order.coi)
            found += [row.id for row in rows if subject_of(row.id) is Subject.READABLE]
    return found
