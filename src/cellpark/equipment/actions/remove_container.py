"""Take a container out of a room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_room
from cellpark.equipment.models import Placement
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.placing import current_placement, end_placement
from cellpark.equipment.segregation import EXPOSED
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream


def remove_container(*, actor: Actor, room_id: UUID, container: UUID, at: datetime | None = None) -> Placement:
    """It has left the room. Raises ``Refused``: it is not there, or it is open."""
    actor.require(EquipmentPermission.OPERATE)
    with transaction.atomic():
        lock_stream(f"room/{room_id}")
        room, when = locked_room(room_id), instant(at)
        placement = current_placement(container, organisation=room.organisation_id)
        if placement is None or placement.room_id != room.id:
            raise Refused(Problem("equipment.container.not_here", {"room": room.code}))
        if placement.openness in EXPOSED:
            raise Refused(Problem("equipment.opening.still_open", {"container": placement.code, "room": room.code}))
        return end_placement(actor=actor, placement=placement, at=when)
