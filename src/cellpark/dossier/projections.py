"""The tables of this app as folds of their streams. The bytes of a zip are checked by its own verifier, not folded."""

from typing import Any
from uuid import UUID

from cellpark.dossier.states import DossierState
from cellpark.ledger.public import Entry, Projection, Row

COLUMNS = (
    "id",
    "organisation_id",
    "batch",
    "number",
    "state",
    "requested_at",
    "assembled_at",
    "files",
    "size",
    "digest",
    "failure",
    "version",
)


def dossier(row: Row | None, entry: Entry) -> Row | None:
    """Asked for, assembled, failed. Who asked stands in the entry and not in its data."""
    data: Any = entry.data
    match entry.type:
        case "dossier.dossier.requested":
            return {
                "id": UUID(data["dossier"]),
                "organisation_id": entry.organisation,
                "batch": UUID(data["batch"]),
                "number": data["number"],
                "state": DossierState.REQUESTED.value,
                "requested_at": entry.at,
                "assembled_at": None,
                "files": 0,
                "size": 0,
                "digest": "",
                "failure": "",
                "version": entry.version,
            }
        case "dossier.batch.assembled":
            assert row is not None, "a dossier is asked for first"
            made = {name: data[key] for name, key in (("files", "files"), ("size", "size_bytes"), ("digest", "digest"))}
            state = {"state": DossierState.ASSEMBLED.value, "assembled_at": entry.at}
            return {**row, **made, **state, "version": entry.version}
        case "dossier.dossier.failed":
            assert row is not None, "a dossier is asked for first"
            failed = {"state": DossierState.FAILED.value, "failure": ", ".join(data["codes"])[:200]}
            return {**row, **failed, "version": entry.version}
        case _:
            return row


def inspection_view(row: Row | None, entry: Entry) -> Row | None:
    """A look is recorded once and never changes."""
    data: Any = entry.data
    if entry.type != "dossier.inspection.viewed":
        return row
    return {
        "id": UUID(data["view"]),
        "organisation_id": entry.organisation,
        "kind": data["kind"],
        "thing": UUID(data["thing"]),
        "code": data["code"],
        "at": entry.at,
    }


PROJECTIONS = (
    Projection(
        table="dossier_dossier",
        streams="dossier/",
        columns=COLUMNS,
        fold=dossier,
    ),
    Projection(
        table="dossier_inspection_view",
        streams="inspection/",
        columns=("id", "organisation_id", "kind", "thing", "code", "at"),
        fold=inspection_view,
    ),
)
