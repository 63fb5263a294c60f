"""What the ledger keeps of buildings and rooms: stream ``premises/<building>``, the operator's own.

A search for a place without a hit has a stream of its own, ``premises-search/<id>``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFacts:
    """All that is kept of a room; units stand in the names, an outline is rings of points in decimetres."""

    room: UUID
    number: int
    floor: int
    code: str
    kind: str
    use: str
    area_gross_m2: Decimal
    area_net_m2: Decimal
    grade: str
    height_m: Decimal
    floor_load_kn_m2: Decimal
    power_kw: Decimal
    steam_kg_h: Decimal
    purified_water_l_h: Decimal
    ln2: bool
    exhaust_m3_h: Decimal
    waste: str
    bonded: bool
    public: bool
    valid_from: date
    valid_until: date | None
    ending: str
    outline: tuple[Ring, ...]
    came_from: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingFacts:
    """All that is kept of a building."""

    building: UUID
    code: str
    park: UUID | None
    phase: str
    name_zh: str
    name_en: str
    lowest_floor: int
    highest_floor: int
    width_dm: int
    depth_dm: int


@event_type("premises.building.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingRegistered(BuildingFacts):
    """A building with its floors."""


@event_type("premises.building.changed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingChanged(BuildingFacts):
    """A building as it is from now on."""


@event_type("premises.rooms.imported", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsImported:
    """What a file changed in one building: new rooms, and rooms as they are now."""

    building: UUID
    sha256: str
    opened: tuple[RoomFacts, ...]
    changed: tuple[RoomFacts, ...]


@event_type("premises.room.changed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChanged:
    """A room as it is now."""

    building: UUID
    room: RoomFacts


@event_type("premises.room.split", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSplit:
    """From ``day`` on there are several rooms where one was."""

    building: UUID
    room: UUID
    day: date
    into: tuple[RoomFacts, ...]


@event_type("premises.rooms.merged", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsMerged:
    """From ``day`` on there is one room where several were."""

    building: UUID
    rooms: tuple[UUID, ...]
    day: date
    into: RoomFacts


@event_type("premises.room.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomClosed:
    """A room is let no more from ``day`` on; None where an end was taken back."""

    building: UUID
    room: UUID
    day: date | None


@event_type("premises.benches.placed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BenchesPlaced:
    """In which rooms benches stand, by the benches' ids: the code of the room, or nothing."""

    building: UUID
    benches: Mapping[str, str]


@event_type("premises.place.missed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMissed:
    """Somebody looked for a place and none had all of it. ``once``: see ``MissedPlace``."""

    search: UUID
    park: UUID | None
    day: date
    uses: str
    grade: str
    wanted: Mapping[str, str]
    visitor: bool
    once: str
