"""Move a batch to another slot."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.slots import book, give_up
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rules import reason_problems
from cellpark.batches.run.happened import SlotMoved
from cellpark.kernel.problem import refuse_any


def move_slot(
    *,
    actor: Actor,
    batch_id: UUID,
    suite: str,
    starts_at: datetime,
    ends_at: datetime,
    devices: Sequence[str] = (),
    reason: str,
    key: UUID | None = None,
) -> Done:
    """The slot is another one from now on, and the reason is on record. Raises ``Refused`` as ``take_slot`` does."""
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.PLAN,
        verb="move_slot",
        request={
            "suite": suite,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "devices": list(devices),
            "reason": reason,
        },
        key=key,
    )

    def do(desk: Desk) -> UUID:
        refuse_any(reason_problems(reason))
        event = SlotMoved(suite=suite, starts_at=starts_at, ends_at=ends_at, devices=tuple(devices))
        desk.judge(event, reason=reason.strip())
        give_up(desk, reason.strip())
        book(desk, event)
        return desk.record(event, reason=reason.strip()).id

    return attempt(said, do)
