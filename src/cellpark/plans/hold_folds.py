"""Rows of held slots from events."""

from datetime import datetime
from typing import Any

from cellpark.ledger.public import Entry, Row
from cellpark.plans.folds import identity
from cellpark.plans.states import HoldState

HOLDS = "slot-hold/"
_STATES = {
    "taken": HoldState.TAKEN,
    "given_back": HoldState.GIVEN_BACK,
    "expired": HoldState.EXPIRED,
    "kept": HoldState.DONE,
}


def hold(row: Row | None, entry: Entry) -> Row | None:
    """From held to what became of it."""
    data: Any = entry.data
    if row is None:
        return {
            "id": identity(data["held_slot"]),
            "organisation_id": entry.organisation,
            "order": identity(data["order"]),
            "number": data["number"],
            "plan": identity(data["production_plan"]),
            "state": HoldState.HELD.value,
            **{name: datetime.fromisoformat(data[name]) for name in ("starts_at", "ends_at", "until")},
            "sha256": data["sha256"],
            "held_at": entry.at,
            "held_by": identity(data["person"]),
            "ended_at": None,
            "kept_on": None,
            "version": entry.version,
        }
    state = _STATES[entry.type.removeprefix("plans.hold.")]
    return {
        **row,
        "state": state.value,
        "ended_at": row["ended_at"] if state is HoldState.TAKEN else entry.at,
        "kept_on": datetime.fromisoformat(data["ready_at"]) if state is HoldState.DONE else None,
        "version": entry.version,
    }
