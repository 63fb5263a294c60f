"""Give a lot another expiry, after a retest or a finding."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.materials.events import LotExpiryChanged
from cellpark.materials.models import Lot
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import decision_problems, expiry_problems
from cellpark.materials.states import LotState


def change_expiry(*, actor: Actor, lot_id: UUID, expires_at: datetime, reason: str) -> Lot:
    """Extend or shorten a lot's expiry with a reason; the quality unit does it, not who received the lot (CN-4c)."""
    actor.require(MaterialsPermission.RELEASE_LOT)
    with transaction.atomic():
        row = lock_one(Lot, lot_id)
        refuse_any(
            [
                *decision_problems(decides=actor.person_id, received=row.received_by),
                *expiry_problems(
                    becomes=expires_at, was=row.expires_at, rejected=row.state == LotState.REJECTED, reason=reason
                ),
            ]
        )
        event = LotExpiryChanged(lot=row.id, expires_at=expires_at, was=row.expires_at)
        written, _ = write(Lot, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason)
    return written
