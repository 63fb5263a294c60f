"""Record that equipment was cleaned."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.equipment.models import Equipment
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.state_record import record_state
from cellpark.equipment.states import Activity


def clean_equipment(
    *, actor: Actor, equipment_id: UUID, valid_until: datetime, note: str = "", at: datetime | None = None
) -> Equipment:
    """Clean until ``valid_until`` or its next use; the log gets an entry (211-3c). Refused while it is in use."""
    actor.require(EquipmentPermission.OPERATE)
    return record_state(
        actor=actor,
        equipment_id=equipment_id,
        activity=Activity.CLEANING,
        valid_until=valid_until,
        note=note,
        at=at,
    )
