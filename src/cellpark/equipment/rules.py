"""What must hold of rooms and equipment by themselves. Pure: values in, problems out."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.equipment.states import Grade, Pressure, RoomUse, ServiceState, Wanted
from cellpark.kernel.problem import Problem

CODE = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}")
SCAN_CODE = re.compile(r"[!-~]{1,60}")
# a number and a word within a serial number, in any script
_BLOCKS = re.compile(r"[^\W\d_]+|\d+")
NAME_LIMIT = 200
NOTE_LIMIT = 500
BATCH_LIMIT = 60
RESERVATION_MAX = timedelta(days=366)
MEASURES_LIMIT = 2000
ASSESSMENT_MAX = timedelta(days=3 * 366)
PLAN_SIDE_MAX = 200
# what a person who checks a line looks at, in this order (211.130)
CLEARANCE_ITEMS = (
    "no_material",
    "no_label",
    "no_document",
    "no_waste",
    "surfaces_clean",
    "equipment_clean",
    "air_right",
    "log_closed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A piece of equipment as the rules see it. Empty texts and None: nobody, never. ``booked_by``: who has it now."""

    code: str
    state: ServiceState
    needs_cleaning: bool = True
    needs_calibration: bool = False
    qualified_until: datetime | None = None
    calibrated_until: datetime | None = None
    clean_until: datetime | None = None
    soiled_by: str = ""
    used_by: str = ""
    booked_by: str = ""


def code_problems(code: str, *, field: str = "code") -> list[Problem]:
    """A code of the house: capital letters, digits, points, dashes, slashes; up to 40."""
    return [] if CODE.fullmatch(code) else [Problem("equipment.code.malformed", {"code": code[:60]}, field=field)]


def name_problems(*, name_zh: str, name_en: str) -> list[Problem]:
    """A name in at least one language, each of a printable length."""
    if not name_zh.strip() and not name_en.strip():
        return [Problem("equipment.name.missing", field="name_zh")]
    too_long = [
        Problem("base.too_long", {"limit": NAME_LIMIT}, field=field)
        for field, value in (("name_zh", name_zh), ("name_en", name_en))
        if len(value) > NAME_LIMIT
    ]
    return [*too_long, *text_problems(name_zh=name_zh, name_en=name_en)]


