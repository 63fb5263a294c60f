"""What follows an event of this app: a checkpoint for every signature. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.ledger.tasks import checkpoint_covering


def want_checkpoint(event_id: UUID) -> None:
    """Queue a checkpoint that covers this signature.

    Sealing waits for every open transaction that writes, and an effect runs inside one: so the checkpoint is made by a
    job of its own, which begins when this transaction is committed.
    """
    checkpoint_covering.configure(queueing_lock=f"checkpoint/{event_id}").defer(event_id=str(event_id))
