"""Say in the walls of which room as it is let a room lies."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import locked_room
from cellpark.equipment.as_let import room_in_hand
from cellpark.equipment.as_let_events import RoomTied
from cellpark.equipment.models import Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record


def tie_room(*, actor: Actor, room_id: UUID, premises: str, reason: str) -> Room:
    """``premises`` is the name of a room that the organisation has today, such as ``E1 101``; empty: it is not said.

    From then on hot work in that room or beside it is compared with what is done here.
    Raises ``Refused``: ``equipment.premises.not_in_hand``, ``equipment.premises.several``.
    """
    actor.require(EquipmentPermission.MANAGE)
    with transaction.atomic():
        lock_stream(f"room/{room_id}")
        room = locked_room(room_id)
        refuse_any(reason_problems(reason))
        found = room_in_hand(room.organisation_id, premises) if premises.strip() else None
        room.premises_room = None if found is None else found.room_id
        room.premises_label = "" if found is None else found.label
        event = RoomTied(room=room.id, premises_room=room.premises_room, premises_label=room.premises_label)
        made = record(
            stream=f"room/{room.id}", event=event, actor=actor, organisation=room.organisation_id, reason=reason
        )
        room.version = made.version
        room.save(update_fields=["premises_room", "premises_label", "version"])
    return room
