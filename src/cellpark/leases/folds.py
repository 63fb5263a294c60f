"""Rows from events: what one event does to the row that it is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.leases.events import RoomDays
from cellpark.leases.states import HoldState, LeaseState, Side, VersionState
from cellpark.ledger.public import Entry, Row, as_json
from cellpark.rent.public import read_form

LEASE, VERSION, NOTICE, HOLD = (f"leases.{each}." for each in ("lease", "version", "notice", "hold"))
DRAFTED, REDRAFTED, AMENDED = f"{LEASE}drafted", f"{LEASE}redrafted", f"{VERSION}drafted"
TAKEN_OVER = f"{VERSION}taken_over"
RECORDED = "leases.index.recorded"
ASKED = "leases.asking.set"
_FIRST = 1
NOT_ASKED: Row = {"back_by": "", "back_until": None, "back_person": None}


def room_days(form: Mapping[str, Any]) -> RoomDays:
    """Some days of a room from their plain form."""
    days = {name: None if form[name] is None else _day(form[name]) for name in ("end", "fit_out_until")}
    room, number = _id(form["room"]), int(form["number"])
    return RoomDays(room=room, number=number, code=str(form["code"]), start=_day(form["start"]), **days)


def lease(row: Row | None, entry: Entry) -> Row | None:
    """From the draft to its end."""
    data: Any = entry.data
    if entry.type == DRAFTED:
        return {
            "id": _id(data["lease"]),
            "organisation_id": entry.organisation,
            "parties": [],
            "number": str(data["number"]),
            "tenant_id": _id(data["tenant"]),
            "state": LeaseState.DRAFT.value,
            **_said(data),
            "current": _FIRST,
            "follows_id": _perhaps(data["follows"]),
            "leaves_on": None,
            "notice_by": "",
            "notice_at": None,
            **NOT_ASKED,
            "back_at": None,
            "billed_from": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its draft"
    return {**row, **_after(row, entry, data), "version": entry.version}


def _said(data: Any) -> Row:
    return {
        "starts_on": _day(data["start"]),
        "ends_on": _day(data["end"]),
        "notice_days": int(data["notice_days"]),
    }


def _after(row: Row, entry: Entry, data: Any) -> Row:
    """What an event changes; an amendment changes the lease itself with the second signature alone."""
    kind, first = entry.type, data.get("number") == _FIRST
    state: LeaseState | None = None
    changed: Row = {}
    if kind == REDRAFTED:
        changed = _said(data)
    elif kind == f"{VERSION}approved":
        # whose lease it is to be reads it from now on
        changed, state = {"parties": [str(row["tenant_id"])]}, LeaseState.APPROVED if first else None
    elif kind == f"{VERSION}withdrawn":
        state = LeaseState.WITHDRAWN if first else None
    elif kind == f"{VERSION}signed" and data["agreed"]:
        changed = {"ends_on": _day(data["end"]), "current": int(data["number"])}
        state = LeaseState.SIGNED if first else None
    elif kind == TAKEN_OVER:
        changed = {"parties": [str(row["tenant_id"])], "billed_from": _day(data["billed_from"])}
        state = LeaseState.SIGNED
    elif kind == f"{LEASE}started":
        state = LeaseState.RUNNING
    elif kind.startswith(NOTICE):
        changed = _noticed(entry, data)
    elif kind == f"{LEASE}ended":
        state = LeaseState(str(data["outcome"]))
    return changed if state is None else {**changed, "state": state.value}


def _noticed(entry: Entry, data: Any) -> Row:
    """A notice is given, or taken back by both sides."""
    if entry.type == f"{NOTICE}given":
        said: Row = {"leaves_on": _day(data["day"]), "notice_by": str(data["side"]), "notice_at": entry.at}
        return {**said, **NOT_ASKED}
    if entry.type == f"{NOTICE}back_asked":
        said = {"back_by": str(data["side"]), "back_until": _day(data["until"])}
        return {**said, "back_person": _perhaps(data["person"])}
    return {"leaves_on": None, "notice_by": "", "notice_at": None, **NOT_ASKED, "back_at": entry.at}


def version_key(entry: Entry) -> Sequence[str]:
    """The version that an event is about."""
    data: Any = entry.data
    if entry.type in (DRAFTED, REDRAFTED):
        return (f"{data['lease']}/{_FIRST}",)
    return (f"{data['lease']}/{data['number']}",) if entry.type.startswith(VERSION) else ()


def version(row: Row | None, entry: Entry) -> Row | None:
    """Drafted, approved, signed by one side and by the other."""
    data: Any = entry.data
    if entry.type in (DRAFTED, REDRAFTED, AMENDED):
        number = int(data["number"]) if entry.type == AMENDED else _FIRST
        return {
            "id": f"{data['lease']}/{number}",
            "organisation_id": entry.organisation,
            "parties": [],
            "lease_id": _id(data["lease"]),
            "number": number,
            "state": VersionState.DRAFT.value,
            "since": _day(data["since"] if entry.type == AMENDED else data["start"]),
            "until": _day(data["end"]),
            "text": str(data["text"]),
            "form": as_json(read_form(str(data["text"]).encode())),
            "rooms": as_json(data["rooms"]),
            "drafted_by": _perhaps(data["person"]),
            "drafted_at": entry.at,
            **dict.fromkeys(("approved_by", "approved_at", "operator_signature", "operator_signed_at")),
            **dict.fromkeys(("tenant_signature", "tenant_signed_at", "signed_on")),
            "paper": "",
        }
    assert row is not None, "only what was drafted goes on"
    if entry.type == f"{VERSION}approved":
        changed: Row = {
            "state": VersionState.APPROVED.value,
            "approved_by": _perhaps(data["person"]),
            "approved_at": entry.at,
        }
    elif entry.type == f"{VERSION}withdrawn":
        changed = {"state": VersionState.WITHDRAWN.value}
    elif entry.type == TAKEN_OVER:
        changed = {"state": VersionState.AGREED.value, "approved_by": _perhaps(data["person"]), "approved_at": entry.at}
        changed |= {"paper": str(data["paper"]), "signed_on": _day(data["signed_on"])}
    else:
        side = Side(str(data["side"])).value
        changed = {f"{side}_signature": _id(data["signature"]), f"{side}_signed_at": entry.at}
        changed |= {"state": VersionState.AGREED.value} if data["agreed"] else {}
    return {**row, **changed}


def hold(row: Row | None, entry: Entry) -> Row | None:
    """Placed, ended."""
    data: Any = entry.data
    if entry.type == f"{HOLD}placed":
        return {
            "id": _id(data["hold"]),
            "organisation_id": entry.organisation,
            "number": str(data["number"]),
            "tenant_id": _perhaps(data["tenant"]),
            "state": HoldState.OPEN.value,
            "until": _day(data["until"]),
            "placed_by": _perhaps(data["person"]),
            "placed_at": entry.at,
            "ended_at": None,
            "version": entry.version,
        }
    assert row is not None, "a stream starts with its hold"
    if entry.type == f"{HOLD}reduced":
        return {**row, "version": entry.version}
    return {**row, "state": str(data["outcome"]), "ended_at": entry.at, "version": entry.version}


def taken(entries: Sequence[Entry]) -> Sequence[Row]:
    """The rooms that a stream takes as things stand, from the last event that says so."""
    found: tuple[Row, ...] = ()
    for entry in entries:
        rows = taken_by(entry)
        found = found if rows is None else rows
    return found


def taken_by(entry: Entry) -> tuple[Row, ...] | None:
    """The rooms that are taken after this event; None where it says nothing about them."""
    data: Any = entry.data
    if entry.type == f"{HOLD}ended":
        return ()
    said = data.get("rooms") if entry.type in (f"{HOLD}placed", f"{HOLD}reduced") else data.get("occupied")
    if said is None:
        return None
    owner = "hold" if entry.type.startswith(HOLD) else "lease"
    return tuple(
        {
            "key": f"{data[owner]} {each['number']} {each['start']}",
            "organisation_id": entry.organisation,
            "lease_id": _id(data["lease"]) if owner == "lease" else None,
            "hold_id": _id(data["hold"]) if owner == "hold" else None,
            "room_number": int(each["number"]),
            "starts_on": _day(each["start"]),
            "ends_on": None if each["end"] is None else _day(each["end"]),
            "fit_out_until": None if each["fit_out_until"] is None else _day(each["fit_out_until"]),
        }
        for each in said
    )


def index_value(entry: Entry) -> Row:
    """A published value."""
    data: Any = entry.data
    return {
        "id": _id(data["value"]),
        "organisation_id": entry.organisation,
        "name": str(data["name"]),
        "month": str(data["month"]),
        "figure": format(Decimal(str(data["figure"])), ".6f"),
        "published_on": _day(data["published_on"]),
        "source": str(data["source"]),
        "recorded_by": _perhaps(data["person"]),
        "recorded_at": entry.at,
    }


def asking(entry: Entry) -> Row:
    """What is asked from a day on."""
    data: Any = entry.data
    return {
        "id": _id(data["asking"]),
        "organisation_id": entry.organisation,
        "use": str(data["use"]),
        "rate": format(Decimal(str(data["rate"])), ".2f"),
        "since": _day(data["since"]),
        "recorded_by": _perhaps(data["person"]),
        "recorded_at": entry.at,
    }


def _id(value: object) -> UUID:
    return UUID(str(value))


def _perhaps(value: object) -> UUID | None:
    return None if value is None else _id(value)


def _day(value: object) -> date:
    return date.fromisoformat(str(value))