def reason_problems(reason: str) -> list[Problem]:
    """A change to a record says why (CN-2f, A11-2e1)."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason", rule="CN-2f")]
    return note_problems(reason, field="reason")


def batch_problems(batch: str) -> list[Problem]:
    """Whatever is used is used for a batch, and the log says for which (211-3c, 211-3d)."""
    if not batch.strip():
        return [Problem("equipment.use.no_batch", field="batch", rule="211-3c")]
    too_long = [Problem("base.too_long", {"limit": BATCH_LIMIT}, field="batch")] if len(batch) > BATCH_LIMIT else []
    return [*too_long, *text_problems(batch=batch)]


def reservation_problems(*, starts_at: datetime, ends_at: datetime, batch: str, purpose: str) -> list[Problem]:
    """A time that is not empty and not endless, for a batch or a purpose."""
    problems = []
    if ends_at <= starts_at:
        problems.append(Problem("base.ends_before_start", field="ends_at"))
    elif ends_at - starts_at > RESERVATION_MAX:
        problems.append(Problem("equipment.reservation.too_long", {"days": RESERVATION_MAX.days}, field="ends_at"))
    if not batch and not purpose:
        problems.append(Problem("equipment.reservation.for_nothing", field="batch"))
    return [*problems, *(batch_problems(batch) if batch else []), *note_problems(purpose, field="purpose")[:1]]


def scan_code_problems(code: str) -> list[Problem]:
    """What a scanner can read from a label: up to 60 printable ASCII characters."""
    return [] if SCAN_CODE.fullmatch(code) else [Problem("equipment.scan_code.malformed", field="scan_code")]


def serial_problems(serial: str) -> list[Problem]:
    """A serial number that a file could hold: up to 60 printable ASCII characters with a letter or digit, or none."""
    fits = not serial or (SCAN_CODE.fullmatch(serial) and _BLOCKS.search(serial))
    return [] if fits else [Problem("equipment.serial.malformed", field="serial")]


def same_serial(one: str, other: str) -> bool:
    """Whether two spellings name the same instrument: makers and their programs differ in case, dashes and blanks.

    Where both divide their digits they divide them alike: 1-12 is not 11-2. What has no letter and no digit is none.
    """
    first, second = _blocks(one), _blocks(other)
    alike = first == second or not (_divided(first) and _divided(second))
    return bool(first) and alike and "".join(first) == "".join(second)


def _blocks(serial: str) -> list[str]:
    return _BLOCKS.findall(unicodedata.normalize("NFKC", serial).upper())


def _divided(blocks: list[str]) -> bool:
    """Whether a sign stands between two digits."""
    return any(one.isdigit() and other.isdigit() for one, other in pairwise(blocks))


def note_problems(note: str, *, field: str = "note") -> list[Problem]:
    """A note that fits and can be kept."""
    too_long = [Problem("base.too_long", {"limit": NOTE_LIMIT}, field=field)] if len(note) > NOTE_LIMIT else []
    return [*too_long, *text_problems(**{field: note})]


def room_problems(
    *,
    grade: Grade,
    uses: Collection[RoomUse],
    pressure: Pressure,
    air_unit: str,
    neighbours: Iterable[frozenset[RoomUse]],
) -> list[Problem]:
    """Whether a room can be what it is designated for; ``neighbours``: uses of the rooms that share its air (CN-4d)."""
    problems = []
    if not uses:
        problems.append(Problem("equipment.room.no_use", field="uses"))
    if {RoomUse.CELLS, RoomUse.VECTOR} <= set(uses):
        problems.append(Problem("equipment.room.cells_and_vector", field="uses", rule="CN-4e2"))
    infectious = RoomUse.INFECTIOUS in uses
    if infectious and pressure is not Pressure.NEGATIVE:
        problems.append(Problem("equipment.room.infectious_pressure", field="pressure", rule="CN-4d"))
    if any((RoomUse.INFECTIOUS in other) is not infectious for other in neighbours):
        problems.append(Problem("equipment.room.infectious_air", {"unit": air_unit}, field="air_unit", rule="CN-4d"))
    if infectious and grade is Grade.CNC and RoomUse.CELLS in uses:
        problems.append(Problem("equipment.room.grade_for_cells", field="grade", rule="CN-4h"))
    return problems


def plan_problems(plan: tuple[int, int, int, int]) -> list[Problem]:
    """A rectangle that can be drawn."""
    x, y, width, depth = plan
    fits = min(x, y) >= 0 and min(width, depth) >= 1 and max(x + width, y + depth) <= PLAN_SIDE_MAX
    return [] if fits else [Problem("equipment.room.plan", {"side": PLAN_SIDE_MAX}, field="plan")]


def condition_problems(condition: Condition, *, wanted: Iterable[Wanted], at: datetime, batch: str) -> list[Problem]:
    """Why equipment may not be used by ``batch`` at ``at`` (T3, 211-3c, P11-7); empty when it may.

    It must be in service, qualified, calibrated where it measures, and clean: a batch may go on with what it soiled
    itself, unless the step asks for ``clean``. What another batch uses or has booked is not free.
    """
    named = {"equipment": condition.code}
    problems = []
    if condition.state is ServiceState.OUT_OF_SERVICE:
        problems.append(Problem("equipment.equipment.out_of_service", named, rule="211-3c"))
    asked = set(wanted)
    if lapsed(condition.qualified_until, at):
        problems.append(_lapsed("equipment.equipment.not_qualified", condition.code, condition.qualified_until))
    if (condition.needs_calibration or Wanted.CALIBRATED in asked) and lapsed(condition.calibrated_until, at):
        problems.append(_lapsed("equipment.equipment.not_calibrated", condition.code, condition.calibrated_until))
    going_on = bool(batch) and (
        condition.used_by == batch or (condition.soiled_by == batch and Wanted.CLEAN not in asked)
    )
    if (condition.needs_cleaning or Wanted.CLEAN in asked) and lapsed(condition.clean_until, at) and not going_on:
        problems.append(_lapsed("equipment.equipment.not_clean", condition.code, condition.clean_until))
    if condition.used_by and condition.used_by != batch:
        used = {**named, "batch": condition.used_by}
        problems.append(Problem("equipment.equipment.in_use", used, rule="211-3c"))
    if condition.booked_by and condition.booked_by != batch:
        problems.append(Problem("equipment.equipment.booked", {**named, "batch": condition.booked_by}))
    return problems


def lapsed(until: datetime | None, at: datetime) -> bool:
    """Whether a state no longer holds at ``at``; the instant of expiry itself is outside."""
    return until is None or until <= at


def _lapsed(code: str, equipment: str, until: datetime | None) -> Problem:
    when = "" if until is None else until.isoformat()
    return Problem(code, {"equipment": equipment, "until": when}, rule="211-3c")


def validity_problems(*, valid_until: datetime, at: datetime) -> list[Problem]:
    """A state that is recorded holds for some time."""
    return [] if valid_until > at else [Problem("equipment.validity.past", field="valid_until")]


def checklist_problems(items: Collection[str]) -> list[Problem]:
    """Every item of the checklist was found right; a line that is not clear is not signed as clear (211-3b)."""
    missing = [item for item in CLEARANCE_ITEMS if item not in items]
    problems = [
        Problem("equipment.clearance.item_missing", {"item": item}, field="items", rule="211-3b") for item in missing
    ]
    unknown = sorted(set(items) - set(CLEARANCE_ITEMS))
    return [
        *problems,
        *(Problem("equipment.clearance.item_unknown", {"item": item}, field="items") for item in unknown),
    ]


def clearance_signer_problems(*, verb: str, checker: UUID | None, signer: UUID | None, room: str) -> list[Problem]:
    """Whoever checked the line signs first, somebody else second (211-3b, T5)."""
    if verb == "sign" and (signer is None or signer != checker):
        return [Problem("equipment.clearance.not_checker", {"room": room}, rule="211-3b")]
    if verb == "verify" and (signer is None or signer == checker):
        return [Problem("equipment.clearance.same_person", {"room": room}, rule="211-3b")]
    return []


def entering_problems(
    *, room: str, grade: Grade, uses: Collection[RoomUse], gowned_for: Grade, qualified: bool, infectious_contact: bool
) -> list[Problem]:
    """Whether somebody may enter: gowned and qualified for the grade, not fresh from infectious material (A1-1b)."""
    order = list(Grade)
    named = {"room": room, "grade": grade.value}
    problems = []
    if order.index(gowned_for) > order.index(grade):
        problems.append(Problem("equipment.person.not_gowned", named, field="gowned_for", rule="A1-1b"))
    if not qualified:
        problems.append(Problem("equipment.person.gowning_not_qualified", named, rule="A1-1b"))
    if infectious_contact and RoomUse.INFECTIOUS not in uses:
        problems.append(Problem("equipment.person.infectious_contact", named, rule="ATMP-3b"))
    return problems


def assessment_problems(
    *, rooms: Collection[str], known: Collection[str], measures: str, valid_until: date, today: date
) -> list[Problem]:
    """An assessment covers rooms that exist, says what is done against mix-ups, and runs out (CN-4e)."""
    problems = []
    if not rooms:
        problems.append(Problem("base.required", field="rooms"))
    problems += [
        Problem("equipment.room.unknown", {"code": code[:60]}, field="rooms") for code in rooms if code not in known
    ]
    if not measures.strip():
        problems.append(Problem("base.required", field="measures"))
    if len(measures) > MEASURES_LIMIT:
        problems.append(Problem("base.too_long", {"limit": MEASURES_LIMIT}, field="measures"))
    if not today < valid_until <= today + ASSESSMENT_MAX:
        problems.append(Problem("equipment.assessment.period", {"days": ASSESSMENT_MAX.days}, field="valid_until"))
    return [*problems, *text_problems(measures=measures)]
