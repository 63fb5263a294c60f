"""From rows to the values that the rules judge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from django.db.models import F, QuerySet

from cellpark.base.prepared import execute_prepared
from cellpark.equipment.models import (
    Equipment,
    LineClearance,
    Placement,
    Presence,
    Reservation,
    Room,
)
from cellpark.equipment.rules import Condition
from cellpark.equipment.segregation import Clearance, Handler, Place, Thing
from cellpark.equipment.states import (
    ZONES_OF_GRADE_A,
    AssessmentState,
    ClearanceState,
    Content,
    EquipmentKind,
    Grade,
    Infectious,
    Openness,
    ReservationState,
    RoomUse,
    ServiceState,
)
from cellpark.identity.public import QualificationState, qualifications_of_organisation

GOWNING = "gowning-grade-"
# everything about a room: one statement for what every scan asks. A row for each thing in it, at least one in all
_STANDING: LiteralString = """
SELECT
  EXISTS (SELECT FROM equipment_equipment e WHERE e.room_id = %(room)s AND e.organisation_id = %(organisation)s
    AND e.kind = ANY (%(zones)s) AND e.state = %(in_service)s AND e.qualified_until > %(at)s),
  EXISTS (SELECT FROM equipment_parallelassessment a WHERE a.organisation_id = %(organisation)s
    AND a.state = %(approved)s AND %(code)s = ANY (a.rooms) AND a.valid_until > %(day)s),
  EXISTS (SELECT FROM equipment_placement s WHERE s.container = %(container)s AND s.organisation_id = %(organisation)s
    AND s.removed_at IS NULL),
  c.valid_until, w.batch, w.donor,
  p.code, p.content, p.infectious, p.openness, p.batch, p.donor, i.code
FROM (SELECT) here
LEFT JOIN equipment_lineclearance c
  ON c.room_id = %(room)s AND c.organisation_id = %(organisation)s AND c.state = %(in_force)s
LEFT JOIN equipment_openwork w ON w.id = c.work_id
LEFT JOIN equipment_placement p
  ON p.room_id = %(room)s AND p.organisation_id = %(organisation)s AND p.removed_at IS NULL
LEFT JOIN equipment_equipment i ON i.id = p.equipment_id AND i.kind = %(incubator)s
ORDER BY p.since, p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerFacts:
    """What segregation must know of a container: its id and code, what is in it, whose it is, its infectious status."""

    container: UUID
    code: str
    content: Content
    infectious: Infectious
    donor: str = ""


def thing_of(facts: ContainerFacts, *, batch: str, openness: Openness, incubator: str = "") -> Thing:
    """A container in the openness that somebody asks for."""
    return Thing(
        code=facts.code,
        content=facts.content,
        infectious=facts.infectious,
        openness=openness,
        batch=batch,
        donor=facts.donor,
        incubator=incubator,
    )


def placed(placement: Placement) -> Thing:
    """A container that is in a room."""
    inside = placement.equipment
    return Thing(
        code=placement.code,
        content=Content(placement.content),
        infectious=Infectious(placement.infectious),
        openness=Openness(placement.openness),
        batch=placement.batch,
        donor=placement.donor,
        incubator=inside.code if inside is not None and inside.kind == EquipmentKind.INCUBATOR else "",
    )


def placements_in(room: Room) -> "QuerySet[Placement]":
    """The containers that are in a room now, the earliest first."""
    rows: QuerySet[Placement] = Placement.objects.filter(room=room, removed_at=None)
    return rows.select_related("equipment").order_by("since", "id")


def place_of(room: Room, *, at: datetime) -> Place:
    """The room with everything in it: a cabinet or isolator that is qualified, an approved assessment of closed systems
    side by side that covers it, the clearance in force; whether that has expired is for the rules to say.
    """
    return place_and_stay(room, None, at=at)[0]


