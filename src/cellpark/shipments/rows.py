"""Writing: an event goes into the stream and the rows become what their folds say; the two cannot drift apart."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.ledger.public import lock_stream, write_entry, write_row
from cellpark.shipments import folds
from cellpark.shipments.models import Excursion, HandLink, Shipment, ShipmentContent


def locked(shipment_id: UUID) -> Shipment:
    """Lock a shipment's stream and read its row; raises ``DoesNotExist`` for one that is out of sight."""
    lock_stream(f"shipment/{shipment_id}")
    row: Shipment = Shipment.objects.get(id=shipment_id)
    return row


def write(event: object, *, actor: Actor, organisation: UUID, reason: str | None = None) -> Shipment:
    """Record an event in the owner's stream and bring its rows to what their folds make of it.

    The caller stands on one side of the shipment, which was settled before; the stream belongs to the owner.
    """
    identity: UUID = event.shipment  # type: ignore[attr-defined]
    with widened(organisation):
        entry = write_entry(f"shipment/{identity}", event, actor=actor, organisation=organisation, reason=reason)
        written = write_row(Shipment, identity, folds.shipment, entry)
        if entry.type == folds.PLANNED:
            shared = {"organisation_id": organisation, "parties": written.parties}
            inside = [ShipmentContent(**shared, **each) for each in folds.inside(entry)]
            ShipmentContent.objects.bulk_create(inside)
        elif entry.type.startswith(folds.EXCURSION):
            more = {"parties": written.parties} | ({} if reason is None else {"reason": reason})
            write_row(Excursion, event.excursion, folds.excursion, entry, **more)  # type: ignore[attr-defined]
        elif entry.type.startswith(folds.LINK):
            write_row(HandLink, event.link, folds.link, entry)  # type: ignore[attr-defined]
    return written
