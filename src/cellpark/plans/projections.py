"""The tables of this app as folds of their streams."""

from cellpark.ledger.public import Projection
from cellpark.plans import folds, hold_folds
from cellpark.plans.folds import EDITIONS, PLANS
from cellpark.plans.hold_folds import HOLDS

PROJECTIONS = (
    Projection(
        table="plans_plan",
        streams=PLANS,
        columns=(
            *("id", "organisation_id", "number", "kind", "state", "as_of", "origin", "unit_minutes", "facts_sha256"),
            *("schedule_sha256", "beside_sha256", "based_on", "times", "policy", "jobs", "operations", "objective"),
            *("bound", "is_proven", "turns", "seed", "drawn_at", "drawn_by", "submitted_at", "submitted_by"),
            *("submitted_signature", "against", "moved", "moves_sha256", "published_at", "approved_by"),
            *("approved_signature", "superseded_at", "reason", "version"),
        ),
        fold=folds.plan,
    ),
    Projection(
        table="plans_edition",
        streams=EDITIONS,
        columns=(
            *("id", "organisation_id", "kind", "since", "sha256", "state", "proposed_at", "proposed_by", "decided_at"),
            *("decided_by", "signature", "reason", "version"),
        ),
        fold=folds.edition,
    ),
    Projection(
        table="plans_hold",
        streams=HOLDS,
        columns=(
            *("id", "organisation_id", "order", "number", "plan", "state", "starts_at", "ends_at", "until", "sha256"),
            *("held_at", "held_by", "ended_at", "kept_on", "version"),
        ),
        fold=hold_folds.hold,
    ),
)
