"""End a work or hold time."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import TimeStopped


def stop_time(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The time is over; outside its limits an exception opens itself (T10). Raises ``Refused``."""
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="stop_time",
        step=step,
        field=field,
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        return desk.record(TimeStopped(step=step, field=field)).id

    return attempt(said, do)
