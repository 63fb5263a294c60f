"""What follows in rooms from what happened to containers elsewhere. Listed in ``cellpark.config.subscriptions``."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.equipment.actions.close_container import close_container
from cellpark.equipment.models import Placement
from cellpark.equipment.placing import current_placement, end_placement
from cellpark.equipment.segregation import EXPOSED
from cellpark.ledger.public import envelope, get_event, lock_stream
from cellpark.materials.public import Container

# whoever stored, shipped or used up a container may have no right in the room where it was
HOUSE = Actor.system("equipment")


def end_stay_of_moved(event_id: UUID) -> None:
    """A container that was brought somewhere else is in its room, and in the device there, no longer (T16).

    What was placed after the move, or at the same minute, stays: somebody saw it there since.
    """
    container, at = _said(event_id)
    placement = _locked(container)
    if placement is not None and placement.since < at:
        _end(placement, at)


def end_stay_of_empty(event_id: UUID) -> None:
    """A container that was used up or destroyed takes no place any more.

    One that stands open shares the air of its room until somebody has closed it (T6).
    """
    container, at = _said(event_id)
    row = Container.objects.filter(id=container).first()
    if row is None or row.quantity.value:
        return
    placement = _locked(container)
    if placement is not None and placement.openness not in EXPOSED:
        _end(placement, max(at, placement.since))


def _said(event_id: UUID) -> tuple[UUID, datetime]:
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    return UUID(str(envelope(event)["data"]["container"])), event.at


def _locked(container: UUID) -> Placement | None:
    """Where the container is now, the stream of its room locked; it may have left while that was waited for."""
    row = Placement.objects.filter(container=container, removed_at=None).first()
    if row is None:
        return None
    lock_stream(f"room/{row.room_id}")
    found = current_placement(container, organisation=row.organisation_id)
    return found if found is not None and found.room_id == row.room_id else None


def _end(placement: Placement, at: datetime) -> None:
    if placement.openness in EXPOSED:
        close_container(actor=HOUSE, room_id=placement.room_id, container=placement.container, at=at)
        placement.refresh_from_db()
    end_placement(actor=HOUSE, placement=placement, at=at)
