"""Close an open container."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_room
from cellpark.equipment.events import ContainerClosed
from cellpark.equipment.facts import place_of, placed
from cellpark.equipment.models import Placement
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.placing import current_placement, equipment_in
from cellpark.equipment.segregation import EXPOSED, pair_problems
from cellpark.equipment.states import Openness
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def close_container(
    *,
    actor: Actor,
    room_id: UUID,
    container: UUID,
    openness: Openness = Openness.CLOSED,
    equipment_id: UUID | None = None,
    at: datetime | None = None,
) -> Placement:
    """It is closed (or in culture, inside an incubator) and stays in the room. A container may always be closed.

    Raises ``Refused``: it is not there, it would still be exposed, or the incubator is another batch's (CN-4e2).
    """
    actor.require(EquipmentPermission.OPERATE)
    with transaction.atomic():
        lock_stream(f"room/{room_id}")
        room, when = locked_room(room_id), instant(at)
        placement = current_placement(container, organisation=room.organisation_id)
        if placement is None or placement.room_id != room.id:
            raise Refused(Problem("equipment.container.not_here", {"room": room.code}))
        if openness in EXPOSED:
            raise Refused(Problem("equipment.opening.open_it", {"container": placement.code}, field="openness"))
        placement.openness, placement.equipment = openness, equipment_in(room, equipment_id)
        if placement.equipment is not None:
            thing, place = placed(placement), place_of(room, at=when)
            others = [other for other in place.things if other.code != thing.code]
            found = [problem for other in others for problem in pair_problems(thing, other, place)]
            refuse_any(problem for problem in found if problem.code == "equipment.opening.incubator_shared")
        placement.save(update_fields=["openness", "equipment"])
        event = ContainerClosed(
            room=room.id,
            placement=placement.id,
            container=container,
            openness=openness.value,
            equipment=equipment_id,
        )
        record(stream=f"room/{room.id}", event=event, actor=actor, organisation=room.organisation_id, at=when)
    return placement
