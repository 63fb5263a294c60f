"""The tables of this app as folds of their streams."""

from typing import LiteralString

from cellpark.leases import folds
from cellpark.ledger.public import Derivation, Interpretation, Projection

_TAKEN: LiteralString = (
    "SELECT coalesce(lease_id, hold_id) || ' ' || room_id || ' ' || starts_on AS key, organisation_id, lease_id,"
    " hold_id, room_id AS room_number, starts_on, ends_on, fit_out_until FROM leases_leaseroom"
)
_TAKEN_COLUMNS = (
    *("key", "organisation_id", "lease_id", "hold_id", "room_number", "starts_on", "ends_on", "fit_out_until"),
)
_VALUES: LiteralString = (
    "SELECT id, organisation_id, name, month, figure::text AS figure, published_on, source, recorded_by, recorded_at"
    " FROM leases_indexvalue"
)
_ASKED: LiteralString = (
    "SELECT id, organisation_id, use, rate::text AS rate, since, recorded_by, recorded_at FROM leases_askingrent"
)

PROJECTIONS = (
    Projection(
        table="leases_lease",
        streams="lease/",
        columns=(
            *("id", "organisation_id", "parties", "number", "tenant_id", "state", "starts_on", "ends_on"),
            *("notice_days", "current", "follows_id", "leaves_on", "notice_by", "notice_at", "billed_from"),
            *("back_by", "back_until", "back_person", "back_at"),
            "version",
        ),
        fold=folds.lease,
    ),
    Projection(
        table="leases_leaseversion",
        streams="lease/",
        columns=(
            *("id", "organisation_id", "lease_id", "number", "state", "since", "until", "text", "form", "rooms"),
            *("drafted_by", "drafted_at", "approved_by", "approved_at", "operator_signature", "operator_signed_at"),
            *("tenant_signature", "tenant_signed_at", "paper", "signed_on"),
        ),
        fold=folds.version,
        about=folds.version_key,
    ),
    # what the company is called that has no organisation yet stays outside the ledger
    Projection(
        table="leases_hold",
        streams="lease_hold/",
        columns=(
            *("id", "organisation_id", "number", "tenant_id", "state", "until", "placed_by", "placed_at", "ended_at"),
            "version",
        ),
        fold=folds.hold,
    ),
    Interpretation(
        table="leases_leaseroom",
        streams="lease/",
        columns=_TAKEN_COLUMNS,
        stored=_TAKEN + " WHERE hold_id IS NULL",
        rows=folds.taken,
    ),
    Interpretation(
        table="leases_leaseroom",
        streams="lease_hold/",
        columns=_TAKEN_COLUMNS,
        stored=_TAKEN + " WHERE lease_id IS NULL",
        rows=folds.taken,
    ),
    Derivation(
        table="leases_indexvalue",
        types=frozenset({folds.RECORDED}),
        columns=(
            *("id", "organisation_id", "name", "month", "figure", "published_on", "source", "recorded_by"),
            "recorded_at",
        ),
        stored=_VALUES,
        rows=lambda entry: (folds.index_value(entry),),
    ),
    Derivation(
        table="leases_askingrent",
        types=frozenset({folds.ASKED}),
        columns=("id", "organisation_id", "use", "rate", "since", "recorded_by", "recorded_at"),
        stored=_ASKED,
        rows=lambda entry: (folds.asking(entry),),
    ),
)
