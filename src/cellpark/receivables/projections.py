"""The tables of this app that the ledger makes again: payments, what they settle, what went back."""

from collections.abc import Iterator
from typing import Any, LiteralString

from cellpark.ledger.public import Derivation, Entry, Row

_PAYMENT: LiteralString = (
    "SELECT id::text AS id, organisation_id, number, debtor_id::text AS debtor_id, received_on::text AS received_on,"
    " amount::text AS amount, method FROM receivables_payment"
)
_ALLOCATION: LiteralString = (
    "SELECT id::text AS id, organisation_id, payment_id::text AS payment_id, bill_id::text AS bill_id,"
    " amount::text AS amount, day::text AS day FROM receivables_allocation"
)
_PAYOUT: LiteralString = (
    "SELECT id::text AS id, organisation_id, amount::text AS amount, done_on::text AS day"
    " FROM receivables_payout WHERE state = 'done'"
)
_REMINDER: LiteralString = (
    "SELECT id::text AS id, organisation_id, debtor_id::text AS debtor_id, step::int AS step, amount::text AS amount"
    " FROM receivables_reminder"
)


def _money(text: object) -> str:
    whole, _, cents = str(text).partition(".")
    return f"{whole}.{cents:0<2}"


def _row(entry: Entry, key: str, *names: str) -> Iterator[Row]:
    data: Any = entry.data
    yield {
        "id": data[key],
        "organisation_id": entry.organisation,
        "amount": _money(data["amount"]),
        **{name: data[name] for name in names},
    }


def _payments(entry: Entry) -> Iterator[Row]:
    for row in _row(entry, "payment", "number", "received_on", "method"):
        yield {**row, "debtor_id": entry.data["debtor"]}  # type: ignore[dict-item]


def _allocations(entry: Entry) -> Iterator[Row]:
    for row in _row(entry, "allocation", "day"):
        yield {**row, "payment_id": entry.data["payment"], "bill_id": entry.data["bill"]}  # type: ignore[dict-item]


def _payouts(entry: Entry) -> Iterator[Row]:
    yield from _row(entry, "payout", "day")


def _reminders(entry: Entry) -> Iterator[Row]:
    for row in _row(entry, "reminder", "step"):
        yield {**row, "debtor_id": entry.data["debtor"]}  # type: ignore[dict-item]


PROJECTIONS = (
    Derivation(
        table="receivables_payment",
        types=frozenset({"receivables.payment.received"}),
        columns=("id", "organisation_id", "number", "debtor_id", "received_on", "amount", "method"),
        stored=_PAYMENT,
        rows=_payments,
    ),
    Derivation(
        table="receivables_allocation",
        types=frozenset({"receivables.allocation.made"}),
        columns=("id", "organisation_id", "payment_id", "bill_id", "amount", "day"),
        stored=_ALLOCATION,
        rows=_allocations,
    ),
    Derivation(
        table="receivables_payout",
        types=frozenset({"receivables.payout.done"}),
        columns=("id", "organisation_id", "amount", "day"),
        stored=_PAYOUT,
        rows=_payouts,
    ),
    Derivation(
        table="receivables_reminder",
        types=frozenset({"receivables.reminder.sent"}),
        columns=("id", "organisation_id", "debtor_id", "step", "amount"),
        stored=_REMINDER,
        rows=_reminders,
    ),
)
