"""The tables of this app as folds of their streams."""

from collections.abc import Callable, Sequence

from cellpark.ledger.public import Entry, Projection
from cellpark.orders import folds


def _about(name: str, *types: str) -> Callable[[Entry], Sequence[str]]:
    return lambda entry: (str(entry.data[name]),) if entry.type in types else ()


PROJECTIONS = (
    Projection(
        table="orders_therapy",
        streams="therapy/",
        columns=(
            *("id", "organisation_id", "parties", "code", "name_zh", "name_en", "sponsor_id", "recipe"),
            *("starting_material", "facility", "countries", "distances", "revision", "state", "described_by"),
            *("example", "version"),
        ),
        fold=folds.therapy,
    ),
    Projection(
        table="orders_collectionsite",
        streams="therapy/",
        columns=("id", "organisation_id", "therapy_id", "hospital_id", "assessment", "valid_until", "state"),
        fold=folds.site,
        about=_about("site", "orders.site.qualified", "orders.site.withdrawn"),
    ),
    Projection(
        table="orders_hospitalpatient",
        streams="hospital-patient/",
        columns=("id", "organisation_id", "code", "sealed_for", "nonce", "ciphertext", "registered_at", "version"),
        fold=folds.patient,
    ),
    Projection(
        table="orders_patientorder",
        streams="hospital-patient/",
        columns=("order_id", "organisation_id", "patient_id"),
        fold=folds.patient_order,
        about=_about("order", "orders.patient.ordered"),
    ),
    Projection(
        table="orders_treatmentorder",
        streams="order/",
        columns=(
            *("id", "organisation_id", "parties", "number", "therapy_id", "revision", "product", "hospital_id"),
            *("sponsor_id", "country", "state", "coi", "asked", "distances", "references", "last_doses"),
            *("collect_at", "manufacture_from", "manufacture_until", "infuse_at", "kit", "din", "bags"),
            *("batch_id", "batch_number", "checked_by", "checked_container", "thawed_at", "reached"),
            *("example", "drafted_at", "version"),
        ),
        fold=folds.order,
    ),
    Projection(
        table="orders_wardlink",
        streams="ward-link/",
        columns=(
            *("id", "organisation_id", "order_id", "act", "digest", "state", "made_by", "made_at", "expires_at"),
            "ended_at",
        ),
        fold=folds.ward_link,
    ),
    # who did it and why stand in the envelope, and who sees it is the order's business
    Projection(
        table="orders_orderstep",
        streams="order/",
        columns=("id", "organisation_id", "order_id", "type", "at", "state", "details", "number"),
        fold=folds.step,
        about=lambda entry: (str(entry.event),),
    ),
)
