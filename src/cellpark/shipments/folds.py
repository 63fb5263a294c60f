"""Rows from events: what one event does to the row that it is about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.identity.public import one_time_link
from cellpark.ledger.public import Entry, Row, as_json, from_json
from cellpark.shipments.states import ExcursionState, Purpose, ShipmentState

SHIPMENT, CONTAINER, EXCURSION, LINK = (f"shipments.{each}." for each in ("shipment", "container", "excursion", "link"))
PLANNED = f"{SHIPMENT}planned"
_STATES: Mapping[str, tuple[ShipmentState, str]] = {
    f"{SHIPMENT}sealed": (ShipmentState.PACKED, "sealed_at"),
    f"{SHIPMENT}handed_over": (ShipmentState.HANDED_OVER, "handed_over_at"),
    f"{SHIPMENT}taken_over": (ShipmentState.IN_TRANSIT, "taken_over_at"),
    f"{SHIPMENT}arrived": (ShipmentState.ARRIVED, "arrived_at"),
    f"{SHIPMENT}received": (ShipmentState.RECEIVED, "received_at"),
    f"{SHIPMENT}accepted": (ShipmentState.ACCEPTED, "ended_at"),
    f"{SHIPMENT}refused": (ShipmentState.REFUSED, "ended_at"),
    f"{SHIPMENT}cancelled": (ShipmentState.CANCELLED, "ended_at"),
}
_LOGGER = ("device", "serial", "signature", "lowest", "highest", "mean", "kinetic", "breaches", "excursions")


def shipment(row: Row | None, entry: Entry) -> Row | None:
    """From the plan to the inspection."""
    data: Any = entry.data
    if entry.type == PLANNED:
        return _planned(data, entry)
    assert row is not None, "a stream starts with its plan"
    changed: dict[str, Any] = {"version": entry.version}
    if entry.type in _STATES:
        state, moment = _STATES[entry.type]
        changed |= {"state": state.value, moment: entry.at}
    if entry.type in (f"{CONTAINER}packed", f"{CONTAINER}unpacked"):
        name = entry.type.removeprefix(CONTAINER)
        contents = from_json(row["contents"])
        for each in contents:
            if each["container"] == str(data["container"]):
                each[name] = entry.at.isoformat()
        changed["contents"] = as_json(contents)
    elif entry.type == f"{SHIPMENT}sealed":
        changed |= {name: str(data[name]) for name in ("seal", "shipper", "logger")}
    elif entry.type == f"{SHIPMENT}received":
        changed |= {"seal_seen": str(data["seal"]), "damage": str(data["damage"])}
    elif entry.type in ("shipments.logger.read", "shipments.logger.replaced"):
        said = {name: data[name] for name in (*_LOGGER, "device_alarms")}
        changed |= {"file_id": _id(data["file"]), "file_sha256": str(data["sha256"]), "evaluation": as_json(said)}
    return {**row, **changed}


def _planned(data: Any, entry: Entry) -> Row:
    sides = (data["sender"], data["receiver"], data["carrier"])
    return {
        "id": _id(data["shipment"]),
        "organisation_id": entry.organisation,
        "parties": list(dict.fromkeys(str(each) for each in sides if each is not None)),
        **{name: str(data[name]) for name in ("number", "condition", "low", "high")},
        "purpose": str(data.get("purpose", Purpose.USE.value)),
        "sender_id": _id(data["sender"]),
        "receiver_id": _id(data["receiver"]),
        "carrier_id": None if data["carrier"] is None else _id(data["carrier"]),
        "state": ShipmentState.PLANNED.value,
        "allowed_minutes": int(data["allowed_minutes"]),
        "hours_max": int(data["hours_max"]),
        "pick_up_at": _instant(data["pick_up_at"]),
        "due_at": _instant(data["due_at"]),
        "contents": as_json([{**each, "packed": None, "unpacked": None} for each in data["contents"]]),
        **dict.fromkeys(("seal", "seal_seen", "shipper", "logger", "damage", "file_sha256"), ""),
        **dict.fromkeys(("sealed_at", "handed_over_at", "taken_over_at", "arrived_at", "received_at", "ended_at")),
        "file_id": None,
        "evaluation": "{}",
        "version": entry.version,
    }


def inside(entry: Entry) -> list[dict[str, Any]]:
    """What was planned to travel, a row for each container; it never changes."""
    data: Any = entry.data
    return [
        {"shipment_id": _id(data["shipment"]), "container": _id(each["container"]), "coi": str(each["coi"])}
        for each in data["contents"]
    ]


def excursion(row: Row | None, entry: Entry) -> Row | None:
    """Opened, decided."""
    data: Any = entry.data
    if entry.type == f"{EXCURSION}opened":
        return {
            "id": _id(data["excursion"]),
            "organisation_id": entry.organisation,
            "shipment_id": _id(data["shipment"]),
            "number": str(data["number"]),
            "state": ExcursionState.OPEN.value,
            "findings": as_json(data["findings"]),
            "held": as_json(data["held"]),
            "opened_at": entry.at,
            "decided_at": None,
            "decided_by": None,
        }
    assert row is not None, "only what was opened is decided"
    decided_by = None if data["person"] is None else _id(data["person"])
    return {**row, "state": str(data["decision"]), "decided_at": entry.at, "decided_by": decided_by}


def link(row: Row | None, entry: Entry) -> Row | None:
    """Made, used, revoked."""
    data: Any = entry.data
    if entry.type == f"{LINK}made":
        own: Row = {"shipment_id": _id(data["shipment"]), "role": str(data["role"]), "party_id": _id(data["party"])}
        return {**one_time_link(None, entry), **own}
    return one_time_link(row, entry)


def _id(value: object) -> UUID:
    return UUID(str(value))


def _instant(value: object) -> datetime:
    return datetime.fromisoformat(str(value))
