"""What the ledger keeps of the walls in which rooms lie."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("equipment.room.tied", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTied:
    """In the walls of which room as it is let a room lies; None: it is not said any more."""

    room: UUID
    premises_room: UUID | None
    premises_label: str
