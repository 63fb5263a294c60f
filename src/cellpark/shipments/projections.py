"""The tables of this app as folds of their streams."""

from collections.abc import Callable, Iterator, Sequence
from typing import LiteralString

from cellpark.ledger.public import Derivation, Entry, Projection, Row
from cellpark.shipments import folds


def _about(name: str) -> Callable[[Entry], Sequence[str]]:
    """The row that an event of this kind of thing names."""
    return lambda entry: (str(entry.data[name]),) if entry.type.startswith(f"shipments.{name}.") else ()


def _contents(entry: Entry) -> Iterator[Row]:
    planned = folds.shipment(None, entry)
    assert planned is not None, "a plan makes a row"
    for each in folds.inside(entry):
        yield {
            "key": f"{each['shipment_id']} {each['container']}",
            "organisation_id": entry.organisation,
            "parties": planned["parties"],
            "coi": each["coi"],
        }


_STORED: LiteralString = (
    "SELECT shipment_id || ' ' || container AS key, organisation_id, parties, coi FROM shipments_shipmentcontent"
)
PROJECTIONS = (
    Projection(
        table="shipments_shipment",
        streams="shipment/",
        columns=(
            *("id", "organisation_id", "parties", "number", "sender_id", "receiver_id", "carrier_id", "state"),
            *("purpose", "condition", "low", "high", "allowed_minutes", "hours_max", "pick_up_at", "due_at"),
            *("contents", "seal"),
            *("seal_seen", "shipper", "logger", "damage", "sealed_at", "handed_over_at", "taken_over_at"),
            *("arrived_at", "received_at", "ended_at", "file_id", "file_sha256", "evaluation", "version"),
        ),
        fold=folds.shipment,
    ),
    Derivation(
        table="shipments_shipmentcontent",
        types=frozenset({folds.PLANNED}),
        columns=("key", "organisation_id", "parties", "coi"),
        stored=_STORED,
        rows=_contents,
    ),
    # the reason of a decision stands in the envelope; who sees an excursion is the shipment's business
    Projection(
        table="shipments_excursion",
        streams="shipment/",
        columns=(
            *("id", "organisation_id", "shipment_id", "number", "state", "findings", "held", "opened_at"),
            *("decided_at", "decided_by"),
        ),
        fold=folds.excursion,
        about=_about("excursion"),
    ),
    Projection(
        table="shipments_handlink",
        streams="shipment/",
        columns=(
            *("id", "organisation_id", "shipment_id", "act", "role", "party_id", "digest", "state", "made_by"),
            *("made_at", "expires_at", "ended_at"),
        ),
        fold=folds.link,
        about=_about("link"),
    ),
)
