"""Rows of an operator's own rules from events."""

from datetime import date
from decimal import Decimal
from typing import Any

from cellpark.facilities.folds import identity
from cellpark.facilities.house.own import OwnTerms
from cellpark.facilities.states import RulesState
from cellpark.ledger.public import Entry, Row, as_json

RULES = "facilities.rules."
_STATES = {"approved": RulesState.APPROVED, "declined": RulesState.DECLINED}


def rules(row: Row | None, entry: Entry) -> Row | None:
    """Proposed, then approved or declined."""
    data: Any = entry.data
    if row is None:
        own = OwnTerms(
            minutes={name: (answer, data["mend_minutes"][name]) for name, answer in data["answer_minutes"].items()},
            alone_max=Decimal(data["alone_max"]),
            labour_rate=Decimal(data["labour_rate"]),
            silence_days=int(data["silence_days"]),
        )
        return {
            "id": identity(data["rules"]),
            "organisation_id": entry.organisation,
            "since": date.fromisoformat(data["since"]),
            "said": as_json(own.as_json()),
            "state": RulesState.PROPOSED.value,
            "proposed_at": entry.at,
            "proposed_by": identity(data["person"]),
            "decided_at": None,
            "decided_by": None,
            "reason": entry.reason or "",
            "version": entry.version,
        }
    state = _STATES[entry.type.removeprefix(RULES)]
    return {
        **row,
        "state": state.value,
        "decided_at": entry.at,
        "decided_by": identity(data["person"]),
        "reason": entry.reason or row["reason"],
        "version": entry.version,
    }
