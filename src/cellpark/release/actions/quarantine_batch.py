"""Stop a batch."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.events import Quarantined
from cellpark.release.holding import hold_containers
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import reason_problems


def quarantine_batch(
    *,
    actor: Actor,
    batch_id: UUID,
    reason: str,
    recall_id: UUID | None = None,
    seen_version: int | None = None,
) -> BatchDisposition:
    """Stop a batch, certified or not; its containers are put on hold (211-4a, CN-4c).

    ``recall_id`` names the decision that stops it with others. Raises ``Refused(lifecycle.step)``.
    """
    actor.require(ReleasePermission.QUARANTINE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        actor.require(desk.transition("quarantine").permission)
        desk.record(Quarantined(batch=batch_id, recall=recall_id), reason=reason)
        hold_containers(desk, reason.strip()[:300])
    return desk.file
