"""What every act of this app needs: for whom it acts, the rows it is about, the edges of contact."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.hot import hot_row
from cellpark.base.time import now
from cellpark.equipment.models import Equipment, Room
from cellpark.genealogy.public import Edge, EdgeKind, NodeKind
from cellpark.kernel.problem import Problem, Refused


def organisation_for(actor: Actor, organisation: UUID | None) -> UUID:
    """The organisation that a new thing belongs to: the named one, or the one for which the actor acts."""
    found = organisation or actor.organisation_id
    assert found is not None, "the house itself names the organisation for which it acts"
    return found


def instant(at: datetime | None) -> datetime:
    """When it happened; not in the future by the clock in force (A11-2f)."""
    present = now()
    if at is not None and at > present:
        raise Refused(Problem("equipment.time.future", field="at", rule="A11-2f"))
    return at or present


def locked_room(room_id: UUID) -> Room:
    """The room as it is now; call it after its stream is locked. Raises ``Room.DoesNotExist`` out of scope."""
    return hot_row(Room, room_id, related=("suite",))


def locked_equipment(equipment_id: UUID) -> Equipment:
    """The equipment as it is now; call it after its stream is locked. Raises ``Equipment.DoesNotExist``."""
    return hot_row(Equipment, equipment_id)


def touching(
    containers: Iterable[UUID], *, room: UUID | None = None, equipment: UUID | None = None, person: UUID | None = None
) -> list[Edge]:
    """Edges of contact: where a container was handled, in what, by whom (T16)."""
    parents = [
        (kind, found)
        for kind, found in ((NodeKind.ROOM, room), (NodeKind.EQUIPMENT, equipment), (NodeKind.PERSON, person))
        if found is not None
    ]
    return [
        Edge(kind, parent, NodeKind.CONTAINER, container, EdgeKind.CONTACT)
        for container in containers
        for kind, parent in parents
    ]
