"""The tables of this app as folds of their streams."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.ledger.public import Entry, Projection, Row
from cellpark.release.states import DispositionState, SupplyState

DECISIONS: Mapping[str, DispositionState] = {
    "release.batch.certified_stage_one": DispositionState.STAGE_ONE,
    "release.batch.certified": DispositionState.CERTIFIED,
    "release.batch.rejected": DispositionState.REJECTED,
    "release.batch.supplied": DispositionState.SUPPLIED,
}
MOVES: Mapping[str, DispositionState] = {
    "release.batch.quarantined": DispositionState.QUARANTINED,
    "release.batch.lifted": DispositionState.PENDING,
    "release.batch.recalled": DispositionState.RECALLED,
    "release.destruction.recorded": DispositionState.DESTROYING,
    "release.batch.destroyed": DispositionState.DESTROYED,
}


def changes(type_: str, data: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The columns of a batch's file that one entry changes; the acts and the rebuild both use it."""
    if type_ in DECISIONS:
        return {
            "state": DECISIONS[type_].value,
            "decided_at": at,
            "decided_by": _id(data["person"]),
            "signature": _id(data["signature"]),
        }
    if type_ == "release.batch.lifted":
        # the certificate before it was withdrawn: what stands as decided is a decision that holds
        return {"state": MOVES[type_].value, **dict.fromkeys(("decided_at", "decided_by", "signature"))}
    if type_ in MOVES:
        return {"state": MOVES[type_].value, **_of_destruction(type_, data)}
    if type_ == "release.trail.reviewed":
        return {
            "reviewed": {str(stream): int(version) for stream, version in data["heads"].items()},
            "reviewed_by": _id(data["reviewer"]),
            "reviewed_at": at,
            "finding": str(data["finding"]),
        }
    return _of_two_stages(type_, data, at)