def place_and_stay(room: Room, container: UUID | None, *, at: datetime) -> tuple[Place, bool]:
    """The room as ``place_of`` gives it, and whether the container stands in it or in any other room now."""
    rows = execute_prepared(
        _STANDING,
        {
            "room": room.id,
            "code": room.code,
            "organisation": room.organisation_id,
            "container": container,
            "at": at,
            "day": at.date(),
            "zones": [kind.value for kind in ZONES_OF_GRADE_A],
            "in_service": ServiceState.IN_SERVICE.value,
            "approved": AssessmentState.APPROVED.value,
            "in_force": ClearanceState.IN_FORCE.value,
            "incubator": EquipmentKind.INCUBATOR.value,
        },
    ).fetchall()
    zone_a, parallel, stays, cleared_until, batch, donor = rows[0][:6]
    place = Place(
        code=room.code,
        grade=Grade(room.grade),
        uses=frozenset(RoomUse(use) for use in room.uses),
        zone_a=zone_a,
        in_service=room.state == ServiceState.IN_SERVICE,
        accepts_unknown=room.accepts_unknown,
        parallel=parallel,
        clearance=None if cleared_until is None else Clearance(valid_until=cleared_until, used_by=batch or donor or ""),
        things=tuple(_thing(*row[6:]) for row in rows if row[6] is not None),
    )
    return place, stays


def _thing(
    code: str, content: str, infectious: str, openness: str, batch: str, donor: str, incubator: str | None
) -> Thing:
    return Thing(
        code=code,
        content=Content(content),
        infectious=Infectious(infectious),
        openness=Openness(openness),
        batch=batch,
        donor=donor,
        incubator=incubator or "",
    )


def clearance_row(room: Room) -> LineClearance | None:
    """The room's line clearance that is in force or waits for its second signature."""
    rows = LineClearance.objects.filter(room=room).exclude(state=ClearanceState.VOID)
    found: LineClearance | None = rows.select_related("work").first()
    return found


def presence_of(person: UUID, *, organisation: UUID) -> Presence | None:
    """Where a person is, or was last: the newest stay."""
    rows = Presence.objects.filter(person=person, organisation_id=organisation).select_related("room")
    found: Presence | None = rows.order_by(F("left_at").desc(nulls_first=True), "-entered_at").first()
    return found


def handler_of(person: UUID, room: Room, *, at: datetime) -> Handler:
    """A person with regard to a room."""
    stay = presence_of(person, organisation=room.organisation_id)
    here = stay is not None and stay.left_at is None and stay.room_id == room.id
    return Handler(
        here=here,
        gowned_for=Grade(stay.gowned_for) if stay is not None and here else None,
        qualified_for=gowning_grades(person, organisation=room.organisation_id, at=at),
        infectious_contact=stay is not None and here and stay.infectious_contact,
    )


def gowning_grades(person: UUID, *, organisation: UUID, at: datetime) -> frozenset[Grade]:
    """The grades for which a person's gowning qualification is in force (A1-1b): subjects ``gowning-grade-b``, ..."""
    known = {f"{GOWNING}{grade.value.lower()}": grade for grade in Grade}
    rows = qualifications_of_organisation(organisation).filter(
        person_id=person,
        subject__in=list(known),
        state=QualificationState.GRANTED,
        valid_from__lte=at.date(),
        valid_until__gt=at.date(),
    )
    return frozenset(known[subject] for subject in rows.values_list("subject", flat=True))


def condition_of(equipment: Equipment, *, at: datetime) -> Condition:
    """Equipment with whoever has booked it at ``at``."""
    booked = Reservation.objects.filter(
        equipment=equipment, state=ReservationState.BOOKED, starts_at__lte=at, ends_at__gt=at
    ).first()
    return Condition(
        code=equipment.code,
        state=ServiceState(equipment.state),
        needs_cleaning=equipment.needs_cleaning,
        needs_calibration=equipment.needs_calibration,
        qualified_until=equipment.qualified_until,
        calibrated_until=equipment.calibrated_until,
        clean_until=equipment.clean_until,
        soiled_by=equipment.soiled_by,
        used_by=equipment.used_by,
        booked_by="" if booked is None else (booked.batch or booked.purpose),
    )


def uses_in(rows: Iterable[Room]) -> list[frozenset[RoomUse]]:
    """The uses of several rooms."""
    return [frozenset(RoomUse(use) for use in row.uses) for row in rows]
