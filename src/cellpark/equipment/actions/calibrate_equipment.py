"""Record that equipment measures rightly."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.equipment.models import Equipment
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.state_record import record_state
from cellpark.equipment.states import Activity


def calibrate_equipment(
    *, actor: Actor, equipment_id: UUID, valid_until: datetime, note: str = "", at: datetime | None = None
) -> Equipment:
    """Calibrated until ``valid_until``; the log gets an entry (211-3c). Raises ``Refused(equipment.validity.past)``."""
    actor.require(EquipmentPermission.SERVICE)
    return record_state(
        actor=actor,
        equipment_id=equipment_id,
        activity=Activity.CALIBRATION,
        valid_until=valid_until,
        note=note,
        at=at,
    )
