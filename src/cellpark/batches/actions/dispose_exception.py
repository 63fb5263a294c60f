"""Decide what follows from an exception."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import stand_up
from cellpark.batches.desk import Desk
from cellpark.batches.events import ExceptionDisposed
from cellpark.batches.judging import judge
from cellpark.batches.models import BatchException
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rules import reason_problems
from cellpark.batches.run.happened import BatchCleared
from cellpark.batches.settling import settle
from cellpark.batches.states import GOES_ON, Disposition
from cellpark.kernel.problem import refuse_any


def dispose_exception(
    *, actor: Actor, exception_id: UUID, disposition: Disposition, reason: str, seen_version: int | None = None
) -> BatchException:
    """Accept, rework or reject; a batch that was stopped goes on unless it is rejected (211-4a). Raises ``Refused``."""
    actor.require(BatchPermission.DISPOSE)
    refuse_any(reason_problems(reason))

    def clear(desk: Desk, found: BatchException) -> None:
        event = BatchCleared(exception=found.id, disposition=disposition.value, goes_on=disposition in GOES_ON)
        desk.record(event, reason=reason.strip())
        settle(desk)
        stand_up(desk)

    return judge(
        actor=actor,
        exception_id=exception_id,
        verb="dispose",
        event=ExceptionDisposed(exception=exception_id, disposition=disposition.value),
        field="disposition",
        value=disposition.value,
        reason=reason,
        seen_version=seen_version,
        after=clear,
    )
