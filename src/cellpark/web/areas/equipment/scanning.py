"""From a scan in a form to the thing it names."""

from uuid import UUID

from cellpark.equipment.public import Room, find_equipment
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import Container, picked


def scanned_container(raw: str) -> Container:
    """The container whose label was scanned. Raises ``Refused(equipment.container.unknown)``."""
    found = picked(raw).container
    if found is None:
        raise Refused(Problem("equipment.container.unknown", {"code": raw.strip()[:60]}, field="container"))
    return found


def scanned_equipment(raw: str, room: Room) -> UUID | None:
    """The equipment in the room whose label was scanned; None for an empty field."""
    if not raw:
        return None
    found = find_equipment(raw)
    if found.room_id != room.id:
        named = {"equipment": found.code, "room": room.code}
        raise Refused(Problem("equipment.equipment.elsewhere", named, field="equipment"))
    inside: UUID = found.id
    return inside
