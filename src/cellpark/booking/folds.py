"""Rows from events: what one event does to the row that it is about."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.booking.states import BookingState, FeedState, ResourceState, WaitState
from cellpark.ledger.public import Entry, Row, as_json

RESOURCE, BOOKING, WAIT, FEED = (f"booking.{each}." for each in ("resource", "booking", "wait", "feed"))
Value = str | int | bool | UUID | date | datetime | list[str] | None
_STATES: Mapping[str, BookingState] = {
    f"{BOOKING}accepted": BookingState.BOOKED,
    f"{BOOKING}lapsed": BookingState.LAPSED,
    f"{BOOKING}checked_in": BookingState.IN_USE,
    f"{BOOKING}finished": BookingState.DONE,
    f"{BOOKING}missed": BookingState.NO_SHOW,
    f"{BOOKING}cancelled": BookingState.CANCELLED,
    f"{BOOKING}displaced": BookingState.CANCELLED,
    f"{BOOKING}given_up_with": BookingState.CANCELLED,
}
_ENDS = frozenset({BookingState.LAPSED, BookingState.DONE, BookingState.NO_SHOW, BookingState.CANCELLED})


def resource(row: Row | None, entry: Entry) -> Row | None:
    """Added, changed, closed, opened again."""
    data: Any = entry.data
    if entry.type in (f"{RESOURCE}added", f"{RESOURCE}changed"):
        described: dict[str, Value] = {
            **{name: str(data[name]) for name in ("code", "kind", "name_zh", "name_en", "place", "pool", "charge_by")},
            "open_to_all": bool(data["open_to_all"]),
            "parties": [str(each) for each in data["allowed"]],
            **_money(data),
            "rules": as_json(data["rules"]),
            "version": entry.version,
        }
        if row is not None:
            return {**row, **described}
        return {
            "id": _id(data["resource"]),
            "organisation_id": entry.organisation,
            "number": int(data["number"]),
            "source_kind": str(data["source_kind"]),
            "source_id": _maybe(data["source"]),
            "example": bool(data["example"]),
            "state": ResourceState.OPEN.value,
            **described,
        }
    assert row is not None, "only what was added is closed"
    state = ResourceState.CLOSED if entry.type == f"{RESOURCE}closed" else ResourceState.OPEN
    return {**row, "state": state.value, "version": entry.version}


def booking(row: Row | None, entry: Entry) -> Row | None:
    """From the booking or the offer to its end."""
    data: Any = entry.data
    if entry.type == f"{BOOKING}made":
        return _made(data, entry)
    assert row is not None, "a stream starts with its booking"
    changed: dict[str, Value] = {"version": entry.version}
    state = _STATES.get(entry.type)
    if state is not None:
        changed["state"] = state.value
        if state in _ENDS:
            changed["ended_at"] = entry.at
    if state is BookingState.BOOKED:
        changed["offer_until"] = None
    elif state is BookingState.IN_USE:
        changed["checked_in_at"] = entry.at
    elif state is BookingState.DONE:
        changed["hold_until"] = _instant(data["hold_until"])
    elif state is BookingState.CANCELLED:
        changed |= _given_up(data)
    elif state is None:
        changed |= _noted(data, entry)
    return {**row, **changed}


def _noted(data: Any, entry: Entry) -> dict[str, Value]:
    """What changes no state."""
    if entry.type == f"{BOOKING}moved":
        times = {name: _instant(data[name]) for name in ("starts_at", "ends_at", "hold_from", "hold_until")}
        return {**times, "purpose": str(data["purpose"])}
    if entry.type == f"{BOOKING}charged":
        return {"charge_id": _id(data["charge"])}
    return {"let_be_at": entry.at} if entry.type == f"{BOOKING}let_be" else {}


def _made(data: Any, entry: Entry) -> Row:
    offered = data["offer_until"] is not None
    return {
        "id": _id(data["booking"]),
        "organisation_id": entry.organisation,
        "parties": [str(data["company"])],
        "resource_id": _id(data["resource"]),
        "number": int(data["number"]),
        "company_id": _id(data["company"]),
        "person_id": _maybe(data["person"]),
        **{name: _instant(data[name]) for name in ("starts_at", "ends_at", "hold_from", "hold_until")},
        "state": (BookingState.OFFERED if offered else BookingState.BOOKED).value,
        "purpose": str(data["purpose"]),
        "bundle": _maybe(data["bundle"]),
        "series": _maybe(data["series"]),
        "via": str(data["via"]),
        **_money(data),
        "charge_by": str(data["charge_by"]),
        "offer_until": _instant(data["offer_until"]) if offered else None,
        **dict.fromkeys(("checked_in_at", "ended_at", "charge_id", "let_on", "gone_with", "let_be_at")),
        "late": False,
        "made_at": entry.at,
        "version": entry.version,
    }


def _given_up(data: Any) -> dict[str, Value]:
    """By whoever had it, perhaps late, or since the room is let from a day on, or with a part of its bundle."""
    if "day" in data:
        return {"let_on": date.fromisoformat(str(data["day"]))}
    return {"gone_with": _id(data["part"])} if "part" in data else {"late": bool(data["late"])}


def wait(row: Row | None, entry: Entry) -> Row | None:
    """Asked, offered, taken or ended."""
    data: Any = entry.data
    if entry.type == f"{WAIT}asked":
        return {
            "id": _id(data["wait"]),
            "organisation_id": entry.organisation,
            "parties": [str(data["company"])],
            "resource_id": _id(data["resource"]),
            "company_id": _id(data["company"]),
            "person_id": _maybe(data["person"]),
            "starts_at": _instant(data["starts_at"]),
            "ends_at": _instant(data["ends_at"]),
            "purpose": str(data["purpose"]),
            "state": WaitState.WAITING.value,
            "asked_at": entry.at,
            "offer_until": None,
            "booking_id": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its question"
    if entry.type == f"{WAIT}offered":
        told: dict[str, Value] = {"booking_id": _id(data["booking"]), "offer_until": _instant(data["offer_until"])}
        return {**row, **told, "state": WaitState.OFFERED.value, "version": entry.version}
    state = WaitState.TAKEN if entry.type == f"{WAIT}taken" else WaitState.ENDED
    return {**row, "state": state.value, "version": entry.version}


def refusal(_row: Row | None, entry: Entry) -> Row | None:
    """Kept, and never changed."""
    data: Any = entry.data
    return {
        "id": _id(data["refusal"]),
        "organisation_id": entry.organisation,
        "resource_id": _id(data["resource"]),
        "company_id": _id(data["company"]),
        "day": date.fromisoformat(str(data["day"])),
        **{name: _instant(data[name]) for name in ("starts_at", "ends_at")},
        **{name: str(data[name]) for name in ("codes", "via")},
        "asked_at": entry.at,
        "version": entry.version,
    }


def feed(row: Row | None, entry: Entry) -> Row | None:
    """Made, revoked."""
    data: Any = entry.data
    if entry.type == f"{FEED}made":
        return {
            "id": _id(data["feed"]),
            "organisation_id": entry.organisation,
            "digest": str(data["digest"]),
            "resource_id": _maybe(data["resource"]),
            "person_id": _maybe(data["person"]),
            "state": FeedState.OPEN.value,
            "made_at": entry.at,
            "ended_at": None,
            "version": entry.version,
        }
    assert row is not None, "only what was made is revoked"
    return {**row, "state": FeedState.REVOKED.value, "ended_at": entry.at, "version": entry.version}


def _money(data: Any) -> dict[str, Value]:
    """Price and rate as whole numbers: fen, and parts of ten thousand."""
    return {
        "price_fen": int(Decimal(str(data["price"])) * 100),
        "tax_per_10000": int(Decimal(str(data["tax"])) * 10000),
    }


def _id(value: object) -> UUID:
    return UUID(str(value))


def _maybe(value: object) -> UUID | None:
    return None if value is None else UUID(str(value))


def _instant(value: object) -> datetime:
    return datetime.fromisoformat(str(value))
