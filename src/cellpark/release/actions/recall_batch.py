"""Call a batch back."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.events import Recalled
from cellpark.release.holding import hold_containers
from cellpark.release.models import BatchDisposition
from cellpark.release.neighbours import tell_order
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import reason_problems
from cellpark.release.states import DispositionState


def recall_batch(*, actor: Actor, batch_id: UUID, reason: str, seen_version: int | None = None) -> BatchDisposition:
    """The batch is called back from wherever it is; what is here is put on hold.

    Raises ``Refused(lifecycle.step)``.
    """
    actor.require(ReleasePermission.RECALL)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        actor.require(desk.transition("recall").permission)
        before = desk.file.state
        desk.record(Recalled(batch=batch_id), reason=reason)
        hold_containers(desk, reason.strip()[:300])
        tell_order(actor, desk.batch, before=before, after=DispositionState.RECALLED, reason=reason)
    return desk.file
