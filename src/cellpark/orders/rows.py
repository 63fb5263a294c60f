"""Writing: an event goes into the stream and the rows become what their folds say; the two cannot drift apart."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.ledger.public import write_entry, write_row
from cellpark.orders import folds
from cellpark.orders.models import (
    CollectionSite,
    HospitalPatient,
    OrderStep,
    PatientOrder,
    Therapy,
    TreatmentOrder,
    WardLink,
)

SITE_EVENTS = ("orders.site.qualified", "orders.site.withdrawn")


def record_therapy(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Therapy:
    """Record an event of a therapy or of one of its sites, and write what follows from it."""
    identity: UUID = event.therapy  # type: ignore[attr-defined]
    with widened(organisation):
        entry = write_entry(f"therapy/{identity}", event, actor=actor, organisation=organisation, reason=reason)
        written = write_row(Therapy, identity, folds.therapy, entry)
        if entry.type in SITE_EVENTS:
            known = CollectionSite.objects.filter(id=event.site).first()  # type: ignore[attr-defined]
            hospital = event.hospital if known is None else known.hospital_id  # type: ignore[attr-defined]
            parties = list(dict.fromkeys([written.sponsor_id, hospital]))
            write_row(CollectionSite, event.site, folds.site, entry, parties=parties)  # type: ignore[attr-defined]
    return written


def record_patient(event: object, *, actor: Actor, organisation: UUID, event_id: UUID | None = None) -> HospitalPatient:
    """Record an event of a patient in the hospital's own stream."""
    identity: UUID = event.patient  # type: ignore[attr-defined]
    stream = f"hospital-patient/{identity}"
    entry = write_entry(stream, event, actor=actor, organisation=organisation, event_id=event_id)
    written = write_row(HospitalPatient, identity, folds.patient, entry)
    if entry.type == "orders.patient.ordered":
        write_row(PatientOrder, UUID(str(entry.data["order"])), folds.patient_order, entry)
    return written


def record_link(event: object, *, actor: Actor, organisation: UUID) -> WardLink:
    """Record an event of a link of the ward in the hospital's own stream."""
    identity: UUID = event.link  # type: ignore[attr-defined]
    entry = write_entry(f"ward-link/{identity}", event, actor=actor, organisation=organisation)
    return write_row(WardLink, identity, folds.ward_link, entry)


def record_order(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> TreatmentOrder:
    """Record an event of an order in the maker's stream, with its line for all parties.

    The caller stands on one side of the order, which was settled before; the stream belongs to the maker.
    """
    identity: UUID = event.order  # type: ignore[attr-defined]
    with widened(organisation):
        entry = write_entry(f"order/{identity}", event, actor=actor, organisation=organisation, reason=reason)
        written = write_row(TreatmentOrder, identity, folds.order, entry)
        write_row(
            OrderStep,
            entry.event,
            folds.step,
            entry,
            parties=written.parties,
            by=actor.reference,
            by_organisation=actor.organisation_id,
            reason=reason or "",
        )
    return written
