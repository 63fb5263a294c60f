"""Stop a batch."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.public import BatchState
from cellpark.kernel.problem import refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.events import Quarantined
from cellpark.release.holding import hold_containers, stop_work
from cellpark.release.models import BatchDisposition
from cellpark.release.neighbours import tell_order
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import reason_problems
from cellpark.release.states import DispositionState


def quarantine_batch(
    *,
    actor: Actor,
    batch_id: UUID,
    reason: str,
    recall_id: UUID | None = None,
    seen_version: int | None = None,
) -> BatchDisposition:
    """Stop a batch, certified or not: its containers are on hold, its order says so (211-4a, CN-4c, T14).

    One that runs stands still until quality has judged why (211-1c).
    ``recall_id`` names the decision that stops it with others. Raises ``Refused(lifecycle.step)``.
    """
    actor.require(ReleasePermission.QUARANTINE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        actor.require(desk.transition("quarantine").permission)
        before = desk.file.state
        desk.record(Quarantined(batch=batch_id, recall=recall_id), reason=reason)
        if desk.batch.state == BatchState.RUNNING:
            stop_work(desk, reason.strip()[:300])
        hold_containers(desk, reason.strip()[:300])
        tell_order(actor, desk.batch, before=before, after=DispositionState.QUARANTINED, reason=reason)
    return desk.file
