"""Rows of plans and editions from events."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from cellpark.ledger.public import Entry, Row
from cellpark.plans.states import EditionState, PlanState

PLANS, EDITIONS = "plan/", "plan-edition/"
_PLAN = "plans.plan."


def identity(value: Any) -> UUID | None:
    """An id in an event's data."""
    return None if value is None else UUID(str(value))


def plan(row: Row | None, entry: Entry) -> Row | None:
    """From draft to superseded."""
    data: Any = entry.data
    if row is None:
        return _drawn(entry)
    verb = entry.type.removeprefix(_PLAN)
    person = identity(data["person"])
    if verb == "submitted":
        said: dict[str, Any] = {
            "state": PlanState.SUBMITTED.value,
            "submitted_at": entry.at,
            "submitted_by": person,
            "submitted_signature": identity(data["signature"]),
            "against": identity(data["against"]),
            "moved": data["moved"],
            "moves_sha256": data["moves_sha256"],
            "reason": "",
        }
    elif verb == "approved":
        said = {
            "state": PlanState.PUBLISHED.value,
            "published_at": entry.at,
            "approved_by": person,
            "approved_signature": identity(data["signature"]),
        }
    elif verb == "declined":
        said = {"state": PlanState.DRAFT.value, "reason": entry.reason or ""}
    elif verb == "superseded":
        said = {"state": PlanState.SUPERSEDED.value, "superseded_at": entry.at}
    else:
        said = {"state": PlanState.DISCARDED.value}
    return {**row, **said, "version": entry.version}


def _drawn(entry: Entry) -> Row:
    data: Any = entry.data
    same = ("number", "kind", "unit_minutes", "facts_sha256", "schedule_sha256", "beside_sha256", "jobs", "operations")
    return {
        **{name: data[name] for name in (*same, "objective", "bound", "is_proven", "turns", "seed")},
        "id": identity(data["production_plan"]),
        "organisation_id": entry.organisation,
        "state": PlanState.DRAFT.value,
        "as_of": datetime.fromisoformat(data["as_of"]),
        "origin": datetime.fromisoformat(data["counted_from"]),
        "based_on": identity(data["based_on"]),
        "times": identity(data["times"]),
        "policy": identity(data["policy"]),
        "drawn_at": entry.at,
        "drawn_by": identity(data["person"]),
        "submitted_at": None,
        "submitted_by": None,
        "submitted_signature": None,
        "against": None,
        "moved": 0,
        "moves_sha256": "",
        "published_at": None,
        "approved_by": None,
        "approved_signature": None,
        "superseded_at": None,
        "reason": "",
        "version": entry.version,
    }


def edition(row: Row | None, entry: Entry) -> Row | None:
    """Proposed, then approved or declined."""
    data: Any = entry.data
    if row is None:
        return {
            "id": identity(data["document"]),
            "organisation_id": entry.organisation,
            "kind": data["kind"],
            "since": date.fromisoformat(data["since"]),
            "sha256": data["sha256"],
            "state": EditionState.PROPOSED.value,
            "proposed_at": entry.at,
            "proposed_by": identity(data["person"]),
            "decided_at": None,
            "decided_by": None,
            "signature": None,
            "reason": entry.reason or "",
            "version": entry.version,
        }
    approved = entry.type == "plans.edition.approved"
    return {
        **row,
        "state": (EditionState.APPROVED if approved else EditionState.DECLINED).value,
        "decided_at": entry.at,
        "decided_by": identity(data["person"]),
        "signature": identity(data["signature"]) if approved else None,
        "reason": entry.reason or row["reason"],
        "version": entry.version,
    }
