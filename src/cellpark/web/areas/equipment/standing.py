"""How rooms, equipment and clearances stand: one of the five colours and a word."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cellpark.base.time import now
from cellpark.equipment.public import (
    AssessmentState,
    ClearanceState,
    Equipment,
    LineClearance,
    ParallelAssessment,
    Room,
    RoomUse,
    ServiceState,
    work_in,
)
from cellpark.equipment.public import words as plant_words
from cellpark.web.pages.formats import minute
from cellpark.web.pages.tables import State

SOON = timedelta(days=30)
OUT = State("stopped", gettext_lazy("Out of service"))
NEVER_CLEARED = frozenset({RoomUse.CORRIDOR, RoomUse.STORAGE})


def room_state(room: Room, clearance: LineClearance | None, broken: bool) -> State:
    """What is true of a room now, the most pressing thing first; ``room`` was read by ``rooms()``."""
    if room.state == ServiceState.OUT_OF_SERVICE:
        return OUT
    if broken:
        return State("stopped", _("Segregation is broken"))
    work = work_in(room)
    if work is not None:
        return State("running", _("Open: %(batch)s") % {"batch": work})
    if clearance is None or clearance.valid_until <= now():
        free = set(room.uses) <= NEVER_CLEARED
        return State("done", _("Free")) if free else State("planned", _("Line not cleared"))
    if clearance.state != ClearanceState.IN_FORCE:
        return State("waiting", str(plant_words.CLEARANCE_STATES[clearance.state]))
    return State("done", _("Cleared until %(time)s") % {"time": minute(clearance.valid_until)[-5:]})


def plan_words(room: Room, clearance: LineClearance | None, state: State) -> tuple[str, str]:
    """The state in one short word for the floor plan, and what is most worth knowing with it."""
    clock = "" if clearance is None else _("until %(time)s") % {"time": minute(clearance.valid_until)[-5:]}
    if state.colour == "running":
        return pgettext("container", "Open"), str(work_in(room) or "")
    if state.colour == "waiting":
        return _("Second person"), clock
    if state.colour == "done" and clearance is not None:
        return pgettext("line", "Cleared"), clock
    return str(state.label), ""


def lapse(until: datetime | None, needed: bool = True) -> State:
    """A state with an expiry: in force, soon to lapse, lapsed, never recorded, not asked for."""
    if not needed:
        return State("planned", _("Not needed"))
    if until is None:
        return State("stopped", _("Not recorded"))
    at = now()
    if until <= at:
        return State("stopped", _("Expired"))
    return State("waiting", _("Expires soon")) if until <= at + SOON else State("done", _("Valid"))


def clean_state(found: Equipment) -> State:
    """Clean, in use, or soiled by a batch."""
    if found.used_by:
        return State("running", _("In use: %(batch)s") % {"batch": found.used_by})
    if not found.needs_cleaning:
        return State("planned", _("Not needed"))
    if found.clean_until is None or found.clean_until <= now():
        return State("stopped", _("Not clean"))
    return State("done", _("Clean"))


def equipment_state(found: Equipment) -> State:
    """The one word for a piece of equipment: why it cannot be used, or that it can."""
    if found.state == ServiceState.OUT_OF_SERVICE:
        return OUT
    if found.used_by:
        return clean_state(found)
    calibration = lapse(found.calibrated_until, found.needs_calibration)
    lapses = [lapse(found.qualified_until), calibration, clean_state(found)]
    stopped = [each for each in lapses if each.colour == "stopped"]
    if stopped:
        return State("stopped", _("Not ready"))
    waiting = any(each.colour == "waiting" for each in lapses)
    return State("waiting", _("Ready, something expires soon")) if waiting else State("done", _("Ready"))


CLEARANCE_COLOURS = {
    ClearanceState.NOTED: "waiting",
    ClearanceState.CHECKED: "waiting",
    ClearanceState.IN_FORCE: "done",
    ClearanceState.VOID: "planned",
}


def clearance_state(row: LineClearance) -> State:
    """A line clearance by itself."""
    if row.state != ClearanceState.VOID and row.work_id is None and row.valid_until <= now():
        return State("stopped", _("Expired"))
    return State(CLEARANCE_COLOURS[ClearanceState(row.state)], plant_words.CLEARANCE_STATES[row.state])


def assessment_state(row: ParallelAssessment) -> State:
    """A risk assessment by itself."""
    if row.state == AssessmentState.APPROVED and row.valid_until <= now().date():
        return State("stopped", _("Expired"))
    colours = {AssessmentState.DRAFT: "waiting", AssessmentState.APPROVED: "done", AssessmentState.WITHDRAWN: "planned"}
    return State(colours[AssessmentState(row.state)], plant_words.ASSESSMENT_STATES[row.state])
