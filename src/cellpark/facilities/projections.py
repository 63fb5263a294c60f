"""The tables of this app as folds of their streams."""

from collections.abc import Callable, Sequence
from uuid import UUID, uuid5

from cellpark.facilities import folds, link_folds, permit_folds, rules_folds
from cellpark.ledger.public import Entry, Projection

ORDERS, PERMITS, POINTS, RULES = "work-order/", "work-permit/", "facility-point/", "facility-rules/"
PERMIT_LINKS = "permit-link/"


def point_stream(owner: UUID, point: str) -> str:
    """What is said of a point of an operator's building systems, by the name that its orders give it."""
    return f"{POINTS}{uuid5(owner, point)}"


_SAID = ("id", "organisation_id", "order_id", "at", "side", "person_id")


def _named(key: str, *types: str) -> Callable[[Entry], Sequence[str]]:
    """The row that an event of these types names."""
    return lambda entry: (str(entry.data[key]),) if entry.type in types else ()


PROJECTIONS = (
    Projection(
        table="facilities_workorder",
        streams=ORDERS,
        columns=(
            *(
                "id",
                "organisation_id",
                "parties",
                "number",
                "tenant_id",
                "room_id",
                "place",
                "kind",
                "urgency",
                "title",
            ),
            *("text", "state", "edition", "history", "reported_at", "reported_by", "waiting_since"),
            *("due_at", "answered_at", "done_at", "ended_at", "answer_kept", "mend_kept", "assignee_id", "contractor"),
            *("point", "agreed_fen", "charge_id", "charged_fen", "revision", "example", "version"),
        ),
        fold=folds.order,
    ),
    Projection(
        table="facilities_order_note",
        streams=ORDERS,
        columns=(*_SAID, "text", "internal"),
        fold=folds.note,
        about=_named("note", "facilities.order.noted"),
    ),
    Projection(
        table="facilities_order_photo",
        streams=ORDERS,
        columns=(*_SAID, "sha256", "width", "height", "size"),
        fold=folds.photo,
        about=_named("photo", "facilities.order.pictured"),
    ),
    Projection(
        table="facilities_cost_line",
        streams=ORDERS,
        columns=(
            *("id", "organisation_id", "order_id", "kind", "text", "payer", "quantity_hundredths", "unit_price_fen"),
            *("net_fen", "state", "entered_at", "entered_by"),
        ),
        fold=folds.cost,
        about=_named("cost", "facilities.order.cost_entered", "facilities.order.cost_struck"),
    ),
    Projection(
        table="facilities_permit",
        streams=PERMITS,
        columns=(
            *("id", "organisation_id", "parties", "number", "kind", "state", "tenant_id", "requested_by"),
            *("requested_at", "room_id", "place", "contractor", "text", "starts_at", "ends_at", "extinguisher"),
            *("detectors", "checks", "waste_kind", "quantity", "containers", "carrier", "licence", "note_number"),
            *(
                "beside",
                "edition",
                "approved_at",
                "approved_by",
                "begun_at",
                "begun_by",
                "over_at",
                "closed_at",
                "closed_by",
                "said",
                "example",
            ),
            "version",
        ),
        fold=permit_folds.permit,
    ),
    Projection(
        table="facilities_permitlink",
        streams=PERMIT_LINKS,
        columns=(
            *("id", "organisation_id", "permit_id", "act", "digest", "state", "made_by", "made_at", "expires_at"),
            "ended_at",
        ),
        fold=link_folds.permit_link,
    ),
    Projection(
        table="facilities_own_rules",
        streams=RULES,
        columns=(
            *("id", "organisation_id", "since", "said", "state", "proposed_at", "proposed_by", "decided_at"),
            *("decided_by", "reason", "version"),
        ),
        fold=rules_folds.rules,
    ),
    Projection(
        table="facilities_alarm",
        streams=POINTS,
        columns=(
            *("id", "organisation_id", "source", "external", "point", "room_id", "place", "known", "severity", "text"),
            *("state", "raised_at", "received_at", "cleared_at", "order_id"),
        ),
        fold=folds.alarm,
        about=_named("alarm", "facilities.alarm.raised", "facilities.alarm.cleared"),
    ),
)
