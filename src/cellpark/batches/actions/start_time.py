"""Let a time begin later than its step."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import TimeStarted


def start_time(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """A work or hold time of the step counts from now on, once, and no longer from the step's beginning.

    Raises ``Refused(batches.timer.running)`` for a time that was started so before or counts from another step.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="start_time",
        step=step,
        field=field,
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        return desk.record(TimeStarted(step=step, field=field)).id

    return attempt(said, do)
