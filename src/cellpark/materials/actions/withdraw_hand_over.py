"""Take back the offer of a container."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.materials.events import HandOverWithdrawn
from cellpark.materials.models import HandOver
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import reason_problems
from cellpark.materials.states import HAND_OVER_LIFECYCLE


def withdraw_hand_over(*, actor: Actor, hand_over_id: UUID, reason: str) -> HandOver:
    """The hand-over does not take place; the container stays where it was. Raises ``Refused(lifecycle.step)``."""
    actor.require(MaterialsPermission.HANDLE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = lock_one(HandOver, hand_over_id)
        HAND_OVER_LIFECYCLE.step(row.state, "withdraw")
        event = HandOverWithdrawn(hand_over=row.id, container=row.container_id)
        written, _ = write(
            HandOver, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason
        )
    return written
