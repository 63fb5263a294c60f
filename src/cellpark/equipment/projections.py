"""The tables of this app as folds of their streams: a room's stream makes the room and everything that was in it."""

from collections.abc import Callable, Sequence

from cellpark.equipment import folds
from cellpark.ledger.public import Entry, Projection

_NAME = ("name_zh", "name_en")
_PLACED = "equipment.container."


def _about(name: str, *types: str) -> Callable[[Entry], Sequence[str]]:
    """The row that an event names in ``name``, for events of these types alone."""
    return lambda entry: (str(entry.data[name]),) if entry.type in types else ()


PROJECTIONS = (
    Projection(
        table="equipment_suite",
        streams="suite/",
        columns=("id", "organisation_id", "code", *_NAME, "version"),
        fold=folds.suite,
    ),
    Projection(
        table="equipment_room",
        streams="room/",
        columns=(
            *("id", "organisation_id", "suite_id", "code", "scan_code", *_NAME, "grade", "uses", "pressure"),
            *("air_unit", "accepts_unknown", "plan_x", "plan_y", "plan_width", "plan_depth", "state", "version"),
            *("premises_room", "premises_label"),
        ),
        fold=folds.room,
    ),
    Projection(
        table="equipment_presence",
        streams="room/",
        columns=(
            *("id", "organisation_id", "room_id", "person", "gowned_for", "infectious_contact"),
            *("entered_at", "left_at"),
        ),
        fold=folds.presence,
        about=folds.presences,
    ),
    Projection(
        table="equipment_openwork",
        streams="room/",
        columns=("id", "organisation_id", "room_id", "batch", "donor", "begun_at", "ended_at"),
        fold=folds.open_work,
        about=_about("work", f"{_PLACED}opened", "equipment.work.ended"),
    ),
    Projection(
        table="equipment_placement",
        streams="room/",
        columns=(
            *("id", "organisation_id", "room_id", "equipment_id", "container", "code", "content", "infectious"),
            *("batch", "donor", "openness", "work_id", "by", "since", "removed_at"),
        ),
        fold=folds.placement,
        about=_about("placement", *(f"{_PLACED}{act}" for act in ("placed", "opened", "closed", "removed"))),
    ),
    Projection(
        table="equipment_lineclearance",
        streams="clearance/",
        columns=(
            *("id", "organisation_id", "room_id", "items", "state", "checked_by", "checked_at", "checked_signature"),
            *("verified_by", "verified_at", "verified_signature", "valid_until", "work_id", "version"),
        ),
        fold=folds.clearance,
    ),
    Projection(
        table="equipment_parallelassessment",
        streams="assessment/",
        columns=(
            *("id", "organisation_id", "code", "title_zh", "title_en", "rooms", "measures", "state", "drafted_by"),
            *("approved_by", "valid_until", "version"),
        ),
        fold=folds.assessment,
    ),
    Projection(
        table="equipment_equipment",
        streams="equipment/",
        columns=(
            *("id", "organisation_id", "kind", "code", "scan_code", *_NAME, "room_id", "state", "needs_cleaning"),
            *("needs_calibration", "qualified_until", "calibrated_until", "clean_until", "registered", "soiled_by"),
            *("serial", "used_by", "used_since", "version"),
        ),
        fold=folds.equipment,
    ),
    Projection(
        table="equipment_logentry",
        streams="equipment/",
        columns=(
            *("id", "organisation_id", "equipment_id", "number", "activity", "batch", "product", "began_at"),
            *("ended_at", "by", "ended_by", "valid_until", "note"),
        ),
        fold=folds.log_entry,
        about=_about("entry", *folds.ACTIVITIES, "equipment.equipment.use_finished"),
    ),
    Projection(
        table="equipment_reservation",
        streams="reservation/",
        columns=(
            *("id", "organisation_id", "equipment_id", "batch", "purpose", "starts_at", "ends_at", "state", "by"),
            "version",
        ),
        fold=folds.reservation,
    ),
)
