"""Put one container into quarantine."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.materials.container_events import ContainerHeld
from cellpark.materials.models import Container
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import reason_problems
from cellpark.materials.states import CONTAINER_LIFECYCLE


def hold_container(*, actor: Actor, container_id: UUID, reason: str) -> Container:
    """Anybody who handles containers may stop one; the quality unit lets it go (CN-4c)."""
    actor.require(MaterialsPermission.HANDLE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = lock_one(Container, container_id)
        CONTAINER_LIFECYCLE.step(row.state, "hold")
        event = ContainerHeld(container=row.id)
        written, _ = write(
            Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason
        )
    return written
