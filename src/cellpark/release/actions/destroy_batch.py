"""Record that a batch was destroyed."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.events import Destroyed
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import texts_problems


def destroy_batch(*, actor: Actor, batch_id: UUID, how: str, seen_version: int | None = None) -> BatchDisposition:
    """Nothing is left of a batch that was rejected or called back: how, and who saw it. Raises ``Refused``."""
    actor.require(ReleasePermission.DESTROY)
    refuse_any(texts_problems(how=how))
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        actor.require(desk.transition("destroy").permission)
        desk.record(Destroyed(batch=batch_id, how=how.strip()))
    return desk.file
