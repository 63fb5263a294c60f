"""Rooms and equipment in the API."""

from datetime import date
from typing import Self
from uuid import UUID

from ninja import Schema

from cellpark.base.messages import Explained
from cellpark.equipment.public import (
    Activity,
    AssessmentState,
    ClearanceState,
    Content,
    Equipment,
    EquipmentKind,
    Grade,
    LineClearance,
    LogEntry,
    Openness,
    ParallelAssessment,
    Placement,
    Pressure,
    Reservation,
    ReservationState,
    Room,
    RoomUse,
    ServiceState,
    Suite,
    people_in,
    things_in,
    work_in,
)
from cellpark.web.api.values import Moment


class SuiteOut(Schema):
    """A suite."""

    id: UUID
    code: str
    name: str
    name_zh: str
    name_en: str

    @classmethod
    def of(cls, row: Suite) -> Self:
        """The suite as answers show it."""
        return cls(id=row.id, code=row.code, name=row.name, name_zh=row.name_zh, name_en=row.name_en)


class ContainerInRoom(Schema):
    """A container that is in a room."""

    container: UUID
    code: str
    content: Content
    openness: Openness
    batch: str
    donor: str
    equipment: UUID | None
    since: Moment

    @classmethod
    def of(cls, row: Placement) -> Self:
        """The container as answers show it."""
        return cls(
            container=row.container,
            code=row.code,
            content=Content(row.content),
            openness=Openness(row.openness),
            batch=row.batch,
            donor=row.donor,
            equipment=row.equipment_id,
            since=row.since,
        )


class RoomOut(Schema):
    """A room, with who and what is inside now."""

    id: UUID
    suite: UUID
    code: str
    scan_code: str
    name: str
    name_zh: str
    name_en: str
    grade: Grade
    uses: list[RoomUse]
    pressure: Pressure
    air_unit: str
    accepts_unknown: bool
    plan: tuple[int, int, int, int]
    premises: str
    state: ServiceState
    people: list[UUID]
    containers: list[ContainerInRoom]
    open_for: str

    @classmethod
    def of(cls, row: Room) -> Self:
        """The room as answers show it; ``row`` was read by ``rooms()``."""
        return cls(
            id=row.id,
            suite=row.suite_id,
            code=row.code,
            scan_code=row.scan_code,
            name=row.name,
            name_zh=row.name_zh,
            name_en=row.name_en,
            grade=Grade(row.grade),
            uses=[RoomUse(use) for use in row.uses],
            pressure=Pressure(row.pressure),
            air_unit=row.air_unit,
            accepts_unknown=row.accepts_unknown,
            plan=(row.plan_x, row.plan_y, row.plan_width, row.plan_depth),
            premises=row.premises_label,
            state=ServiceState(row.state),
            people=[stay.person for stay in people_in(row)],
            containers=[ContainerInRoom.of(each) for each in things_in(row)],
            open_for=str(work_in(row) or ""),
        )


class ReasonNo(Schema):
    """One reason against an opening, with its clause and what would make it possible."""

    code: str
    rule: str | None
    what: str
    why: str
    remedy: str

    @classmethod
    def of(cls, said: Explained) -> Self:
        """The reason in the caller's language."""
        return cls(code=said.code, rule=said.rule, what=said.what, why=said.why, remedy=said.remedy)


class EquipmentVerdictOut(Schema):
    """May it be opened? ``yes``, or the reasons why not."""

    yes: bool
    reasons: list[ReasonNo]


class ClearanceOut(Schema):
    """A line clearance, with the two signatures under it."""

    id: UUID
    room: UUID
    items: list[str]
    state: ClearanceState
    checked_by: UUID | None
    checked_at: Moment
    checked_signature: UUID | None
    verified_by: UUID | None
    verified_at: Moment | None
    verified_signature: UUID | None
    valid_until: Moment
    used_for: str
    version: int

    @classmethod
    def of(cls, row: LineClearance) -> Self:
        """The clearance as answers show it."""
        return cls(
            id=row.id,
            room=row.room_id,
            items=row.items,
            state=ClearanceState(row.state),
            checked_by=row.checked_by,
            checked_at=row.checked_at,
            checked_signature=row.checked_signature,
            verified_by=row.verified_by,
            verified_at=row.verified_at,
            verified_signature=row.verified_signature,
            valid_until=row.valid_until,
            used_for="" if row.work is None else str(row.work),
            version=row.version,
        )


class EquipmentOut(Schema):
    """A piece of equipment and its states."""

    id: UUID
    kind: EquipmentKind
    code: str
    scan_code: str
    name: str
    name_zh: str
    name_en: str
    serial: str
    room: UUID | None
    state: ServiceState
    needs_cleaning: bool
    needs_calibration: bool
    qualified_until: Moment | None
    calibrated_until: Moment | None
    clean_until: Moment | None
    used_by: str
    used_since: Moment | None
    soiled_by: str
    registered: bool
    version: int

    @classmethod
    def of(cls, row: Equipment) -> Self:
        """The equipment as answers show it."""
        values = {name: getattr(row, name) for name in cls.model_fields if name != "room"}
        return cls(**values, room=row.room_id)


class LogEntryOut(Schema):
    """A line of the log (21 CFR 211.182)."""

    id: UUID
    number: int
    activity: Activity
    batch: str
    product: str
    began_at: Moment
    ended_at: Moment | None
    by: str
    ended_by: str
    valid_until: Moment | None
    note: str

    @classmethod
    def of(cls, row: LogEntry) -> Self:
        """The entry as answers show it."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class ReservationOut(Schema):
    """A reservation."""

    id: UUID
    equipment: UUID
    batch: str
    purpose: str
    starts_at: Moment
    ends_at: Moment
    state: ReservationState

    @classmethod
    def of(cls, row: Reservation) -> Self:
        """The reservation as answers show it."""
        values = {name: getattr(row, name) for name in cls.model_fields if name != "equipment"}
        return cls(**values, equipment=row.equipment_id)


class AssessmentOut(Schema):
    """A risk assessment of closed systems side by side."""

    id: UUID
    code: str
    title: str
    title_zh: str
    title_en: str
    rooms: list[str]
    measures: str
    state: AssessmentState
    drafted_by: UUID | None
    approved_by: UUID | None
    valid_until: date
    version: int

    @classmethod
    def of(cls, row: ParallelAssessment) -> Self:
        """The assessment as answers show it."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})
