"""What follows an event of this app. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.dossier.tasks import assemble
from cellpark.ledger.public import get_event, typed


def want_assembly(event_id: UUID) -> None:
    """Queue the assembly; it needs transactions of its own, and an effect runs inside one."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    assemble.configure(queueing_lock=f"dossier/{said.dossier}").defer(dossier_id=str(said.dossier))
