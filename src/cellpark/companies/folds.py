"""Companies, their needs and milestones from events: what is kept of all of them, read in the order of the ledger.

One stream alone does not say it: a record that was merged goes on in another one, with what it reached and looked for.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from cellpark.companies.rows import day_of
from cellpark.companies.states import CompanyState, NeedState
from cellpark.ledger.public import Entry

PREFIX = "companies."
PERSON = "person/"
LIFE, DESK = "company/", "admission/"
"""Streams of what a company takes along, and of what the park keeps to itself."""
Values = dict[str, Any]


class Register:
    """What the streams of companies say up to an entry; each row by the id of what it is about."""

    def __init__(self) -> None:
        self.companies: dict[str, Values] = {}
        self.needs: dict[str, Values] = {}
        self.milestones: dict[str, Values] = {}

    def read(self, entries: Iterable[Entry]) -> "Register":
        """Every entry in turn."""
        for entry in entries:
            self._read(entry)
        return self

    def _read(self, entry: Entry) -> None:
        own, kind = entry.stream.rpartition("/")[2], entry.type.removeprefix(PREFIX)
        data: Any = entry.data
        if kind == "company.registered":
            self.companies[own] = _registered(data, entry)
        elif kind == "company.merged":
            self._merged(own, data, entry)
        elif kind in _CHANGES:
            self.companies[own] |= _CHANGES[kind](data)
        else:
            self._taken(kind, data, entry)
        if entry.stream.startswith(LIFE):
            self.companies[own]["version"] = entry.version

    def _taken(self, kind: str, data: Mapping[str, Any], entry: Entry) -> None:
        """What a company looks for and what it reached; nothing else stands in these tables."""
        if kind in ("need.stated", "need.applied_for"):
            self.needs[data["need"]] = _stated(data, entry)
        elif kind == "need.placed":
            self.needs[data["need"]]["node"] = data["node"]
        elif kind == "need.ended":
            self.needs[data["need"]] |= _ended(data)
        elif kind == "milestone.recorded":
            self.milestones[data["milestone"]] = _recorded(data, entry)
        elif kind == "milestone.voided":
            self.milestones[data["milestone"]]["voided"] = True

    def _merged(self, own: str, data: Mapping[str, Any], entry: Entry) -> None:
        row, into = self.companies[data["company"]], self.companies[data["into"]]
        if own == data["into"]:
            into["code"] = into["code"] or row["code"]
            return
        if into["tenant_id"] is None:
            row |= {"tenant_id": None, "parties": []}
        row |= {"state": CompanyState.MERGED.value, "state_since": day_of(entry.at), "merged_into_id": into["id"]}
        row |= {"next_step": "", "next_step_on": None}
        for each in (*self.needs.values(), *self.milestones.values()):
            if each["company_id"] == row["id"]:
                each["company_id"] = into["id"]

    def seen(self, rows: Mapping[str, Values]) -> Iterable[Values]:
        """Rows with whom their company lets see them: what is its own follows the company."""
        for row in rows.values():
            yield {**row, "parties": self.companies[str(row["company_id"])]["parties"]}


def _registered(data: Mapping[str, Any], entry: Entry) -> Values:
    return {
        "id": UUID(data["company"]),
        "organisation_id": entry.organisation,
        "parties": [],
        **{name: data[name] for name in ("name_zh", "name_en", "code", "node", "source", "demand", "example")},
        "state": CompanyState.LEAD.value,
        "state_since": day_of(entry.at),
        **dict.fromkeys(("stage", "next_step"), ""),
        **dict.fromkeys(("stage_since", "next_step_on", "owner_person", "tenant_id", "lease_id", "merged_into_id")),
    }


def _renamed(data: Mapping[str, Any]) -> Values:
    return {name: data[name] for name in ("name_zh", "name_en", "code", "node")}


def _moved(data: Mapping[str, Any]) -> Values:
    return {"state": data["state"], "state_since": _day(data["day"])}


def _signed(data: Mapping[str, Any]) -> Values:
    return {
        "state": CompanyState.SIGNED.value,
        "state_since": _day(data["day"]),
        "lease_id": UUID(data["lease"]),
    }


def _admitted(data: Mapping[str, Any]) -> Values:
    return {"tenant_id": UUID(data["tenant"]), "parties": [data["tenant"]]}


def _grown(data: Mapping[str, Any]) -> Values:
    return {"stage": data["stage"], "stage_since": _day(data["day"])}


def _planned(data: Mapping[str, Any]) -> Values:
    owner = data["owner"]
    return {
        "owner_person": None if owner is None else UUID(owner),
        "next_step": data["step"],
        "next_step_on": _day(data["day"]),
    }


def _stated(data: Mapping[str, Any], entry: Entry) -> Values:
    return {
        "id": UUID(data["need"]),
        "organisation_id": entry.organisation,
        "company_id": UUID(data["company"]),
        **{name: data[name] for name in ("kind", "node")},
        "recorded": data.get("text", ""),
        "application_id": UUID(data["application"]) if "application" in data else None,
        "wanted": orjson.dumps(data["wanted"]).decode(),
        "since": _day(data["since"]),
        "until": _day(data["until"]),
        "state": NeedState.OPEN.value,
        "met_by": "",
        "met_by_organisation": None,
        "ended_on": None,
    }


def _ended(data: Mapping[str, Any]) -> Values:
    by = data["met_by_organisation"]
    return {
        "state": data["state"],
        "met_by": data["met_by"],
        "met_by_organisation": None if by is None else UUID(by),
        "ended_on": _day(data["day"]),
    }


def _recorded(data: Mapping[str, Any], entry: Entry) -> Values:
    person = entry.actor.removeprefix(PERSON)
    return {
        "id": UUID(data["milestone"]),
        "organisation_id": entry.organisation,
        "company_id": UUID(data["company"]),
        **{name: data[name] for name in ("kind", "value", "unit", "evidence")},
        "day": _day(data["day"]),
        "recorded_by": UUID(person) if person != entry.actor else None,
        "recorded_at": entry.at,
        "voided": False,
    }


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


_CHANGES: Mapping[str, Callable[[Mapping[str, Any]], Values]] = {
    "company.renamed": _renamed,
    "company.moved": _moved,
    "company.signed": _signed,
    "company.admitted": _admitted,
    "stage.changed": _grown,
    "step.planned": _planned,
}
