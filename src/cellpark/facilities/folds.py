"""Rows of work orders and alarms from events: what one event does to the row that it is about."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.facilities.rules_in_force import terms_of_edition
from cellpark.facilities.states import AlarmState, CostState, OrderState
from cellpark.facilities.timing import TURNS, clock_of
from cellpark.ledger.public import Entry, Row, as_json, from_json

ORDER, ALARM = "facilities.order.", "facilities.alarm."
Value = str | int | bool | UUID | date | datetime | list[str] | None
STATES: Mapping[str, OrderState] = {
    "reported": OrderState.REPORTED,
    "accepted": OrderState.ACCEPTED,
    "declined": OrderState.DECLINED,
    "cancelled": OrderState.CANCELLED,
    "assigned": OrderState.ASSIGNED,
    "started": OrderState.IN_WORK,
    "finished": OrderState.DONE,
    "confirmed": OrderState.CONFIRMED,
    "reopened": OrderState.ACCEPTED,
}
STEPS = frozenset({*STATES, *TURNS, "cost_approved", "charged", "charge_reversed"})
"""What stands in the history of an order; notes, pictures and costs are rows of their own."""
ENDS = frozenset({"confirmed", "declined", "cancelled"})
_NO_TIMES = ("waiting_since", "answered_at", "done_at", "ended_at", "answer_kept", "mend_kept")
_NOBODY = ("assignee_id", "charge_id", "charged_fen", "agreed_fen")


def order(row: Row | None, entry: Entry) -> Row | None:
    """From the report to the bill."""
    data: Any = entry.data
    step = entry.type.removeprefix(ORDER)
    if row is None:
        row = _reported(data, entry)
    if step not in STEPS:
        return {**row, "version": entry.version}
    history = [*from_json(row["history"]), _told(step, data, entry)]
    changed = {"version": entry.version, "history": as_json(history), **_changed(step, data, entry)}
    if step in STATES:
        changed["state"] = STATES[step].value
    folded = {**row, **changed}
    return {**folded, **_times(folded, history, entry.at)} if step in TURNS else folded


def _reported(data: Any, entry: Entry) -> dict[str, Value]:
    tenant = identity(data["tenant"])
    return {
        "id": identity(data["order"]),
        "organisation_id": entry.organisation,
        "parties": [] if tenant is None else [str(tenant)],
        "number": int(data["number"]),
        "tenant_id": tenant,
        "room_id": identity(data["room"]),
        **{name: str(data[name]) for name in ("place", "kind", "urgency", "title", "text", "point")},
        "edition": date.fromisoformat(data["edition"]),
        "history": "[]",
        "reported_at": entry.at,
        "reported_by": identity(data["person"]),
        "due_at": None,
        "contractor": "",
        "revision": 0,
        "example": bool(data["example"]),
        **dict.fromkeys((*_NO_TIMES, *_NOBODY)),
    }


def _told(step: str, data: Any, entry: Entry) -> dict[str, object]:
    told = {"step": step, "at": entry.at.isoformat(), "side": data["side"], "person": data["person"]}
    told["text"] = entry.reason or data.get("contractor") or ""
    if step == "assigned":
        told["to"] = data["assignee"]
    if "net" in data:
        told["net"] = data["net"]
    return told


def _changed(step: str, data: Any, entry: Entry) -> dict[str, Value]:
    found: dict[str, Value] = {}
    if step == "accepted":
        found = {"kind": str(data["kind"]), "urgency": str(data["urgency"])}
    elif step == "assigned":
        found = {"assignee_id": identity(data["assignee"]), "contractor": str(data["contractor"])}
    elif step in ("waiting", "resumed"):
        found = {"waiting_since": entry.at if step == "waiting" else None}
    elif step == "confirmed":
        found = {"agreed_fen": None if data["agreed"] is None else fen(data["agreed"])}
    elif step == "charged":
        found = {"charge_id": identity(data["charge"]), "charged_fen": fen(data["net"]), "revision": data["revision"]}
    elif step == "charge_reversed":
        found = {"charge_id": None, "charged_fen": None}
    if step in ENDS:
        found |= {"ended_at": entry.at, "waiting_since": None}
    return found


def _times(row: Mapping[str, Any], history: list[dict[str, object]], at: datetime) -> dict[str, Value]:
    terms = terms_of_edition(row["organisation_id"], row["edition"])
    clock = clock_of(history, terms, row["urgency"], at)
    done = clock.mend.kept is not None
    answered = clock.answer.kept is not None
    runs = clock.running.runs and row["ended_at"] is None
    return {
        "due_at": clock.running.due if runs else None,
        "answered_at": row["answered_at"] or (at if answered else None),
        "done_at": (row["done_at"] or at) if done else None,
        "answer_kept": clock.answer.kept,
        "mend_kept": clock.mend.kept,
    }


def note(row: Row | None, entry: Entry) -> Row | None:
    """A comment."""
    if entry.type != f"{ORDER}noted":
        return row
    data: Any = entry.data
    return {**_said(data["note"], data, entry), "text": str(data["text"]), "internal": bool(data["internal"])}


def photo(row: Row | None, entry: Entry) -> Row | None:
    """A picture, without its bytes."""
    if entry.type != f"{ORDER}pictured":
        return row
    data: Any = entry.data
    measures = {"width": int(data["width"]), "height": int(data["height"]), "size": int(data["size_bytes"])}
    return {**_said(data["photo"], data, entry), "sha256": str(data["sha256"]), **measures}


def _said(key: object, data: Any, entry: Entry) -> dict[str, Value]:
    return {
        "id": identity(key),
        "organisation_id": entry.organisation,
        "order_id": identity(data["order"]),
        "at": entry.at,
        "side": str(data["side"]),
        "person_id": identity(data["person"]),
    }


def cost(row: Row | None, entry: Entry) -> Row | None:
    """A line of what it cost, and that it counts no more."""
    data: Any = entry.data
    if entry.type == f"{ORDER}cost_struck":
        assert row is not None, "only what was entered is struck"
        return {**row, "state": CostState.STRUCK.value}
    return {
        "id": identity(data["cost"]),
        "organisation_id": entry.organisation,
        "order_id": identity(data["order"]),
        **{name: str(data[name]) for name in ("kind", "text", "payer")},
        "quantity_hundredths": fen(data["quantity"]),
        "unit_price_fen": fen(data["unit_price"]),
        "net_fen": fen(data["net"]),
        "state": CostState.STANDING.value,
        "entered_at": entry.at,
        "entered_by": identity(data["person"]),
    }


def alarm(row: Row | None, entry: Entry) -> Row | None:
    """Raised, cleared."""
    data: Any = entry.data
    if entry.type == f"{ALARM}cleared":
        assert row is not None, "only what was raised is cleared"
        return {**row, "state": AlarmState.CLEARED.value, "cleared_at": datetime.fromisoformat(data["cleared_at"])}
    return {
        "id": identity(data["alarm"]),
        "organisation_id": entry.organisation,
        **{name: str(data[name]) for name in ("source", "external", "point", "place", "severity", "text")},
        "room_id": identity(data["room"]),
        "known": bool(data["known"]),
        "state": AlarmState.RAISED.value,
        "raised_at": datetime.fromisoformat(data["raised_at"]),
        "received_at": entry.at,
        "cleared_at": None,
        "order_id": identity(data["order"]),
    }


def identity(value: object) -> UUID | None:
    """The id in an event, or None."""
    return None if value is None else UUID(str(value))


def fen(value: object) -> int:
    """An amount or a quantity with two digits after the point as a whole number."""
    return int(Decimal(str(value)) * 100)
