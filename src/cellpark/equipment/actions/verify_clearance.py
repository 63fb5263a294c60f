"""Verify that a line is clear: the second of two people."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_room
from cellpark.equipment.events import LineVerified
from cellpark.equipment.models import LineClearance
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.states import CLEARANCE_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def verify_clearance(*, actor: Actor, clearance_id: UUID, at: datetime | None = None) -> LineClearance:
    """The actor found the same as the first person; the clearance is in force (211-3b, T5, T8).

    Raises ``Refused(equipment.clearance.same_person)``, ``equipment.clearance.expired``, ``lifecycle.step``.
    """
    actor.require(EquipmentPermission.CLEAR_LINE)
    with transaction.atomic():
        clearance: LineClearance = LineClearance.objects.get(id=clearance_id)
        lock_stream(f"room/{clearance.room_id}")
        lock_stream(f"clearance/{clearance_id}")
        room, when = locked_room(clearance.room_id), instant(at)
        clearance.refresh_from_db()
        if clearance.checked_by == actor.person_id:
            raise Refused(Problem("equipment.clearance.same_person", {"room": room.code}, rule="211-3b"))
        state = CLEARANCE_LIFECYCLE.step(clearance.state, "verify")
        if when >= clearance.valid_until:
            named = {"room": room.code, "until": clearance.valid_until.isoformat()}
            raise Refused(Problem("equipment.opening.clearance_expired", named, rule="211-3b"))
        clearance.state, clearance.verified_by, clearance.verified_at = state, actor.person_id, when
        made = record(
            stream=f"clearance/{clearance.id}",
            event=LineVerified(clearance=clearance.id, verified_by=actor.person_id),
            actor=actor,
            organisation=clearance.organisation_id,
            at=when,
        )
        clearance.version = made.version
        clearance.save(update_fields=["state", "verified_by", "verified_at", "version"])
    return clearance
