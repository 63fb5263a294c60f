"""What calls about rooms and equipment send."""

from datetime import date, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from cellpark.equipment.public import Activity, EquipmentKind, Grade, Openness, Pressure, RoomUse
from cellpark.web.api.values import Body, MomentIn, Text

Square = Annotated[int, Field(ge=0, le=200)]


class SuiteIn(Body):
    """A suite to register."""

    code: Text
    name_zh: Text = ""
    name_en: Text = ""


class RoomIn(SuiteIn):
    """A room to register; ``plan``: x, y, width, depth in squares."""

    suite: UUID
    scan_code: Text
    grade: Grade
    uses: list[RoomUse]
    pressure: Pressure
    air_unit: Text
    accepts_unknown: bool = False
    plan: tuple[Square, Square, Square, Square]


class TieIn(Body):
    """The name of the room as it is let in whose walls a room lies, such as ``E1 101``; empty: it is not said."""

    premises: Text = ""
    reason: Text


class EquipmentIn(SuiteIn):
    """A piece of equipment to register."""

    kind: EquipmentKind
    scan_code: Text
    serial: Text = ""
    room: UUID | None = None
    needs_cleaning: bool = True
    needs_calibration: bool = False


class EnterIn(Body):
    """How one enters: gowned for which grade, freshly or not."""

    gowned_for: Grade
    regowned: bool = False
    at: MomentIn | None = None


class AtIn(Body):
    """When it was done; empty: now."""

    at: MomentIn | None = None


class ContainerIn(Body):
    """A container of the materials, for a batch, in an openness, perhaps inside equipment of the room."""

    container: UUID
    batch: Text = ""
    openness: Openness
    equipment: UUID | None = None
    at: MomentIn | None = None


class EquipmentCloseIn(Body):
    """An open container to close."""

    container: UUID
    openness: Literal[Openness.CLOSED, Openness.VENTED] = Openness.CLOSED
    equipment: UUID | None = None
    at: MomentIn | None = None


class RemoveIn(Body):
    """A container to take away."""

    container: UUID
    at: MomentIn | None = None


class ServiceIn(Body):
    """Out of service or back, and why."""

    verb: Literal["take_out", "bring_back"]
    reason: Text


class ChecklistIn(Body):
    """The items that were found right, and for how many hours the clearance holds."""

    items: list[Text]
    hours: Annotated[int, Field(ge=1, le=24)] = 8
    at: MomentIn | None = None

    @property
    def valid_for(self) -> timedelta:
        """For how long the clearance holds."""
        return timedelta(hours=self.hours)


class StateIn(Body):
    """A state of equipment, until when."""

    valid_until: MomentIn
    note: Text = ""
    at: MomentIn | None = None


class FitnessIn(StateIn):
    """Qualified or calibrated, until when."""

    activity: Literal[Activity.QUALIFICATION, Activity.CALIBRATION]


class EquipmentUseIn(Body):
    """A batch that begins to use equipment, with the containers it touches."""

    batch: Text
    product: Text = ""
    containers: Annotated[list[UUID], Field(max_length=200)] = []
    at: MomentIn | None = None


class UseEndIn(Body):
    """The batch whose use ends."""

    batch: Text
    at: MomentIn | None = None


class DeviceIn(Body):
    """Whether data of the device are accepted, and why."""

    accepted: bool
    reason: Text


class MoveIn(Body):
    """Where it stands from now on, and why."""

    room: UUID | None
    reason: Text


class SerialIn(Body):
    """The maker's serial number, empty where it is not known any more, and why it is noted."""

    serial: Text
    reason: Text


class ReservationIn(Body):
    """A time for a batch or a purpose."""

    starts_at: MomentIn
    ends_at: MomentIn
    batch: Text = ""
    purpose: Text = ""


class AssessmentIn(Body):
    """An assessment to draft; ``rooms`` are codes."""

    code: Text
    title_zh: Text = ""
    title_en: Text = ""
    rooms: Annotated[list[Text], Field(max_length=200)]
    measures: Annotated[str, Field(max_length=2000)]
    valid_until: date
