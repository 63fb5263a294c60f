"""The tables of this app that the ledger makes again: bills, charges and credit notes as they stand."""

from collections.abc import Iterator
from typing import Any, LiteralString

from cellpark.ledger.public import Derivation, Entry, Row

_BILL: LiteralString = (
    "SELECT id::text AS id, organisation_id, number, kind, debtor_id::text AS debtor_id, lease_id::text AS lease_id,"
    " since::text AS since, until::text AS until, due::text AS due, gross::text AS gross, tax::text AS tax,"
    " lines_digest, (SELECT count(*) FROM billing_billline l WHERE l.bill_id = b.id)::int AS lines FROM billing_bill b"
)
_CREDIT: LiteralString = (
    "SELECT id::text AS id, organisation_id, number, bill_id::text AS bill_id, gross::text AS gross"
    " FROM billing_creditnote WHERE state = 'issued'"
)
_CHARGE: LiteralString = (
    "SELECT id::text AS id, organisation_id, debtor_id::text AS debtor_id, net::text AS net, tax::text AS tax,"
    " source_kind, source_id FROM billing_charge"
)


def _money(text: object) -> str:
    whole, _, cents = str(text).partition(".")
    return f"{whole}.{cents:0<2}"


def _bills(entry: Entry) -> Iterator[Row]:
    data: Any = entry.data
    yield {
        "id": data["bill"],
        "organisation_id": entry.organisation,
        "debtor_id": data["debtor"],
        "lease_id": data["lease"],
        **{name: data[name] for name in ("number", "kind", "since", "until", "due", "lines_digest", "lines")},
        "gross": _money(data["gross"]),
        "tax": _money(data["tax"]),
    }


def _credits(entry: Entry) -> Iterator[Row]:
    data: Any = entry.data
    yield {
        "id": data["credit"],
        "organisation_id": entry.organisation,
        "number": data["number"],
        "bill_id": data["bill"],
        "gross": _money(data["gross"]),
    }


def _charges(entry: Entry) -> Iterator[Row]:
    data: Any = entry.data
    yield {
        "id": data["charge"],
        "organisation_id": entry.organisation,
        "debtor_id": data["debtor"],
        "net": _money(data["net"]),
        "tax": _money(data["tax"]),
        "source_kind": data["source_kind"],
        "source_id": data["source_id"],
    }


PROJECTIONS = (
    Derivation(
        table="billing_bill",
        types=frozenset({"billing.bill.issued"}),
        columns=(
            *("id", "organisation_id", "number", "kind", "debtor_id", "lease_id", "since", "until", "due", "gross"),
            *("tax", "lines_digest", "lines"),
        ),
        stored=_BILL,
        rows=_bills,
    ),
    Derivation(
        table="billing_creditnote",
        types=frozenset({"billing.credit.issued"}),
        columns=("id", "organisation_id", "number", "bill_id", "gross"),
        stored=_CREDIT,
        rows=_credits,
    ),
    Derivation(
        table="billing_charge",
        types=frozenset({"billing.charge.posted"}),
        columns=("id", "organisation_id", "debtor_id", "net", "tax", "source_kind", "source_id"),
        stored=_CHARGE,
        rows=_charges,
    ),
)
