"""Let a held container be used."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.materials.container_events import ContainerReleased
from cellpark.materials.models import Container
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import decision_problems, reason_problems
from cellpark.materials.states import CONTAINER_LIFECYCLE


def release_container(*, actor: Actor, container_id: UUID, reason: str) -> Container:
    """Release a held container, by a quality person who did not receive it (CN-4c)."""
    actor.require(MaterialsPermission.DECIDE_HOLD)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = lock_one(Container, container_id)
        CONTAINER_LIFECYCLE.step(row.state, "release")
        refuse_any(decision_problems(decides=actor.person_id, received=row.received_by))
        event = ContainerReleased(container=row.id, person=actor.person_id)
        written, _ = write(
            Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason
        )
    return written
