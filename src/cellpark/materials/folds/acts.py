"""Operations, near misses and hand-overs as folds."""

from typing import Any
from uuid import UUID

from cellpark.ledger.public import Entry, Row
from cellpark.materials.folds.forms import as_json, identity, instant, text
from cellpark.materials.states import HandOverState, NearMissState


def operation(row: Row | None, entry: Entry) -> Row | None:
    """Done, or done in the place of one that was corrected."""
    data: Any = entry.data
    if entry.type not in ("materials.operation.done", "materials.operation.corrected"):
        return row
    lists = ("consumed", "produced", "losses", "equipment", "performers")
    return {
        "id": UUID(str(data["operation"])),
        "organisation_id": entry.organisation,
        **text(data, "kind", "step"),
        **{name: as_json(data[name]) for name in lists},
        "batch": identity(data["batch"]),
        "room": identity(data["room"]),
        "done_at": instant(data.get("done_at")) or entry.at,
        "corrects": identity(data.get("corrects")),
        "version": entry.version,
    }


def near_miss(row: Row | None, entry: Entry) -> Row | None:
    """Recorded, reviewed."""
    data: Any = entry.data
    if entry.type == "materials.near_miss.recorded":
        ids = ("expected_container", "found_container", "found_lot", "person", "batch")
        return {
            "id": UUID(str(data["near_miss"])),
            "organisation_id": entry.organisation,
            **text(data, "kind", "scan", "purpose", "expected_coi", "expected_material", "step"),
            **{name: identity(data[name]) for name in ids},
            "state": NearMissState.OPEN.value,
            "happened_at": entry.at,
            "reviewed_by": None,
            "reviewed_at": None,
            "conclusion": "",
            "version": entry.version,
        }
    if entry.type == "materials.near_miss.reviewed" and row is not None:
        return {
            **row,
            "state": NearMissState.REVIEWED.value,
            "reviewed_by": identity(data["person"]),
            "reviewed_at": entry.at,
            "conclusion": str(data["conclusion"]),
            "version": entry.version,
        }
    return row


def hand_over(row: Row | None, entry: Entry) -> Row | None:
    """Offered, accepted, withdrawn."""
    data: Any = entry.data
    if entry.type == "materials.hand_over.offered":
        return {
            "id": UUID(str(data["hand_over"])),
            "organisation_id": entry.organisation,
            "container_id": UUID(str(data["container"])),
            "state": HandOverState.OFFERED.value,
            "giver": identity(data["giver"]),
            "receiver": identity(data["receiver"]),
            **text(data, "place", "seal"),
            "offered_at": entry.at,
            "ended_at": None,
            "version": entry.version,
        }
    assert row is not None, "a hand-over's stream starts with the offer"
    if entry.type == "materials.hand_over.accepted":
        return {
            **row,
            "state": HandOverState.ACCEPTED.value,
            "receiver": identity(data["receiver"]),
            "ended_at": entry.at,
            "version": entry.version,
        }
    if entry.type == "materials.hand_over.withdrawn":
        return {**row, "state": HandOverState.WITHDRAWN.value, "ended_at": entry.at, "version": entry.version}
    return row
