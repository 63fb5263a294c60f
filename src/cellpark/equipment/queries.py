"""Reading rooms and equipment: always inside the reader's scope."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from cellpark.base.text import text_problems
from cellpark.equipment.models import (
    Equipment,
    LineClearance,
    LogEntry,
    OpenWork,
    ParallelAssessment,
    Placement,
    Presence,
    Reservation,
    Room,
    Suite,
)
from cellpark.equipment.rules import lapsed, same_serial
from cellpark.equipment.states import DEVICES, ClearanceState, ReservationState, ServiceState
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import moved_at


def suites() -> "QuerySet[Suite]":
    """The suites in scope."""
    rows: QuerySet[Suite] = Suite.objects.order_by("organisation_id", "code")
    return rows


def rooms() -> "QuerySet[Room]":
    """The rooms in scope, with whoever and whatever is in them now (``people``, ``things``, ``works``)."""
    rows: QuerySet[Room] = Room.objects.select_related("suite")
    here: QuerySet[Presence] = Presence.objects.filter(left_at=None).order_by("entered_at", "id")
    there: QuerySet[Placement] = Placement.objects.filter(removed_at=None).select_related("equipment")
    works: QuerySet[OpenWork] = OpenWork.objects.filter(ended_at=None)
    return rows.prefetch_related(
        Prefetch("presences", queryset=here, to_attr="people"),
        Prefetch("placements", queryset=there.order_by("since", "id"), to_attr="things"),
        Prefetch("open_works", queryset=works, to_attr="works"),
    ).order_by("suite__code", "code")


def people_in(found: Room) -> list[Presence]:
    """Who is in a room that ``rooms()`` gave."""
    return list(getattr(found, "people", []))


def inside_of(containers: Iterable[UUID]) -> dict[UUID, str]:
    """In which piece of equipment containers are now, with the room where it stands; only those that are in one.

    Whoever stored, moved or shipped one since then took it out, whether or not that was said of the equipment.
    """
    rows = Placement.objects.filter(container__in=list(containers), removed_at=None, equipment__isnull=False)
    found = list(rows.select_related("equipment", "room"))
    moved = moved_at([each.container for each in found]) if found else {}
    return {
        each.container: f"{each.equipment.code} \u00b7 {each.room.code}"
        for each in found
        if each.container not in moved or moved[each.container] <= each.since
    }


def things_in(found: Room) -> list[Placement]:
    """What is in a room that ``rooms()`` gave."""
    return list(getattr(found, "things", []))


def work_in(found: Room) -> OpenWork | None:
    """The open work of a room that ``rooms()`` gave."""
    works: list[OpenWork] = getattr(found, "works", [])
    return works[0] if works else None


def room(room_id: UUID) -> Room:
    """One room in scope. Raises ``Room.DoesNotExist``."""
    return rooms().get(id=room_id)


def equipment_list() -> "QuerySet[Equipment]":
    """All equipment in scope, with the rooms where it stands."""
    rows: QuerySet[Equipment] = Equipment.objects.select_related("room", "room__suite")
    return rows.order_by("code")


def equipment(equipment_id: UUID) -> Equipment:
    """One piece of equipment in scope. Raises ``Equipment.DoesNotExist``."""
    return equipment_list().get(id=equipment_id)


def log_of(found: Equipment) -> "QuerySet[LogEntry]":
    """The log of a piece of equipment in the order of time (211-3c)."""
    rows: QuerySet[LogEntry] = LogEntry.objects.filter(equipment=found)
    return rows.order_by("number")


def reservations_of(found: Equipment, *, since: datetime) -> "QuerySet[Reservation]":
    """Bookings that end after ``since``, the next first."""
    rows: QuerySet[Reservation] = Reservation.objects.filter(
        equipment=found, state=ReservationState.BOOKED, ends_at__gt=since
    )
    return rows.order_by("starts_at")


def reservation(reservation_id: UUID) -> Reservation:
    """One reservation in scope. Raises ``Reservation.DoesNotExist``."""
    found: Reservation = Reservation.objects.select_related("equipment").get(id=reservation_id)
    return found


def due(*, at: datetime, within: timedelta) -> "QuerySet[Equipment]":
    """Equipment in service whose qualification, calibration or cleanliness has lapsed or will within a time."""
    until = at + within
    lapsing = Q(qualified_until=None) | Q(qualified_until__lte=until)
    lapsing |= Q(needs_calibration=True) & (Q(calibrated_until=None) | Q(calibrated_until__lte=until))
    lapsing |= Q(needs_cleaning=True, used_by="") & (Q(clean_until=None) | Q(clean_until__lte=at))
    return equipment_list().filter(lapsing, state=ServiceState.IN_SERVICE)


def clearance(clearance_id: UUID) -> LineClearance:
    """One line clearance in scope. Raises ``LineClearance.DoesNotExist``."""
    found: LineClearance = LineClearance.objects.select_related("room", "work").get(id=clearance_id)
    return found


def open_clearances() -> dict[UUID, LineClearance]:
    """The line clearances in scope that are in force or wait for a second person, by room."""
    rows = LineClearance.objects.exclude(state=ClearanceState.VOID).select_related("work")
    return {row.room_id: row for row in rows}


def clearances_of(found: Room) -> "QuerySet[LineClearance]":
    """The line clearances of a room, newest first."""
    rows: QuerySet[LineClearance] = LineClearance.objects.filter(room=found).select_related("work")
    return rows.order_by("-checked_at", "-id")


def assessments() -> "QuerySet[ParallelAssessment]":
    """The risk assessments of closed systems in scope, newest first."""
    rows: QuerySet[ParallelAssessment] = ParallelAssessment.objects.order_by("-valid_until", "code")
    return rows


def assessment(assessment_id: UUID) -> ParallelAssessment:
    """One assessment in scope. Raises ``ParallelAssessment.DoesNotExist``."""
    return assessments().get(id=assessment_id)


def find_room(raw: str) -> Room:
    """The room whose label was scanned, or whose code was typed. Raises ``Refused(equipment.room.unknown)``."""
    found: Room | None = Room.objects.filter(_named(raw)).select_related("suite").first()
    if found is None:
        raise Refused(Problem("equipment.room.unknown", {"code": raw.strip()[:60]}, field="room"))
    return found


def find_equipment(raw: str) -> Equipment:
    """The equipment whose label was scanned, or code typed. Raises ``Refused(equipment.equipment.unknown)``."""
    found: Equipment | None = Equipment.objects.filter(_named(raw)).select_related("room").first()
    if found is None:
        raise Refused(Problem("equipment.equipment.unknown", {"code": raw.strip()[:60]}, field="equipment"))
    return found


def equipment_of_serial(serial: str) -> list[Equipment]:
    """The equipment in scope with this number of its maker, however it is spelt; two makers may use the same one."""
    written = serial.strip()
    if not written or text_problems(serial=written):
        return []
    rows = Equipment.objects.exclude(serial="").order_by("code")
    return [row for row in rows if same_serial(row.serial, written)]


def registered_device(code: str, *, at: datetime) -> Equipment:
    """The terminal, scanner or scale with this code, if its data are accepted (P11-7).

    Raises ``Refused``: unknown, not registered, out of service, not qualified, not calibrated.
    """
    found = find_equipment(code)
    named = {"equipment": found.code}
    if found.kind not in DEVICES or not found.registered:
        raise Refused(Problem("equipment.device.not_registered", named, rule="P11-7"))
    if found.state == ServiceState.OUT_OF_SERVICE:
        raise Refused(Problem("equipment.equipment.out_of_service", named, rule="P11-7"))
    until = found.qualified_until
    if lapsed(until, at):
        when = {**named, "until": "" if until is None else until.isoformat()}
        raise Refused(Problem("equipment.equipment.not_qualified", when, rule="P11-7"))
    until = found.calibrated_until
    if found.needs_calibration and lapsed(until, at):
        when = {**named, "until": "" if until is None else until.isoformat()}
        raise Refused(Problem("equipment.equipment.not_calibrated", when, rule="P11-7"))
    return found


def _named(raw: str) -> Q:
    written = raw.strip()
    if not written or text_problems(code=written):
        return Q(pk=None)
    # GS1 symbols carry a prefix that names the symbology, and brackets only for people
    plain = written.removeprefix("]d2").removeprefix("]C1").removeprefix("]Q3").replace("(", "").replace(")", "")
    return Q(scan_code=written) | Q(scan_code=plain) | Q(code=written.upper())
