"""Finish a batch."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.places import leave
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import BatchFinished
from cellpark.kernel.problem import refuse_any
from cellpark.labels.public import reconciliation_problems


def finish_batch(
    *,
    actor: Actor,
    batch_id: UUID,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """Every step is done and signed and its labels balance; the record goes to review (211-4a, T9).

    Raises ``Refused``: ``batches.batch.not_done``, ``labels.balance....``.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="finish_batch",
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        refuse_any(reconciliation_problems(desk.batch.id))
        entry = desk.record(BatchFinished(batch=desk.batch.id))
        if desk.state.room is not None:
            leave(desk, desk.state.room, stays_open=False)
        return entry.id

    return attempt(said, do)
