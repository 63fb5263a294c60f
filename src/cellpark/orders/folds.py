"""Rows from events: what one event does to the row that it is about."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cellpark.identity.public import one_time_link
from cellpark.ledger.public import Entry, Row, as_json, from_json
from cellpark.orders.states import OrderState, SiteState, TherapyState

ORDER, THERAPY, SITE, PATIENT = "orders.order.", "orders.therapy.", "orders.site.", "orders.patient."
LINK = "orders.link."
SLOTS = ("collect_at", "manufacture_from", "manufacture_until", "infuse_at")
STATES: Mapping[str, OrderState] = {
    f"{ORDER}drafted": OrderState.DRAFT,
    f"{ORDER}submitted": OrderState.SUBMITTED,
    f"{ORDER}accepted": OrderState.ACCEPTED,
    f"{ORDER}kit_sent": OrderState.KIT_SENT,
    f"{ORDER}collected": OrderState.COLLECTED,
    f"{ORDER}received": OrderState.RECEIVED,
    f"{ORDER}manufacture_begun": OrderState.MANUFACTURING,
    f"{ORDER}made": OrderState.MADE,
    f"{ORDER}batch_stopped": OrderState.STOPPED,
    f"{ORDER}shipped": OrderState.SHIPPED,
    f"{ORDER}infused": OrderState.INFUSED,
    f"{ORDER}cancelled": OrderState.CANCELLED,
    f"{ORDER}failed": OrderState.FAILED,
}


def _id(value: object) -> UUID:
    return UUID(str(value))


def _instant(value: object) -> datetime:
    return datetime.fromisoformat(str(value))


def state_after(entry: Entry) -> OrderState | None:
    """The state that an event brings an order to; None where it stays."""
    if entry.type == f"{ORDER}disposed":
        return OrderState(str(entry.data["disposition"]))
    if entry.type == f"{ORDER}begun_again":
        return OrderState.RECEIVED if entry.data["again"] == "manufacture" else OrderState.ACCEPTED
    return STATES.get(entry.type)


def therapy(row: Row | None, entry: Entry) -> Row | None:
    """Described, approved, described anew, retired; a hospital that was qualified once stays a party."""
    data: Any = entry.data
    changed: dict[str, Any] = {"version": entry.version}
    if entry.type == f"{THERAPY}described":
        changed |= {
            "id": _id(data["therapy"]),
            "organisation_id": entry.organisation,
            "parties": [str(data["sponsor"])] if row is None else row["parties"],
            **{name: str(data[name]) for name in ("code", "name_zh", "name_en", "recipe")},
            **{name: str(data[name]) for name in ("starting_material", "facility")},
            "sponsor_id": _id(data["sponsor"]),
            "countries": as_json(data["countries"]),
            "distances": as_json(data["distances"]),
            "revision": 1 if row is None else int(str(row["revision"])) + 1,
            "state": TherapyState.DRAFT.value,
            "described_by": None if data["person"] is None else _id(data["person"]),
            "example": bool(data["example"]),
        }
        return {**(row or {}), **changed}
    assert row is not None, "a stream starts with its description"
    if entry.type == f"{THERAPY}approved":
        changed["state"] = TherapyState.APPROVED.value
    elif entry.type == f"{THERAPY}retired":
        changed["state"] = TherapyState.RETIRED.value
    elif entry.type == f"{SITE}qualified":
        parties = [str(each) for each in row["parties"]]  # type: ignore[union-attr]
        changed["parties"] = list(dict.fromkeys([*parties, str(data["hospital"])]))
    return {**row, **changed}


def site(row: Row | None, entry: Entry) -> Row | None:
    """Qualified, prolonged, withdrawn."""
    data: Any = entry.data
    if entry.type == f"{SITE}withdrawn":
        assert row is not None, "only who is on the list is taken off it"
        return {**row, "state": SiteState.WITHDRAWN.value}
    return {
        "id": _id(data["site"]),
        "organisation_id": entry.organisation,
        "therapy_id": _id(data["therapy"]),
        "hospital_id": _id(data["hospital"]),
        "assessment": str(data["assessment"]),
        "valid_until": _instant(data["valid_until"]).date(),
        "state": SiteState.QUALIFIED.value,
    }


def patient(row: Row | None, entry: Entry) -> Row | None:
    """Registered; the orders are rows of their own."""
    data: Any = entry.data
    if entry.type != f"{PATIENT}registered":
        assert row is not None, "a stream starts with its registration"
        return {**row, "version": entry.version}
    return {
        "id": _id(data["patient"]),
        "organisation_id": entry.organisation,
        "code": str(data["code"]),
        "sealed_for": _id(data["sealed_for"]),
        "nonce": str(data["particulars"]["nonce"]),
        "ciphertext": str(data["particulars"]["ciphertext"]),
        "registered_at": entry.at,
        "version": entry.version,
    }


def patient_order(_row: Row | None, entry: Entry) -> Row | None:
    """Whose order it is."""
    data = entry.data
    return {
        "order_id": _id(data["order"]),
        "organisation_id": entry.organisation,
        "patient_id": _id(data["patient"]),
    }


def ward_link(row: Row | None, entry: Entry) -> Row | None:
    """Made, used, revoked."""
    data: Any = entry.data
    own = {"order_id": _id(data["order"])} if entry.type == f"{LINK}made" else {}
    return {**one_time_link(row, entry), **own}


def order(row: Row | None, entry: Entry) -> Row | None:
    """From the draft to the infusion."""
    data: Any = entry.data
    if entry.type == f"{ORDER}drafted":
        return _drafted(data, entry)
    assert row is not None, "a stream starts with its draft"
    changed: dict[str, Any] = {"version": entry.version}
    state = state_after(entry)
    if state is not None:
        changed["state"] = state.value
        changed["reached"] = as_json({**from_json(row["reached"]), state.value: entry.at.astimezone(UTC).isoformat()})
    change = _CHANGES.get(entry.type.removeprefix(ORDER))
    return {**row, **changed, **({} if change is None else change(data, entry))}


def _drafted(data: Any, entry: Entry) -> Row:
    return {
        "id": _id(data["order"]),
        "organisation_id": entry.organisation,
        "parties": list(dict.fromkeys([str(data["hospital"]), str(data["sponsor"])])),
        **{name: str(data[name]) for name in ("number", "product", "country")},
        "therapy_id": _id(data["therapy"]),
        "revision": int(data["revision"]),
        "hospital_id": _id(data["hospital"]),
        "sponsor_id": _id(data["sponsor"]),
        "state": OrderState.DRAFT.value,
        "asked": as_json(data["asked"]),
        "distances": as_json(data["distances"]),
        "references": "{}",
        "last_doses": "{}",
        **dict.fromkeys(SLOTS),
        **dict.fromkeys(("coi", "kit", "din", "batch_number"), ""),
        **dict.fromkeys(("batch_id", "checked_by", "checked_container", "thawed_at")),
        "bags": "[]",
        "reached": as_json({OrderState.DRAFT.value: entry.at.astimezone(UTC).isoformat()}),
        "example": bool(data["example"]),
        "drafted_at": entry.at,
        "version": entry.version,
    }


def _slots(data: Any) -> dict[str, Any]:
    return {name: _instant(data[name]) for name in SLOTS}


def _completed(data: Any, _entry: Entry) -> dict[str, Any]:
    kept = {name: as_json(data[name]) for name in ("references", "last_doses")}
    return {**kept, **_slots(data)}


def _collected(data: Any, _entry: Entry) -> dict[str, Any]:
    return {"din": str(data["din"]), "bags": as_json(data["bags"])}


def _checked(data: Any, _entry: Entry) -> dict[str, Any]:
    return {
        "checked_by": None if data["person"] is None else _id(data["person"]),
        "checked_container": _id(data["container"]),
        "thawed_at": _instant(data["thawed_at"]),
    }


_NO_CHECK: Mapping[str, Any] = {"checked_by": None, "checked_container": None, "thawed_at": None}


def _begun_again(data: Any, _entry: Entry) -> dict[str, Any]:
    # the kit of the former collection is used up, and its bags are not those of the next one
    anew = {} if data["again"] == "manufacture" else {"kit": "", "din": "", "bags": "[]"}
    return {**_NO_CHECK, **anew, "batch_id": None, "batch_number": ""}


_CHANGES: Mapping[str, Callable[[Any, Entry], Mapping[str, Any]]] = {
    "completed": _completed,
    "slots_moved": lambda data, _entry: _slots(data),
    "accepted": lambda data, _entry: {"coi": str(data["coi"])},
    "kit_sent": lambda data, _entry: {"kit": str(data["kit"])},
    "collected": _collected,
    "manufacture_begun": lambda data, _entry: {
        "batch_id": _id(data["batch"]),
        "batch_number": str(data["batch_number"]),
    },
    "begun_again": _begun_again,
    "bedside_checked": _checked,
    # whoever compared patient and bag before a new decision compares them again
    "disposed": lambda _data, _entry: _NO_CHECK,
}


def step(_row: Row | None, entry: Entry) -> Row | None:
    """One entry as the parties read it."""
    state = state_after(entry)
    return {
        "id": entry.event,
        "organisation_id": entry.organisation,
        "order_id": _id(entry.data["order"]),
        "type": entry.type.removeprefix(ORDER),
        "at": entry.at,
        "state": "" if state is None else state.value,
        "details": as_json(entry.data),
        "number": entry.version,
    }
