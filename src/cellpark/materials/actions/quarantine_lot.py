"""Take a released lot back into quarantine."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.materials.events import LotQuarantined
from cellpark.materials.models import Lot
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import reason_problems
from cellpark.materials.states import LOT_LIFECYCLE


def quarantine_lot(*, actor: Actor, lot_id: UUID, reason: str) -> Lot:
    """Stop the use of a released lot until the quality unit decides anew. Raises ``Refused(lifecycle.step)``."""
    actor.require(MaterialsPermission.RELEASE_LOT)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = lock_one(Lot, lot_id)
        LOT_LIFECYCLE.step(row.state, "quarantine")
        event = LotQuarantined(lot=row.id, person=actor.person_id)
        written, _ = write(Lot, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason)
    return written
