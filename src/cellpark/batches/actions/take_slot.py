"""Give a batch a suite and devices for a time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.slots import book
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import SlotTaken


def take_slot(
    *,
    actor: Actor,
    batch_id: UUID,
    suite: str,
    starts_at: datetime,
    ends_at: datetime,
    devices: Sequence[str] = (),
    key: UUID | None = None,
) -> Done:
    """The batch has this suite (by its code) and these devices (by theirs) from ``starts_at`` to ``ends_at``.

    Raises ``Refused``: an unknown suite or device, a device that is booked by another.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.PLAN,
        verb="take_slot",
        request={"suite": suite, "starts_at": starts_at, "ends_at": ends_at, "devices": list(devices)},
        key=key,
    )

    def do(desk: Desk) -> UUID:
        event = SlotTaken(suite=suite, starts_at=starts_at, ends_at=ends_at, devices=tuple(devices))
        desk.judge(event)
        book(desk, event)
        return desk.record(event).id

    return attempt(said, do)