def _of_destruction(type_: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Who destroyed the batch and who saw it."""
    if type_ == "release.destruction.recorded":
        return {"destroyed_by": _id(data["person"]), "destroyed_how": str(data["how"])}
    if type_ == "release.batch.destroyed" and "witnessed_by" in data:
        return {"witnessed_by": _id(data["witnessed_by"])}
    return {}


def _of_two_stages(type_: str, data: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """What belongs to a release in two stages: the plan, the late result, the physician."""
    if type_ == "release.plan.recorded":
        return {"plan": str(data["plan"]), "plan_at": at}
    if type_ == "release.result.failed_late":
        due = data["due_at"]
        instant = due if isinstance(due, datetime) else datetime.fromisoformat(str(due))
        # another failure asks for the physician again, whatever they were told before
        return {"late_seen": str(data["seen"]), "inform_due_at": instant, "informed_at": None, "informed_how": ""}
    if type_ == "release.physician.informed":
        return {"informed_at": at, "informed_how": str(data["how"])}
    return {}


def disposition(row: Row | None, entry: Entry) -> Row | None:
    """Opened, reviewed, planned, decided, stopped, called back, destroyed."""
    if entry.type == "release.file.opened":
        return {
            "id": _id(entry.data["file"]),
            "organisation_id": entry.organisation,
            "batch_id": _id(entry.data["batch"]),
            "state": DispositionState.PENDING.value,
            "opened_at": entry.at,
            **dict.fromkeys(("decided_at", "decided_by", "signature", "reviewed_by", "reviewed_at", "plan_at")),
            **dict.fromkeys(("inform_due_at", "informed_at", "destroyed_by", "witnessed_by")),
            **dict.fromkeys(("finding", "plan", "late_seen", "informed_how", "destroyed_how"), ""),
            "reviewed": "{}",
            "version": entry.version,
        }
    assert row is not None, "a file begins with its opening"
    changed = changes(entry.type, entry.data, entry.at)
    if "reviewed" in changed:
        changed["reviewed"] = json.dumps(changed["reviewed"])
    return {**row, **changed, "version": entry.version}


SUPPLY_STATES: Mapping[str, SupplyState] = {
    "release.supply.requested": SupplyState.REQUESTED,
    "release.supply.evaluated": SupplyState.EVALUATED,
    "release.supply.noticed": SupplyState.NOTICED,
    "release.supply.accepted": SupplyState.ACCEPTED,
    "release.supply.declined": SupplyState.DECLINED,
    "release.supply.supplied": SupplyState.SUPPLIED,
    "release.supply.closed": SupplyState.CLOSED,
    "release.supply.withdrawn": SupplyState.WITHDRAWN,
}
# who and when of each record, by the event that makes it
WHO: Mapping[str, tuple[str, str]] = {
    "release.supply.requested": ("requested_by", "requested_at"),
    "release.supply.evaluated": ("evaluated_by", "evaluated_at"),
    "release.supply.accepted": ("answered_by", "answered_at"),
    "release.supply.declined": ("answered_by", "answered_at"),
}
WHEN: Mapping[str, str] = {
    "release.supply.noticed": "noticed_at",
    "release.supply.supplied": "supplied_at",
    "release.supply.sponsor_told": "sponsor_told_at",
    "release.supply.authority_told": "authority_told_at",
    "release.supply.closed": "ended_at",
    "release.supply.withdrawn": "ended_at",
    "release.supply.declined": "ended_at",
}
TEXTS = ("hazard", "alternatives", "risks", "notice", "answer")
TOLD: Mapping[str, str] = {
    "release.supply.sponsor_told": "sponsor_told",
    "release.supply.authority_told": "authority_told",
}


def supply_changes(type_: str, data: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The columns of a case that one entry changes."""
    changed: dict[str, Any] = {name: str(data[name]) for name in TEXTS if name in data}
    if type_ in SUPPLY_STATES:
        changed["state"] = SUPPLY_STATES[type_].value
    if type_ in WHO:
        by, when = WHO[type_]
        changed |= {by: _id(data["person"]), when: at}
    if type_ in WHEN:
        changed[WHEN[type_]] = at
    if type_ in TOLD:
        changed[TOLD[type_]] = str(data["how"])
    if "failures" in data:
        changed["failures"] = [str(each) for each in data["failures"]]
    return changed


def supply(row: Row | None, entry: Entry) -> Row | None:
    """Opened, requested, evaluated, noticed, answered, supplied, notified, closed."""
    data = entry.data
    if entry.type == "release.supply.opened":
        hospital, sponsor = _id(data["hospital"]), None if data["sponsor"] is None else _id(data["sponsor"])
        return {
            "id": _id(data["supply"]),
            "organisation_id": entry.organisation,
            "parties": [str(each) for each in parties_of(hospital, sponsor)],
            "batch": _id(data["batch"]),
            "hospital": hospital,
            "sponsor": sponsor,
            **{name: str(data[name]) for name in ("number", "coi", "trial", "failed")},
            "state": SupplyState.OPEN.value,
            "opened_at": entry.at,
            **dict.fromkeys((*TEXTS, *TOLD.values()), ""),
            "failures": "[]",
            **dict.fromkeys((*(name for pair in WHO.values() for name in pair), *WHEN.values())),
            "version": entry.version,
        }
    assert row is not None, "a case begins with its opening"
    changed = supply_changes(entry.type, data, entry.at)
    if "failures" in changed:
        changed["failures"] = json.dumps(changed["failures"])
    return {**row, **changed, "version": entry.version}


def parties_of(hospital: UUID, sponsor: UUID | None) -> list[UUID]:
    """Who sees a case beside the maker."""
    return [hospital] if sponsor is None else [hospital, sponsor]


def recall(row: Row | None, entry: Entry) -> Row | None:
    """Ordered once."""
    assert row is None, "a recall has one entry"
    data = entry.data
    batches = data["batches"]
    assert isinstance(batches, list), "batches are a list"
    return {
        "id": _id(data["recall"]),
        "organisation_id": entry.organisation,
        "kind": str(data["kind"]),
        "thing": _id(data["thing"]),
        "name": str(data["name"]),
        "reason": str(data["why"]),
        "batches": json.dumps([str(each) for each in batches]),
        "ordered_by": None if data["person"] is None else _id(data["person"]),
        "ordered_at": entry.at,
        "version": entry.version,
    }


def _id(written: object) -> UUID:
    return written if isinstance(written, UUID) else UUID(str(written))


PROJECTIONS = (
    Projection(
        table="release_batchdisposition",
        streams="release/",
        columns=(
            *("id", "organisation_id", "batch_id", "state", "opened_at", "decided_at", "decided_by", "signature"),
            *("reviewed", "reviewed_by", "reviewed_at", "finding", "plan", "plan_at", "late_seen", "inform_due_at"),
            *("informed_at", "informed_how", "destroyed_by", "destroyed_how", "witnessed_by", "version"),
        ),
        fold=disposition,
    ),
    Projection(
        table="release_supply",
        streams="supply/",
        columns=(
            *("id", "organisation_id", "parties", "batch", "number", "coi", "hospital", "sponsor", "trial", "failed"),
            *("state", "opened_at", "hazard", "alternatives", "requested_by", "requested_at", "risks"),
            *("evaluated_by", "evaluated_at", "notice", "noticed_at", "answer", "answered_by", "answered_at"),
            *("supplied_at", "sponsor_told", "sponsor_told_at", "authority_told", "authority_told_at", "ended_at"),
            *("failures", "version"),
        ),
        fold=supply,
    ),
    Projection(
        table="release_recallorder",
        streams="recall/",
        columns=(
            *("id", "organisation_id", "kind", "thing", "name", "reason", "batches", "ordered_by", "ordered_at"),
            "version",
        ),
        fold=recall,
    ),
)
