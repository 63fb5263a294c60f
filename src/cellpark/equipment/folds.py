"""Rows from events: what one event does to the row that it is about."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from cellpark.equipment.states import (
    Activity,
    AssessmentState,
    ClearanceState,
    ReservationState,
    ServiceState,
)
from cellpark.ledger.public import Entry, Row

Value = str | int | bool | UUID | date | datetime | list[str] | None


def _id(data: Mapping[str, object], name: str) -> UUID | None:
    return None if data[name] is None else UUID(str(data[name]))


def _instant(data: Mapping[str, object], name: str) -> datetime:
    return datetime.fromisoformat(str(data[name]))


def _texts(data: Mapping[str, object], *names: str) -> dict[str, Value]:
    return {name: str(data[name]) for name in names}


def _list(data: Mapping[str, object], name: str) -> list[str]:
    found = data[name]
    assert isinstance(found, list), f"{name} is a list"
    return [str(each) for each in found]


def suite(row: Row | None, entry: Entry) -> Row | None:
    """Registered."""
    if entry.type != "equipment.suite.registered":
        return row
    return {
        "id": _id(entry.data, "suite"),
        "organisation_id": entry.organisation,
        **_texts(entry.data, "code", "name_zh", "name_en"),
        "version": entry.version,
    }


ROOM_STATES = {
    "equipment.room.taken_out": ServiceState.OUT_OF_SERVICE.value,
    "equipment.room.brought_back": ServiceState.IN_SERVICE.value,
}


def room(row: Row | None, entry: Entry) -> Row | None:
    """Registered, tied to its walls, taken out, brought back; who comes and goes changes other tables."""
    data = entry.data
    if entry.type == "equipment.room.registered":
        plan = data["plan"]
        assert isinstance(plan, list), "a plan is four numbers"
        return {
            "id": _id(data, "room"),
            "organisation_id": entry.organisation,
            "suite_id": _id(data, "suite"),
            **_texts(data, "code", "scan_code", "name_zh", "name_en", "grade", "pressure", "air_unit"),
            "uses": _list(data, "uses"),
            "accepts_unknown": bool(data["accepts_unknown"]),
            **dict(zip(("plan_x", "plan_y", "plan_width", "plan_depth"), plan, strict=True)),
            "premises_room": None,
            "premises_label": "",
            "state": ServiceState.IN_SERVICE.value,
            "version": entry.version,
        }
    if row is not None and entry.type in ROOM_STATES:
        return {**row, "state": ROOM_STATES[entry.type], "version": entry.version}
    if row is not None and entry.type == "equipment.room.tied":
        lies = {"premises_room": _id(data, "premises_room"), **_texts(data, "premises_label")}
        return {**row, **lies, "version": entry.version}
    return row


def presence(row: Row | None, entry: Entry) -> Row | None:
    """Entered, touched infectious material, left."""
    data = entry.data
    if entry.type == "equipment.room.entered":
        return {
            "id": _id(data, "presence"),
            "organisation_id": entry.organisation,
            "room_id": _id(data, "room"),
            "person": _id(data, "person"),
            "gowned_for": str(data["gowned_for"]),
            "infectious_contact": bool(data["infectious_contact"]),
            "entered_at": entry.at,
            "left_at": None,
        }
    assert row is not None, "a stay starts with the entry"
    if entry.type == "equipment.room.left":
        return {**row, "left_at": entry.at}
    return {**row, "infectious_contact": True}


def presences(entry: Entry) -> Sequence[str]:
    """The stay that an event is about."""
    if entry.type in ("equipment.room.entered", "equipment.room.left"):
        return (str(entry.data["presence"]),)
    if entry.type == "equipment.container.opened" and entry.data["infectious_contact"] is not None:
        return (str(entry.data["infectious_contact"]),)
    return ()


def open_work(row: Row | None, entry: Entry) -> Row | None:
    """Begun by an opening, ended."""
    data = entry.data
    if entry.type == "equipment.work.ended":
        assert row is not None, "a work starts with an opening"
        return {**row, "ended_at": entry.at}
    if not data["begins_work"]:
        return row
    return {
        "id": _id(data, "work"),
        "organisation_id": entry.organisation,
        "room_id": _id(data, "room"),
        **_texts(data, "batch", "donor"),
        "begun_at": entry.at,
        "ended_at": None,
    }


def placement(row: Row | None, entry: Entry) -> Row | None:
    """Placed, opened, closed, removed."""
    data = entry.data
    if entry.type == "equipment.container.removed":
        assert row is not None, "a stay starts with a placing or an opening"
        return {**row, "removed_at": entry.at}
    if entry.type == "equipment.container.closed":
        assert row is not None, "what is closed was there"
        return {**row, "openness": str(data["openness"]), "equipment_id": _id(data, "equipment")}
    opened = entry.type == "equipment.container.opened"
    started = row or {"since": entry.at, **_texts(data, "content", "infectious", "donor")}
    return {
        "id": _id(data, "placement"),
        "organisation_id": entry.organisation,
        "room_id": _id(data, "room"),
        "container": _id(data, "container"),
        **_texts(data, "code", "batch", "openness"),
        "content": started["content"],
        "infectious": started["infectious"],
        "donor": started["donor"],
        "equipment_id": _id(data, "equipment"),
        "work_id": _id(data, "work") if opened else None,
        "by": _id(data, "by"),
        "since": started["since"],
        "removed_at": None,
    }


def clearance(row: Row | None, entry: Entry) -> Row | None:
    """Checked, signed, verified, used, void."""
    data = entry.data
    if entry.type == "equipment.clearance.checked":
        return {
            "id": _id(data, "clearance"),
            "organisation_id": entry.organisation,
            "room_id": _id(data, "room"),
            "items": _list(data, "items"),
            "state": ClearanceState.NOTED.value,
            "checked_by": _id(data, "checked_by"),
            "checked_at": entry.at,
            **dict.fromkeys(("checked_signature", "verified_by", "verified_at", "verified_signature")),
            "valid_until": _instant(data, "valid_until"),
            "work_id": None,
            "version": entry.version,
        }
    assert row is not None, "a clearance starts with a check"
    changed: dict[str, Value] = {"version": entry.version}
    if entry.type == "equipment.clearance.signed":
        changed |= {"state": ClearanceState.CHECKED.value, "checked_signature": _id(data, "signature")}
    elif entry.type == "equipment.clearance.verified":
        # the first version of this event carried no signature: what nobody signed holds no longer
        signed = data.get("signature") is not None
        changed |= {
            "state": (ClearanceState.IN_FORCE if signed else ClearanceState.VOID).value,
            "verified_by": _id(data, "verified_by"),
            "verified_at": entry.at,
            "verified_signature": _id(data, "signature") if signed else None,
        }
    elif entry.type == "equipment.clearance.used":
        changed |= {"work_id": _id(data, "work")}
    else:
        changed |= {"state": ClearanceState.VOID.value}
    return {**row, **changed}


def assessment(row: Row | None, entry: Entry) -> Row | None:
    """Drafted, approved, withdrawn."""
    data = entry.data
    if entry.type == "equipment.assessment.drafted":
        return {
            "id": _id(data, "assessment"),
            "organisation_id": entry.organisation,
            **_texts(data, "code", "title_zh", "title_en", "measures"),
            "rooms": _list(data, "rooms"),
            "state": AssessmentState.DRAFT.value,
            "drafted_by": _id(data, "drafted_by"),
            "approved_by": None,
            "valid_until": date.fromisoformat(str(data["valid_until"])),
            "version": entry.version,
        }
    assert row is not None, "an assessment starts as a draft"
    if entry.type == "equipment.assessment.approved":
        approved = {"state": AssessmentState.APPROVED.value, "approved_by": _id(data, "approved_by")}
        return {**row, **approved, "version": entry.version}
    return {**row, "state": AssessmentState.WITHDRAWN.value, "version": entry.version}


def equipment(row: Row | None, entry: Entry) -> Row | None:
    """Everything that happens to a piece of equipment."""
    data = entry.data
    if entry.type == "equipment.equipment.registered":
        return {
            "id": _id(data, "equipment"),
            "organisation_id": entry.organisation,
            **_texts(data, "kind", "code", "scan_code", "name_zh", "name_en"),
            "room_id": _id(data, "room"),
            "state": ServiceState.IN_SERVICE.value,
            "needs_cleaning": bool(data["needs_cleaning"]),
            "needs_calibration": bool(data["needs_calibration"]),
            **dict.fromkeys(("qualified_until", "calibrated_until", "clean_until", "used_since")),
            "registered": False,
            "serial": "",
            "soiled_by": "",
            "used_by": "",
            "version": entry.version,
        }
    assert row is not None, "a stream starts with the registration"
    return {**row, **_CHANGES[entry.type](entry), "version": entry.version}


Change = Callable[[Entry], dict[str, Value]]

# what an event sets, by its type
_CHANGES: Mapping[str, Change] = {
    "equipment.equipment.moved": lambda entry: {"room_id": _id(entry.data, "room")},
    "equipment.equipment.qualified": lambda entry: {"qualified_until": _instant(entry.data, "valid_until")},
    "equipment.equipment.calibrated": lambda entry: {"calibrated_until": _instant(entry.data, "valid_until")},
    "equipment.equipment.cleaned": lambda entry: {
        "clean_until": _instant(entry.data, "valid_until"),
        "soiled_by": "",
    },
    "equipment.equipment.taken_out": lambda _entry: {"state": ServiceState.OUT_OF_SERVICE.value},
    "equipment.equipment.brought_back": lambda _entry: {"state": ServiceState.IN_SERVICE.value},
    "equipment.equipment.use_started": lambda entry: {
        "used_by": str(entry.data["batch"]),
        "used_since": entry.at,
    },
    "equipment.equipment.use_finished": lambda entry: {
        "used_by": "",
        "used_since": None,
        "clean_until": None,
        "soiled_by": str(entry.data["batch"]),
    },
    "equipment.equipment.serial_noted": lambda entry: _texts(entry.data, "serial"),
    "equipment.device.registered": lambda _entry: {"registered": True},
    "equipment.device.withdrawn": lambda _entry: {"registered": False},
}


ACTIVITIES = {
    "equipment.equipment.use_started": Activity.USE,
    "equipment.equipment.qualified": Activity.QUALIFICATION,
    "equipment.equipment.calibrated": Activity.CALIBRATION,
    "equipment.equipment.cleaned": Activity.CLEANING,
    "equipment.equipment.taken_out": Activity.OUT_OF_SERVICE,
    "equipment.equipment.brought_back": Activity.BACK_IN_SERVICE,
}


def log_entry(row: Row | None, entry: Entry) -> Row | None:
    """A line of the log: written at once, but for a use, which ends later (211-3c)."""
    data = entry.data
    if entry.type == "equipment.equipment.use_finished":
        assert row is not None, "a use starts before it ends"
        return {**row, "ended_at": entry.at, "ended_by": str(data["by"])}
    using = entry.type == "equipment.equipment.use_started"
    number = data["number"]
    assert isinstance(number, int), "entries are numbered"
    return {
        "id": _id(data, "entry"),
        "organisation_id": entry.organisation,
        "equipment_id": _id(data, "equipment"),
        "number": number,
        "activity": ACTIVITIES[entry.type].value,
        "batch": str(data.get("batch", "")),
        "product": str(data.get("product", "")),
        "began_at": entry.at,
        "ended_at": None if using else entry.at,
        "by": str(data["by"]),
        "ended_by": "" if using else str(data["by"]),
        "valid_until": _instant(data, "valid_until") if "valid_until" in data else None,
        "note": str(data.get("note", "")),
    }


def reservation(row: Row | None, entry: Entry) -> Row | None:
    """Made, cancelled."""
    data = entry.data
    if entry.type == "equipment.reservation.made":
        return {
            "id": _id(data, "reservation"),
            "organisation_id": entry.organisation,
            "equipment_id": _id(data, "equipment"),
            **_texts(data, "batch", "purpose", "by"),
            "starts_at": _instant(data, "starts_at"),
            "ends_at": _instant(data, "ends_at"),
            "state": ReservationState.BOOKED.value,
            "version": entry.version,
        }
    assert row is not None, "a reservation is made first"
    return {**row, "state": ReservationState.CANCELLED.value, "version": entry.version}
