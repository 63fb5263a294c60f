"""What follows an event of this app. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.ledger.public import get_event, typed
from cellpark.quality.tasks import analyse


def want_analysis(event_id: UUID) -> None:
    """Queue the analysis of a tube; it computes for seconds, and an effect runs inside a transaction."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    analyse.configure(queueing_lock=f"tube/{said.run}").defer(run_id=str(said.run))
