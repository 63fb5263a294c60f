"""End a line clearance before its time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant
from cellpark.equipment.events import ClearanceVoided
from cellpark.equipment.models import LineClearance
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.equipment.states import CLEARANCE_LIFECYCLE
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record


def void_clearance(*, actor: Actor, clearance_id: UUID, reason: str, at: datetime | None = None) -> LineClearance:
    """The room is not clear any more. Raises ``Refused(lifecycle.step)`` when the clearance is void already."""
    actor.require(EquipmentPermission.CLEAR_LINE)
    with transaction.atomic():
        clearance: LineClearance = LineClearance.objects.get(id=clearance_id)
        lock_stream(f"room/{clearance.room_id}")
        clearance.refresh_from_db()
        refuse_any(reason_problems(reason))
        return spend(actor=actor, clearance=clearance, at=instant(at), reason=reason)


def spend(*, actor: Actor, clearance: LineClearance, at: datetime, reason: str | None = None) -> LineClearance:
    """Write and record the end of a clearance; the room's stream is locked."""
    clearance.state = CLEARANCE_LIFECYCLE.step(clearance.state, "void")
    made = record(
        stream=f"clearance/{clearance.id}",
        event=ClearanceVoided(clearance=clearance.id),
        actor=actor,
        organisation=clearance.organisation_id,
        at=at,
        reason=reason,
    )
    clearance.version = made.version
    clearance.save(update_fields=["state", "version"])
    return clearance
