"""Check that a line is clear: the first of two people, who signs next."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.equipment.acting import instant, locked_room
from cellpark.equipment.actions.void_clearance import spend
from cellpark.equipment.events import LineChecked
from cellpark.equipment.facts import clearance_row
from cellpark.equipment.models import LineClearance
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import CLEARANCE_ITEMS, checklist_problems
from cellpark.equipment.signing import line_problems
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record

VALID_FOR = timedelta(hours=8)


def clear_line(
    *,
    actor: Actor,
    room_id: UUID,
    items: Collection[str],
    valid_for: timedelta = VALID_FOR,
    at: datetime | None = None,
) -> LineClearance:
    """The actor found every item of the checklist right (``CLEARANCE_ITEMS``) and has to sign that next; then
    a second person verifies it by signing, and it holds until its time is over.

    An older clearance of the room is void from now on. Raises ``Refused``: an item is missing, a batch is at work, or
    something lies outside equipment (211-3b, CN-4e, T8).
    """
    actor.require(EquipmentPermission.CLEAR_LINE)
    with transaction.atomic():
        lock_stream(f"room/{room_id}")
        room, when = locked_room(room_id), instant(at)
        refuse_any([*checklist_problems(items), *line_problems(room)])
        before = clearance_row(room)
        if before is not None:
            spend(actor=actor, clearance=before, at=when)
        clearance = LineClearance(
            id=new_id(),
            organisation_id=room.organisation_id,
            room=room,
            items=list(CLEARANCE_ITEMS),
            checked_by=actor.person_id,
            checked_at=when,
            valid_until=when + valid_for,
            version=1,
        )
        clearance.save(force_insert=True)
        event = LineChecked(
            clearance=clearance.id,
            room=room.id,
            items=CLEARANCE_ITEMS,
            checked_by=actor.person_id,
            valid_until=clearance.valid_until,
        )
        record(
            stream=clearance.stream,
            event=event,
            actor=actor,
            organisation=room.organisation_id,
            at=when,
        )
    return clearance
