"""Let a hospital take the list of its patients."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.dossier.events import PatientsTaken
from cellpark.dossier.files.tables import csv_file
from cellpark.ledger.public import record
from cellpark.orders.public import OrderPermission, PatientOrder, TreatmentOrder, particulars_of, patients

HEAD = ("code", "name", "born", "number", "registered_at", "orders")


def take_patients(*, actor: Actor) -> bytes:
    """The patients of the actor's hospital as ``patients_file`` gives them; an empty table where there are none."""
    assert actor.organisation_id is not None, "patients belong to a hospital"
    return patients_file(actor=actor, organisation_id=actor.organisation_id) or csv_file(HEAD, ())


def patients_file(*, actor: Actor, organisation_id: UUID) -> bytes | None:
    """A hospital's patients in plain text as CSV, made at this moment and kept nowhere (T20, CN-8); None without any.

    Whoever was erased stays a code without a name. That it was taken is recorded.
    """
    actor.require(OrderPermission.KEEP_PATIENTS)
    rows = list(patients().filter(organisation_id=organisation_id).order_by("code"))
    if not rows:
        return None
    numbers = dict(TreatmentOrder.objects.values_list("id", "number"))
    orders: dict[object, list[str]] = {}
    for link in PatientOrder.objects.filter(patient__in=rows):
        orders.setdefault(link.patient_id, []).append(numbers.get(link.order_id, str(link.order_id)))
    with transaction.atomic():
        event = PatientsTaken(taking=new_id(), count=len(rows))
        record(stream=f"patients-taken/{event.taking}", event=event, actor=actor, organisation=organisation_id)
    found = [(each, particulars_of(each)) for each in rows]
    return csv_file(
        HEAD,
        (
            (
                each.code,
                who.name if who else "",
                who.born if who else "",
                who.number if who else "",
                each.registered_at,
                sorted(orders.get(each.id, [])),
            )
            for each, who in found
        ),
    )
