"""What the ledger keeps of rooms and equipment. People by id; batches, donors and containers by the house's codes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("equipment.suite.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteRegistered:
    """There is a suite."""

    suite: UUID
    code: str
    name_zh: str
    name_en: str


@event_type("equipment.room.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRegistered:
    """There is a room; ``plan`` is x, y, width and depth in squares of the floor plan."""

    room: UUID
    suite: UUID
    code: str
    scan_code: str
    name_zh: str
    name_en: str
    grade: str
    uses: tuple[str, ...]
    pressure: str
    air_unit: str
    accepts_unknown: bool
    plan: tuple[int, int, int, int]


@event_type("equipment.room.taken_out", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTakenOut:
    """A room must not be used."""

    room: UUID


@event_type("equipment.room.brought_back", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBroughtBack:
    """A room may be used again."""

    room: UUID


@event_type("equipment.room.entered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEntered:
    """A person is in a room, gowned for a grade."""

    room: UUID
    presence: UUID
    person: UUID
    gowned_for: str
    infectious_contact: bool


@event_type("equipment.room.shared", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomShared:
    """People are in a room in which containers are open, without handling them (T16)."""

    room: UUID
    people: tuple[UUID, ...]
    containers: tuple[UUID, ...]


@event_type("equipment.room.left", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLeft:
    """A person has left a room."""

    room: UUID
    presence: UUID
    person: UUID


@event_type("equipment.container.placed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerPlaced:
    """A container is in a room, perhaps inside a piece of equipment; it is closed or in culture."""

    room: UUID
    placement: UUID
    equipment: UUID | None
    container: UUID
    code: str
    content: str
    infectious: str
    batch: str
    donor: str
    openness: str
    by: UUID | None


@event_type("equipment.container.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerOpened:
    """A container is open in a room. ``work`` is the room's open work that it belongs to; ``clearance`` it was for.

    ``infectious_contact`` names the presence of a person who now has touched infectious material.
    """

    room: UUID
    placement: UUID
    work: UUID
    begins_work: bool
    clearance: UUID
    equipment: UUID | None
    container: UUID
    code: str
    content: str
    infectious: str
    batch: str
    donor: str
    openness: str
    by: UUID | None
    infectious_contact: UUID | None


@event_type("equipment.container.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerClosed:
    """An open container is closed, or in culture, and stays in the room."""

    room: UUID
    placement: UUID
    container: UUID
    openness: str
    equipment: UUID | None


@event_type("equipment.container.removed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerRemoved:
    """A container has left the room."""

    room: UUID
    placement: UUID
    container: UUID


@event_type("equipment.work.ended", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEnded:
    """Nothing of a batch or donor is open in the room any more; the next one needs a line clearance."""

    room: UUID
    work: UUID


@event_type("equipment.clearance.checked", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LineChecked:
    """A room was found clear, item by item, by one person, who has to sign that."""

    clearance: UUID
    room: UUID
    items: tuple[str, ...]
    checked_by: UUID | None
    valid_until: datetime


@event_type("equipment.clearance.signed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LineSigned:
    """Whoever checked the line has signed it."""

    clearance: UUID
    checked_by: UUID
    signature: UUID


@event_type("equipment.clearance.verified", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class LineVerified:
    """Another person found the same and signed it: the clearance is in force."""

    clearance: UUID
    verified_by: UUID
    signature: UUID


@event_type("equipment.clearance.used", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceUsed:
    """A work began under the clearance; it is good for no other."""

    clearance: UUID
    work: UUID


@event_type("equipment.clearance.voided", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceVoided:
    """The clearance holds no longer."""

    clearance: UUID


@event_type("equipment.assessment.drafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentDrafted:
    """A risk assessment of closed systems side by side waits for quality."""

    assessment: UUID
    code: str
    title_zh: str
    title_en: str
    rooms: tuple[str, ...]
    measures: str
    drafted_by: UUID | None
    valid_until: date


@event_type("equipment.assessment.approved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentApproved:
    """Quality has approved the assessment."""

    assessment: UUID
    approved_by: UUID | None


@event_type("equipment.assessment.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentWithdrawn:
    """The assessment holds no longer."""

    assessment: UUID


@event_type("equipment.equipment.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentRegistered:
    """There is a piece of equipment, not yet qualified."""

    equipment: UUID
    kind: str
    code: str
    scan_code: str
    name_zh: str
    name_en: str
    room: UUID | None
    needs_cleaning: bool
    needs_calibration: bool


@event_type("equipment.equipment.serial_noted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class SerialNoted:
    """The maker's serial number, by which its files are known (P11-7); empty: it is not known any more."""

    equipment: UUID
    serial: str
    was: str


@event_type("equipment.equipment.moved", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentMoved:
    """It stands in another room, or in none."""

    equipment: UUID
    room: UUID | None


@event_type("equipment.equipment.qualified", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentQualified:
    """Found fit for its purpose until an instant. ``entry`` and ``number``: the line in its log (211-3c)."""

    equipment: UUID
    entry: UUID
    number: int
    valid_until: datetime
    by: str
    note: str


@event_type("equipment.equipment.calibrated", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentCalibrated:
    """Measures rightly until an instant."""

    equipment: UUID
    entry: UUID
    number: int
    valid_until: datetime
    by: str
    note: str


@event_type("equipment.equipment.cleaned", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentCleaned:
    """Clean until an instant or the next use."""

    equipment: UUID
    entry: UUID
    number: int
    valid_until: datetime
    by: str
    note: str


@event_type("equipment.equipment.taken_out", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentTakenOut:
    """It must not be used."""

    equipment: UUID
    entry: UUID
    number: int
    by: str
    note: str


@event_type("equipment.equipment.brought_back", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentBroughtBack:
    """It may be used again, once it is qualified, calibrated and clean."""

    equipment: UUID
    entry: UUID
    number: int
    by: str
    note: str


@event_type("equipment.equipment.use_started", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class UseStarted:
    """A batch uses it. ``containers`` are those it touches."""

    equipment: UUID
    entry: UUID
    number: int
    batch: str
    product: str
    containers: tuple[UUID, ...]
    by: str


@event_type("equipment.equipment.use_finished", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class UseFinished:
    """The batch uses it no longer."""

    equipment: UUID
    entry: UUID
    batch: str
    by: str


@event_type("equipment.device.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRegistered:
    """Data from this device are accepted (P11-7)."""

    equipment: UUID


@event_type("equipment.device.withdrawn", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWithdrawn(DeviceRegistered):
    """Data from this device are accepted no longer."""


@event_type("equipment.reservation.made", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """Equipment is kept from an instant up to another."""

    reservation: UUID
    equipment: UUID
    batch: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    by: str


@event_type("equipment.reservation.cancelled", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationCancelled:
    """The equipment is free again in that time."""

    reservation: UUID
    equipment: UUID
