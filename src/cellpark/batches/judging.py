"""What the steps of an exception's life share: lock it and its batch, follow the table, record, bring the row along."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.base.versions import refuse_stale
from cellpark.batches.desk import Desk
from cellpark.batches.models import Batch, BatchException
from cellpark.batches.reading import state_of, stream_of
from cellpark.batches.states import EXCEPTION_LIFECYCLE
from cellpark.ledger.public import lock_stream, record


def judge(
    *,
    actor: Actor,
    exception_id: UUID,
    verb: str,
    event: object,
    field: str,
    value: str,
    reason: str,
    seen_version: int | None,
    after: Callable[[Desk, BatchException], None] | None = None,
) -> BatchException:
    """One step along the table. ``after`` does what follows for the batch, in the same transaction.

    Raises ``Refused``: ``lifecycle.step``, ``base.stale``; ``BatchException.DoesNotExist`` out of scope.
    """
    with transaction.atomic():
        found: BatchException = BatchException.objects.get(id=exception_id)
        # the batch first: whatever concerns a batch meets at its stream
        head = lock_stream(stream_of(found.batch_id))
        lock_stream(f"exception/{exception_id}")
        found = BatchException.objects.select_related("batch").get(id=exception_id)
        refuse_stale(seen=seen_version, present=found.version)
        step = EXCEPTION_LIFECYCLE.transition(found.state, verb)
        actor.require(step.permission)
        made = record(
            stream=f"exception/{exception_id}",
            event=event,
            actor=actor,
            organisation=found.organisation_id,
            reason=reason.strip() or None,
        )
        found.state, found.version = step.target.value, made.version
        setattr(found, field, value)
        if verb == "close":
            found.closed_at = made.at
        found.save(update_fields=["state", "version", "closed_at", field])
        if after is not None:
            after(desk_of(actor, found.batch, head.version, now()), found)
    return found


def desk_of(actor: Actor, batch: Batch, version: int, at: datetime) -> Desk:
    """The batch of an exception, at hand for an entry."""
    plan, state = state_of(batch)
    return Desk(batch, plan, state, actor, at, version)
