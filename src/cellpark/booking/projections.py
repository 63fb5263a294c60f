"""The tables of this app as folds of their streams."""

from cellpark.booking import folds
from cellpark.ledger.public import Projection

_BOOKED = ("id", "organisation_id", "parties", "resource_id", "company_id", "person_id", "starts_at", "ends_at")
PROJECTIONS = (
    Projection(
        table="booking_resource",
        streams="booking-resource/",
        columns=(
            *("id", "organisation_id", "parties", "number", "code", "kind", "name_zh", "name_en", "place", "pool"),
            *(
                "source_kind",
                "source_id",
                "open_to_all",
                "price_fen",
                "tax_per_10000",
                "charge_by",
                "rules",
                "state",
                "example",
            ),
            "version",
        ),
        fold=folds.resource,
    ),
    Projection(
        table="booking_booking",
        streams="booking/",
        columns=(
            *_BOOKED,
            *("number", "hold_from", "hold_until", "state", "purpose", "bundle", "series", "via", "offer_until"),
            *("price_fen", "tax_per_10000", "charge_by"),
            *(
                "checked_in_at",
                "ended_at",
                "late",
                "let_on",
                "gone_with",
                "let_be_at",
                "charge_id",
                "made_at",
                "version",
            ),
        ),
        fold=folds.booking,
    ),
    Projection(
        table="booking_wait",
        streams="booking-wait/",
        columns=(*_BOOKED, "purpose", "state", "asked_at", "offer_until", "booking_id", "version"),
        fold=folds.wait,
    ),
    Projection(
        table="booking_refusal",
        streams="booking-refusal/",
        columns=(
            *("id", "organisation_id", "resource_id", "company_id", "day", "starts_at", "ends_at", "codes", "via"),
            *("asked_at", "version"),
        ),
        fold=folds.refusal,
    ),
    Projection(
        table="booking_feed",
        streams="booking-feed/",
        columns=(
            *("id", "organisation_id", "digest", "resource_id", "person_id", "state", "made_at", "ended_at"),
            "version",
        ),
        fold=folds.feed,
    ),
)
