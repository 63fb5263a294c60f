"""Rows of permits from events. Who watches for fire and who drives away stands in the row alone."""

from datetime import date, datetime
from typing import Any

from cellpark.facilities.folds import identity
from cellpark.facilities.states import BesideState, PermitKind, PermitState
from cellpark.ledger.public import Entry, Row, as_json, from_json

PERMIT = "facilities.permit."
_STATES = {
    "approved": PermitState.APPROVED,
    "declined": PermitState.DECLINED,
    "withdrawn": PermitState.WITHDRAWN,
    "ended": PermitState.ENDED,
    "closed": PermitState.CLOSED,
    "revoked": PermitState.REVOKED,
}
_KINDS = {"hot_work_requested": PermitKind.HOT_WORK, "waste_requested": PermitKind.WASTE}


def permit(row: Row | None, entry: Entry) -> Row | None:
    """From the request to the check."""
    data: Any = entry.data
    step = entry.type.removeprefix(PERMIT)
    if row is None:
        return _requested(_KINDS[step], data, entry)
    if step.startswith("beside_"):
        return {**row, "version": entry.version, **_beside(row, step, data, entry)}
    if step == "begun":
        return {**row, "version": entry.version, "begun_at": entry.at, "begun_by": identity(data["person"])}
    changed: dict[str, Any] = {"version": entry.version, "state": _STATES[step].value}
    if step == "approved":
        changed |= {"approved_at": entry.at, "approved_by": identity(data["person"])}
    elif step in ("ended", "revoked"):
        changed["over_at"] = entry.at
    elif step == "closed":
        changed |= {"closed_at": entry.at, "closed_by": identity(data["person"])}
        if data["quantity"] is not None:
            names = ("quantity", "note_number")
            changed |= {**{name: str(data[name]) for name in names}, "containers": int(data["containers"])}
    if entry.reason:
        changed["said"] = entry.reason
    return {**row, **changed}


def _beside(row: Row, step: str, data: Any, entry: Entry) -> Row:
    known = {each["house"]: each for each in from_json(row["beside"])}
    houses = [str(each) for each in data["houses"]] if step == "beside_asked" else [str(data["house"])]
    state = BesideState.ASKED
    if step == "beside_answered":
        state = BesideState.ALLOWED if data["allowed"] else BesideState.REFUSED
    person = None if state is BesideState.ASKED else data["person"]
    said = {"state": state.value, "person": person, "at": entry.at.isoformat(), "reason": entry.reason or ""}
    known |= {each: {"house": each, **said} for each in houses}
    parties = [str(each) for each in row["parties"]]  # type: ignore[union-attr]
    return {
        "beside": as_json([known[each] for each in sorted(known)]),
        "parties": list(dict.fromkeys([*parties, *houses])),
    }


def _requested(kind: PermitKind, data: Any, entry: Entry) -> Row:
    tenant = identity(data["tenant"])
    waste = kind is PermitKind.WASTE
    return {
        "id": identity(data["permit"]),
        "organisation_id": entry.organisation,
        "parties": [] if tenant is None else [str(tenant)],
        "number": int(data["number"]),
        "kind": kind.value,
        "state": PermitState.REQUESTED.value,
        "tenant_id": tenant,
        "requested_by": identity(data["person"]),
        "requested_at": entry.at,
        "room_id": identity(data["room"]),
        **{name: str(data[name]) for name in ("place", "contractor", "text")},
        **{name: datetime.fromisoformat(data[name]) for name in ("starts_at", "ends_at")},
        **{name: str(data.get(name, "")) for name in ("extinguisher", "detectors", "waste_kind", "carrier", "licence")},
        "checks": as_json(list(data.get("checks", ()))),
        "quantity": str(data["quantity"]) if waste else "",
        "containers": int(data["containers"]) if waste else 0,
        "note_number": "",
        "beside": as_json([]),
        "edition": date.fromisoformat(data["edition"]),
        **dict.fromkeys(("approved_at", "approved_by", "begun_at", "begun_by", "over_at", "closed_at", "closed_by")),
        "said": "",
        "example": bool(data["example"]),
        "version": entry.version,
    }
