"""The operations, one file for each aggregate. Each calls the same actions and readings as the pages."""

from importlib import import_module

MODULES = (
    "health",
    "organisations",
    "people",
    "erasures",
    "profile",
    "memberships",
    "qualifications",
    "tokens",
    "roles",
    "parks",
    "genealogy_traces",
    "equipment_rooms",
    "equipment_clearances",
    "equipment_items",
    "materials",
    "material_lots",
    "material_containers",
    "material_donor_tests",
    "material_corrections",
    "material_custody",
    "ledger_events",
    "signatures",
    "ledger_tree",
    "ledger_checks",
    "recipes_versions",
    "recipes_texts",
    "recipes_reviews",
    "batches_batches",
    "batches_steps",
    "batches_exceptions",
    "release_batches",
    "release_supplies",
    "labels_templates",
    "labels_labels",
    "labels_acts",
    "instruments_files",
    "shipments_shipments",
    "shipments_excursions",
    "quality_specifications",
    "quality_samples",
    "quality_tests",
    "quality_investigations",
    "quality_environment",
    "orders_therapies",
    "orders_patients",
    "orders_orders",
    "orders_acts",
    "orders_ward",
    "glass_rooms",
    "flow_analyses",
    "dossiers",
)


def load() -> None:
    """Declare all operations, in the order in which the documentation lists them."""
    for name in MODULES:
        import_module(f"{__name__}.{name}")
