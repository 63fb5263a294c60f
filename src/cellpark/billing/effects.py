"""What follows an event of this app. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.billing.tasks import bill
from cellpark.ledger.public import get_event, typed


def want_run(event_id: UUID) -> None:
    """Queue the run; it needs transactions of its own, and an effect runs inside one."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    if said.queued:
        bill.configure(queueing_lock=f"billing/{said.run}").defer(run_id=str(said.run))
