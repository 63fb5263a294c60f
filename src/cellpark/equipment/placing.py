"""Where containers are: moving one out of where it was, finding the equipment that it is put into."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.hot import hot_rows
from cellpark.equipment.events import ContainerRemoved
from cellpark.equipment.facts import ContainerFacts
from cellpark.equipment.models import Equipment, Placement, Room
from cellpark.equipment.segregation import EXPOSED
from cellpark.equipment.states import EquipmentKind
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record

_CURRENT: LiteralString = (
    '"equipment_placement"."container" = %(container)s AND "equipment_placement"."organisation_id" = %(organisation)s'
    ' AND "equipment_placement"."removed_at" IS NULL'
)


def equipment_in(room: Room, equipment_id: UUID | None) -> Equipment | None:
    """The equipment, which stands in that room. Raises ``Equipment.DoesNotExist``, ``Refused``."""
    if equipment_id is None:
        return None
    found: Equipment = Equipment.objects.get(id=equipment_id, organisation_id=room.organisation_id)
    if found.room_id != room.id:
        raise Refused(Problem("equipment.equipment.elsewhere", {"equipment": found.code, "room": room.code}))
    return found


def incubator_code(equipment: Equipment | None) -> str:
    """The code of an incubator; empty for anything else."""
    return equipment.code if equipment is not None and equipment.kind == EquipmentKind.INCUBATOR else ""


def current_placement(container: UUID, *, organisation: UUID) -> Placement | None:
    """Where a container is now."""
    named = {"container": container, "organisation": organisation}
    found = hot_rows(Placement, _CURRENT, named, related=("room", "equipment"))
    return found[0] if found else None


def remove_from_elsewhere(*, actor: Actor, facts: ContainerFacts, room: Room, at: datetime) -> None:
    """End the container's stay wherever it is; an open one must be closed first. The new room's stream is locked."""
    before = current_placement(facts.container, organisation=room.organisation_id)
    if before is None:
        return
    if before.room_id != room.id:
        lock_stream(f"room/{before.room_id}")
    if before.openness in EXPOSED:
        raise Refused(Problem("equipment.opening.still_open", {"container": before.code, "room": before.room.code}))
    end_placement(actor=actor, placement=before, at=at)


def end_placement(*, actor: Actor, placement: Placement, at: datetime) -> Placement:
    """Write and record that a container has left its room."""
    if at < placement.since:
        raise Refused(Problem("base.ends_before_start", field="at"))
    placement.removed_at = at
    placement.save(update_fields=["removed_at"])
    record(
        stream=f"room/{placement.room_id}",
        event=ContainerRemoved(room=placement.room_id, placement=placement.id, container=placement.container),
        actor=actor,
        organisation=placement.organisation_id,
        at=at,
    )
    return placement
