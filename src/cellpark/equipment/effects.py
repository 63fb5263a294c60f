"""What follows in rooms from what happened to containers elsewhere. Listed in ``cellpark.config.subscriptions``."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.equipment.models import Placement
from cellpark.equipment.placing import current_placement, end_placement
from cellpark.equipment.segregation import EXPOSED
from cellpark.ledger.public import Event, envelope, events_of, get_event, lock_stream
from cellpark.materials.public import Container, CustodyAct

# whoever stored, shipped or used up a container may have no right in the room where it was
HOUSE = Actor.system("equipment")
MOVED = "materials.container.moved"
SEEN = ("equipment.container.placed", "equipment.container.opened")


def end_stay_of_moved(event_id: UUID) -> None:
    """A container that was brought somewhere else is in its room, and in the device there, no longer (T16).

    What was placed after the move, or at the same minute, stays: somebody saw it there since. What leaves its store
    because it is used says by itself at most that it is in the room of its use. One that stands open shares the air
    of its room until somebody has closed it (T6).
    """
    container, at = _said(event_id)
    placement = _locked(container)
    if placement is not None and placement.openness not in EXPOSED and _left(placement, _event(event_id)):
        end_placement(actor=HOUSE, placement=placement, at=at)


def end_stay_of_closed(event_id: UUID) -> None:
    """What was brought somewhere else while it stood open leaves its room when somebody says that it is closed (T16).

    One that was opened there after the move is there.
    """
    container, at = _said(event_id)
    placement = _locked(container)
    if placement is None or placement.openness in EXPOSED:
        return
    moves = events_of(f"container/{container}").filter(type=MOVED, at__gt=placement.since)
    if any(_left(placement, each) for each in moves):
        end_placement(actor=HOUSE, placement=placement, at=max(at, placement.since))


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
        end_placement(actor=HOUSE, placement=placement, at=max(at, placement.since))


def _left(placement: Placement, move: Event) -> bool:
    """Whether a move took the container out of where it was placed, and nobody said since then that it is there."""
    if move.at <= placement.since or not _leaves(move, placement.room_id):
        return False
    # in the order in which it was said, so that it does not matter how soon the worker gets to know of the move
    seen = events_of(f"room/{placement.room_id}").filter(type__in=SEEN, rid__gt=move.rid)
    return all(envelope(each)["data"]["placement"] != str(placement.id) for each in seen)


def _leaves(move: Event, room: UUID) -> bool:
    """Whether a move says that the container is in that room no longer.

    It goes to another place, or is taken for its use (which nobody scans) into another room.
    """
    said = envelope(move)["data"]
    taken = said["act"] == CustodyAct.ISSUED_TO_SUITE.value and not said["scan"]
    return said["room"] != str(room) and not (taken and said["room"] is None)


def _event(event_id: UUID) -> Event:
    event = get_event(event_id)
    assert event is not None, "the outbox names an event that exists"
    return event


def _said(event_id: UUID) -> tuple[UUID, datetime]:
    event = _event(event_id)
    return UUID(str(envelope(event)["data"]["container"])), event.at


def _locked(container: UUID) -> Placement | None:
    """Where the container is now, the stream of its room locked; it may have left while that was waited for."""
    row = Placement.objects.filter(container=container, removed_at=None).first()
    if row is None:
        return None
    lock_stream(f"room/{row.room_id}")
    found = current_placement(container, organisation=row.organisation_id)
    return found if found is not None and found.room_id == row.room_id else None
