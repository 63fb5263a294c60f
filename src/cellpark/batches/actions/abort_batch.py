"""End a batch before its last step."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import WATCH
from cellpark.batches.gates.places import leave
from cellpark.batches.gates.slots import give_up
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import BatchAborted


def abort_batch(
    *,
    actor: Actor,
    batch_id: UUID,
    reason: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The batch ends here; the reason stands in its record. Its room and its bookings are free for others (T6, T8).

    What still holds product stays where it is, closed, until somebody moves it. Raises ``Refused``: no reason, a batch
    that is over.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.PLAN,
        verb="abort_batch",
        request={"reason": reason},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        entry = desk.record(BatchAborted(batch=desk.batch.id), reason=reason.strip() or None)
        # whoever ends it is a planner, who stands in no clean room: the house itself clears up
        house = replace(desk, actor=WATCH)
        if desk.state.room is not None:
            leave(house, desk.state.room, stays_open=False)
        give_up(house, reason.strip())
        return entry.id

    return attempt(said, do)
