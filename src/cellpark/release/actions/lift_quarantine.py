"""Let a batch go from quarantine."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.events import QuarantineLifted
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import reason_problems


def lift_quarantine(*, actor: Actor, batch_id: UUID, reason: str, seen_version: int | None = None) -> BatchDisposition:
    """The batch waits for a decision again; what was certified before is certified anew (211-4a).

    Raises ``Refused(lifecycle.step)``.
    """
    actor.require(ReleasePermission.CERTIFY)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        actor.require(desk.transition("lift").permission)
        desk.record(QuarantineLifted(batch=batch_id), reason=reason)
    return desk.file
