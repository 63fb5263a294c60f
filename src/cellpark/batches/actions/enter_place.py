"""Enter the room in which a step is done."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.places import enter, leave, room_problems
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import PlaceEntered
from cellpark.batches.run.recipe import Openness
from cellpark.equipment.public import find_room
from cellpark.kernel.problem import refuse_any


def enter_place(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    code: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The code at the door was scanned: the work is done here from now on, and is over where it was before (T2, T6).

    Raises ``Refused``: another suite or grade than the recipe's, and what the room says of the person.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="enter_place",
        step=step,
        request={"code": code},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        room = find_room(code)
        event = PlaceEntered(step=step, room=room.id, code=room.code)
        desk.judge(event)
        where = desk.plan.find(step)
        assert where is not None, "the step was judged"
        refuse_any(room_problems(where, room))
        if desk.state.room is not None:
            goes_on = where.place is not None and where.place.openness is Openness.OPEN
            leave(desk, desk.state.room, stays_open=goes_on and room.id == desk.state.room)
        enter(desk, room)
        return desk.record(event).id

    return attempt(said, do)
