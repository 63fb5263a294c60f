"""One container as a fold of its stream."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import Entry, Row
from cellpark.materials import clocks
from cellpark.materials.clocks import Trigger
from cellpark.materials.folds.forms import as_json, from_json, identity, instant, text
from cellpark.materials.states import CONTAINER_LIFECYCLE, FREEZING, ContainerState, CustodyAct

Change = Callable[[Row, Any, Entry], dict[str, Any]]
IN_STORE = frozenset({CustodyAct.STORED, CustodyAct.CRYO_IN})
# how a container comes back to the state that it had: a held one is held, whatever was corrected (CN-4c)
AGAIN: Mapping[str, str] = {
    ContainerState.IN_USE.value: "correct",
    ContainerState.AVAILABLE.value: "correct_available",
    ContainerState.QUARANTINED.value: "correct_held",
    ContainerState.STORED.value: "correct_stored",
}


def container(row: Row | None, entry: Entry) -> Row | None:
    """Every event of a container's life; those that say nothing about the row move its version alone."""
    data: Any = entry.data
    if entry.type == "materials.container.expected":
        return _begun(data["facts"], entry)
    if entry.type == "materials.container.produced":
        return _produced(data, entry)
    assert row is not None, "a container's stream starts with its expectation or its production"
    change = CHANGES.get(entry.type)
    changed = {} if change is None else change(row, data, entry)
    return {**row, **changed, "changed_at": entry.at, "version": entry.version}


def _begun(facts: Any, entry: Entry) -> dict[str, Any]:
    quantity = Quantity.from_plain(facts["quantity"])
    began = [clocks.fresh_clock(each["kind"], Quantity.from_plain(each["limit"])) for each in facts["clocks"]]
    return {
        "id": UUID(str(facts["container"])),
        "organisation_id": entry.organisation,
        "material_id": UUID(str(facts["material"])),
        "lot_id": identity(facts["lot"]),
        **text(facts, "code", "scan_key", "coi", "din", "product_code", "division", "donor_state"),
        "state": ContainerState.EXPECTED.value,
        "sample": bool(facts["sample"]),
        **_amount(quantity),
        "expires_at": instant(facts["expires_at"]),
        "opened_at": None,
        "place": "",
        "condition": "",
        "room": None,
        "custodian": None,
        "received_by": None,
        "seal": "",
        **_clocks(began),
        "look_alikes": "[]",
        "second_scan_due": False,
        "made_at": entry.at,
        "changed_at": entry.at,
        "version": entry.version,
    }


def _produced(data: Any, entry: Entry) -> dict[str, Any]:
    row = _begun(data["facts"], entry)
    began = clocks.triggered(from_json(row["clocks"]), Trigger.PRODUCED, entry.at)
    for each in data["inherited"]:
        used = Quantity.from_plain(each["used"])
        began = [
            clocks.inherited(clock, used=used, running=each["running"], at=entry.at)
            if clock["kind"] == each["kind"]
            else clock
            for clock in began
        ]
    return {
        **row,
        "state": ContainerState.AVAILABLE.value,
        **text(data, "place", "condition"),
        "room": identity(data["room"]),
        "custodian": identity(data["person"]),
        **_clocks(began),
    }


def _received(row: Row, data: Any, entry: Entry) -> dict[str, Any]:
    running = from_json(row["clocks"])
    if data["collected_at"] is not None:
        running = clocks.triggered(running, Trigger.COLLECTED, datetime.fromisoformat(str(data["collected_at"])))
    return {
        "state": (ContainerState.AVAILABLE if data["accepted"] else ContainerState.QUARANTINED).value,
        **_amount(Quantity.from_plain(data["quantity"])),
        **text(data, "place", "condition", "seal"),
        "custodian": identity(data["person"]),
        "received_by": identity(data["person"]),
        **_clocks(_frozen(running, str(data["condition"]), entry.at)),
    }


def _drawn(row: Row, data: Any, _entry: Entry) -> dict[str, Any]:
    left = Quantity.from_plain(data["left"])
    verb = "draw" if left.value else "empty"
    return {"state": CONTAINER_LIFECYCLE.step(str(row["state"]), verb).value, **_amount(left), **_stopped(row, left)}


def _stopped(row: Row, left: Quantity) -> dict[str, Any]:
    """Nothing is left to be timed in an empty container."""
    return {} if left.value else {"clock_due_at": None, "clocks": as_json(_standing(from_json(row["clocks"])))}


def _standing(running: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**clock, "since": None} for clock in running]


