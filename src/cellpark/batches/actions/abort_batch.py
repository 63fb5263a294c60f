"""End a batch before its last step."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
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
    """The batch ends here; the reason stands in its record. Raises ``Refused``."""
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
        return desk.record(BatchAborted(batch=desk.batch.id), reason=reason.strip() or None).id

    return attempt(said, do)
