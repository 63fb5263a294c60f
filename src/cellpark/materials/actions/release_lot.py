"""Let a lot be used."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.materials.events import LotReleased
from cellpark.materials.models import Lot
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import decision_problems, reason_problems, release_problems
from cellpark.materials.states import LOT_LIFECYCLE


def release_lot(*, actor: Actor, lot_id: UUID, reason: str) -> Lot:
    """Release a lot from quarantine by a quality person who did not receive it (CN-4c, 211-1b).

    Raises ``Refused``: ``materials.lot.own_receipt``, ``materials.lot.expired``, ``lifecycle.step``.
    """
    actor.require(MaterialsPermission.RELEASE_LOT)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = lock_one(Lot, lot_id)
        LOT_LIFECYCLE.step(row.state, "release")
        refuse_any(
            [
                *decision_problems(decides=actor.person_id, received=row.received_by),
                *release_problems(number=row.number, expires_at=row.expires_at, at=now()),
            ]
        )
        event = LotReleased(lot=row.id, person=actor.person_id)
        written, _ = write(Lot, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason)
    return written