def _corrected(row: Row, data: Any, entry: Entry) -> dict[str, Any]:
    left, state, stood = Quantity.from_plain(data["left"]), str(row["state"]), data["stood"]
    if left.value:
        becomes = state if stood is None else str(stood["state"])
        if data["drawn"] and becomes == ContainerState.AVAILABLE:
            becomes = ContainerState.IN_USE.value
        if stood is None:
            return {"state": becomes, **_amount(left)}
        again = {each["kind"]: each for each in data["resumed"]}
        standing = [clocks.resumed(clock, again.get(clock["kind"]), entry.at) for clock in from_json(row["clocks"])]
        return {
            "state": becomes if becomes == state else CONTAINER_LIFECYCLE.step(state, AGAIN[becomes]).value,
            **_amount(left),
            **text(stood, "place", "condition"),
            "room": identity(stood["room"]),
            "opened_at": instant(stood["opened_at"]),
            **_clocks(standing),
        }
    if state != ContainerState.EMPTY:
        state = CONTAINER_LIFECYCLE.step(state, "correct_empty" if state == ContainerState.STORED else "empty").value
    return {"state": state, **_amount(left), **_stopped(row, left)}


def _destroyed(row: Row, _data: Any, _entry: Entry) -> dict[str, Any]:
    nothing = Quantity(Decimal(0), str(row["quantity_unit"]))
    return {"state": ContainerState.DESTROYED.value, **_amount(nothing), **_stopped(row, nothing)}


def _opened(row: Row, _data: Any, entry: Entry) -> dict[str, Any]:
    running = clocks.triggered(from_json(row["clocks"]), Trigger.OPENED, entry.at)
    return {"opened_at": row["opened_at"] or entry.at, **_clocks(running)}


def _moved(row: Row, data: Any, entry: Entry) -> dict[str, Any]:
    return {
        "state": moved_state(str(row["state"]), str(data["act"])),
        **text(data, "place", "condition"),
        "room": identity(data["room"]),
        "seal": str(data["seal"]) or row["seal"],
        **_clocks(_temperature(from_json(row["clocks"]), str(row["condition"]), str(data["condition"]), entry.at)),
    }


def moved_state(state: str, act: str) -> str:
    """The state after a move: into a store, out of it, or unchanged (a held container stays held wherever it is)."""
    if act in IN_STORE and CONTAINER_LIFECYCLE.problem(state, "store") is None:
        return ContainerState.STORED.value
    if act not in IN_STORE and state == ContainerState.STORED:
        return ContainerState.AVAILABLE.value
    return state


def _temperature(running: list[dict[str, Any]], was: str, becomes: str, at: datetime) -> list[dict[str, Any]]:
    if was in FREEZING and becomes not in FREEZING:
        return clocks.triggered(running, Trigger.WARMED, at)
    return _frozen(running, becomes, at)


def _frozen(running: list[dict[str, Any]], condition: str, at: datetime) -> list[dict[str, Any]]:
    return clocks.triggered(running, Trigger.FROZEN, at) if condition in FREEZING else running


def _handed_over(row: Row, data: Any, _entry: Entry) -> dict[str, Any]:
    return {
        "custodian": identity(data["receiver"]),
        "place": str(data["place"]) or row["place"],
        "seal": str(data["seal"]) or row["seal"],
    }


def _look_alike(row: Row, data: Any, _entry: Entry) -> dict[str, Any]:
    known = from_json(row["look_alikes"])
    found = {"coi": str(data["other_coi"]), "grounds": list(data["grounds"])}
    return {"look_alikes": as_json([*known, found]), "second_scan_due": True}


def _inherited(row: Row, data: Any, _entry: Entry) -> dict[str, Any]:
    known = from_json(row["look_alikes"])
    found = [{"coi": str(each["coi"]), "grounds": list(each["grounds"])} for each in data["look_alikes"]]
    return {"look_alikes": as_json([*known, *found]), "second_scan_due": bool(data["due"])}


def _breached(row: Row, data: Any, _entry: Entry) -> dict[str, Any]:
    return _clocks(clocks.noticed(from_json(row["clocks"]), str(data["clock"])))


def _amount(quantity: Quantity) -> dict[str, Any]:
    plain = quantity.plain()
    return {"quantity_value": plain["value"], "quantity_unit": plain["unit"]}


def _clocks(running: list[dict[str, Any]]) -> dict[str, Any]:
    return {"clocks": as_json(running), "clock_due_at": clocks.next_due(running)}


CHANGES: Mapping[str, Change] = {
    "materials.container.received": _received,
    "materials.container.drawn": _drawn,
    "materials.container.filled": _drawn,
    "materials.container.corrected": _corrected,
    "materials.container.destroyed": _destroyed,
    "materials.container.opened": _opened,
    "materials.container.moved": _moved,
    "materials.container.handed_over": _handed_over,
    "materials.container.held": lambda _row, _data, _entry: {"state": ContainerState.QUARANTINED.value},
    "materials.container.released": lambda _row, _data, _entry: {"state": ContainerState.AVAILABLE.value},
    "materials.container.donor_tested": lambda _row, data, _entry: text(data, "donor_state"),
    "materials.container.look_alike_found": _look_alike,
    "materials.container.look_alikes_inherited": _inherited,
    "materials.container.identity_confirmed": lambda _row, _data, _entry: {"second_scan_due": False},
    "materials.container.clock_breached": _breached,
}
