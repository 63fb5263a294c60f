"""Batches that hot work would touch: what facilities ask before a permit is given."""

from collections.abc import Collection
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.states import BatchState
from cellpark.equipment.public import How, RoomInUse, rooms_in_use
from cellpark.facilities.public import Occupied

# what merely stands in a room is of a batch that runs; what is booked may begin with it
_OF = {How.HOLDS: (BatchState.RUNNING,), How.BOOKED: (BatchState.PLANNED, BatchState.RUNNING)}


def occupied(premises_rooms: Collection[UUID], reader: Actor) -> list[Occupied]:
    """The uses of rooms by batches that run or are about to; something that is open counts whatever it is.

    Room and batch are named to a reader of their own house who may see batches, to nobody else.
    """
    uses = rooms_in_use(premises_rooms)
    rows = Batch.objects.filter(number__in={each.batch for each in uses if each.batch})
    states = {(each.organisation_id, each.number): BatchState(each.state) for each in rows}
    return [_told(each, reader) for each in uses if _counts(each, states.get((each.room.organisation_id, each.batch)))]


def _counts(use: RoomInUse, state: BatchState | None) -> bool:
    return use.how not in _OF or state in _OF[use.how]


def _told(use: RoomInUse, reader: Actor) -> Occupied:
    room = use.room
    own = reader.organisation_id == room.organisation_id and reader.may(BatchPermission.SEE)
    assert room.premises_room is not None, "only rooms that lie somewhere are asked for"
    return Occupied(
        house=room.organisation_id,
        room_id=room.premises_room,
        plant_room=room.code if own else "",
        batch=use.batch if own else "",
        since=use.since,
        until=use.until,
    )


OCCUPIED = occupied
