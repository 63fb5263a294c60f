"""Requests for e-invoices: one small interface, and one file that implements it.

No tax authority's or vendor's schema was compared with this file. It carries what a fully digitalised e-invoice asks
of its seller's system in plain names, so that a program of the vendor's can map it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID

import orjson

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.billing.public import Bill, BillLine, LineKind
from cellpark.identity.public import Organisation
from cellpark.receivables.permissions import ReceivablesPermission

FORMAT = "cellpark.einvoice-request/1"


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an invoice; ``credit_code`` is its unified social credit code (GB 32100), which is its tax number."""

    name: str
    credit_code: str


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line: what for, the days, the net amount, the tax and its rate."""

    text: str
    since: str
    until: str
    net: Decimal
    tax_rate: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceRequest:
    """What an invoice is wanted for: one bill without its deposits, which are no sale."""

    bill: str
    issued_on: str
    currency: str
    seller: Party
    buyer: Party
    lines: tuple[InvoiceLine, ...]


class InvoiceRequestWriter(Protocol):
    """What hands requests to whoever issues invoices."""

    name: str
    media_type: str

    def write(self, requests: Sequence[InvoiceRequest]) -> bytes:
        """The requests in the form that the other side reads."""
        ...


class JsonRequests:
    """The one implementation: a JSON file, amounts as text, in a form of our own (``docs/billing.md``)."""

    name = "einvoice-requests.json"
    media_type = "application/json"

    def write(self, requests: Sequence[InvoiceRequest]) -> bytes:
        """The file."""
        said = {"format": FORMAT, "requests": list(requests)}
        return orjson.dumps(said, default=_text, option=orjson.OPT_INDENT_2)


def _text(value: object) -> str:
    assert isinstance(value, Decimal), "everything else is known to JSON"
    return f"{value:f}"


def invoice_requests(*, actor: Actor, bills: Iterable[Bill]) -> list[InvoiceRequest]:
    """A request for each bill in which something was sold, after its credit notes."""
    actor.require(ReceivablesPermission.EXPORT)
    wanted = list(bills)
    parties = _parties({each.debtor_id for each in wanted} | {each.organisation_id for each in wanted})
    lines: dict[UUID, list[InvoiceLine]] = {}
    sold = BillLine.objects.filter(bill__in=wanted).exclude(kind=LineKind.DEPOSIT).exclude(gross=0)
    for each in sold.exclude(credits__void=False, credits__note__state="issued").order_by("bill", "position"):
        lines.setdefault(each.bill_id, []).append(_line(each))
    return [
        InvoiceRequest(
            bill=each.number,
            issued_on=each.issued_on.isoformat(),
            currency=each.currency,
            seller=parties[each.organisation_id],
            buyer=parties[each.debtor_id],
            lines=tuple(lines[each.id]),
        )
        for each in wanted
        if each.id in lines
    ]


def _line(line: BillLine) -> InvoiceLine:
    text = line.text_zh or line.text_en or " ".join(filter(None, (line.term, line.room)))
    return InvoiceLine(text, line.since.isoformat(), line.until.isoformat(), line.net, line.tax_rate, line.tax)


def _parties(ids: Iterable[UUID]) -> dict[UUID, Party]:
    wanted = set(ids)
    with widened(*wanted):
        rows = Organisation.objects.filter(id__in=wanted)
        return {row.id: Party(row.name_zh or row.name_en, row.credit_code) for row in rows}
