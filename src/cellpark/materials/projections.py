"""What ``cellpark ledger rebuild`` makes again: every table of this app."""

from cellpark.ledger.public import Projection
from cellpark.materials.folds.acts import hand_over, near_miss, operation
from cellpark.materials.folds.container import container
from cellpark.materials.folds.masters import MATERIAL_TEXTS, lot, material, patient, source

COLUMNS = {
    "material": ("id", "organisation_id", *MATERIAL_TEXTS, "clocks", "example", "version"),
    "lot": (
        *("id", "organisation_id", "material_id", "number", "vendor", "state", "expires_at", "received_by"),
        *("decided_by", "decided_at", "file_name", "file_sha256", "attributes", "registered_at", "version"),
    ),
    "source": ("id", "organisation_id", "name", "approved_until", "version"),
    "patient": ("id", "organisation_id", "coi", "sealed_for", "nonce", "ciphertext", "enrolled_at", "version"),
    "container": (
        *("id", "organisation_id", "material_id", "lot_id", "code", "scan_key", "coi", "din", "product_code"),
        *("division", "donor_state", "state", "sample", "quantity_value", "quantity_unit", "expires_at", "opened_at"),
        *("place", "condition", "room", "custodian", "received_by", "seal", "clocks", "clock_due_at"),
        *("look_alikes", "second_scan_due", "made_at", "changed_at", "version"),
    ),
    "operation": (
        *("id", "organisation_id", "kind", "step", "consumed", "produced", "losses", "equipment", "performers"),
        *("batch", "room", "done_at", "corrects", "version"),
    ),
    "near_miss": (
        *("id", "organisation_id", "kind", "scan", "purpose", "expected_coi", "expected_material", "step"),
        *("expected_container", "found_container", "found_lot", "person", "batch", "state", "happened_at"),
        *("reviewed_by", "reviewed_at", "conclusion", "version"),
    ),
    "hand_over": (
        *("id", "organisation_id", "container_id", "state", "giver", "receiver", "place", "seal"),
        *("offered_at", "ended_at", "version"),
    ),
}

PROJECTIONS = (
    Projection(table="materials_material", streams="material/", columns=COLUMNS["material"], fold=material),
    Projection(table="materials_lot", streams="lot/", columns=COLUMNS["lot"], fold=lot),
    Projection(table="materials_source", streams="source/", columns=COLUMNS["source"], fold=source),
    Projection(table="materials_patient", streams="patient/", columns=COLUMNS["patient"], fold=patient),
    Projection(table="materials_container", streams="container/", columns=COLUMNS["container"], fold=container),
    Projection(table="materials_operation", streams="operation/", columns=COLUMNS["operation"], fold=operation),
    Projection(table="materials_nearmiss", streams="near-miss/", columns=COLUMNS["near_miss"], fold=near_miss),
    Projection(table="materials_handover", streams="hand-over/", columns=COLUMNS["hand_over"], fold=hand_over),
)
