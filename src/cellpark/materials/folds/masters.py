"""Materials, lots, sources and patients as folds."""

from typing import Any
from uuid import UUID

from cellpark.ledger.public import Entry, Row
from cellpark.materials.folds.forms import as_json, identity, instant, text
from cellpark.materials.states import LotState

MATERIAL_TEXTS = ("code", "name_zh", "name_en", "kind", "unit", "storage", "donor_use", "gtin")


def material(row: Row | None, entry: Entry) -> Row | None:
    """Described, once or again."""
    data: Any = entry.data
    if entry.type != "materials.material.described":
        return row
    return {
        "id": UUID(str(data["material"])),
        "organisation_id": entry.organisation,
        **text(data, *MATERIAL_TEXTS),
        "clocks": as_json(data["clocks"]),
        "example": bool(data["example"]),
        "version": entry.version,
    }


LOT_STATES = {
    "materials.lot.released": LotState.RELEASED,
    "materials.lot.rejected": LotState.REJECTED,
    "materials.lot.quarantined": LotState.QUARANTINE,
}


def lot(row: Row | None, entry: Entry) -> Row | None:
    """Registered, certified, released, rejected, back in quarantine, with another expiry."""
    data: Any = entry.data
    if entry.type == "materials.lot.registered":
        return {
            "id": UUID(str(data["lot"])),
            "organisation_id": entry.organisation,
            "material_id": UUID(str(data["material"])),
            **text(data, "number", "vendor"),
            "state": LotState.QUARANTINE.value,
            "expires_at": instant(data["expires_at"]),
            "received_by": identity(data["received_by"]),
            "decided_by": None,
            "decided_at": None,
            "file_name": "",
            "file_sha256": "",
            "attributes": "{}",
            "registered_at": entry.at,
            "version": entry.version,
        }
    assert row is not None, "a lot's stream starts with its registration"
    if entry.type in LOT_STATES:
        decided = {"decided_by": identity(data["person"]), "decided_at": entry.at}
        return {**row, **decided, "state": LOT_STATES[entry.type].value, "version": entry.version}
    if entry.type == "materials.lot.certified":
        certificate = {**text(data, "file_name", "file_sha256"), "attributes": as_json(data["attributes"])}
        return {**row, **certificate, "version": entry.version}
    if entry.type == "materials.lot.expiry_changed":
        return {**row, "expires_at": instant(data["expires_at"]), "version": entry.version}
    return row


def source(row: Row | None, entry: Entry) -> Row | None:
    """Approved until a day, withdrawn."""
    data: Any = entry.data
    if entry.type == "materials.source.approved":
        return {
            "id": UUID(str(data["source"])),
            "organisation_id": entry.organisation,
            "name": str(data["name"]),
            "approved_until": instant(data["approved_until"]),
            "version": entry.version,
        }
    if entry.type == "materials.source.withdrawn" and row is not None:
        return {**row, "approved_until": None, "version": entry.version}
    return row


def patient(row: Row | None, entry: Entry) -> Row | None:
    """Enrolled."""
    data: Any = entry.data
    if entry.type != "materials.patient.enrolled":
        return row
    return {
        "id": UUID(str(data["patient"])),
        "organisation_id": entry.organisation,
        "coi": str(data["coi"]),
        "sealed_for": UUID(str(data["sealed_for"])),
        "nonce": str(data["particulars"]["nonce"]),
        "ciphertext": str(data["particulars"]["ciphertext"]),
        "enrolled_at": entry.at,
        "version": entry.version,
    }
