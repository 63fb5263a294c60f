"""Requests for e-invoices: one small interface, and one file that implements it.

No tax authority's or vendor's schema was compared with this file. It carries what a fully digitalised e-invoice asks
of its seller's system in plain names, so that a program of the vendor's can map it: a blue request for a bill as it was
issued, a red one for each credit note, which refers to the bill of the blue one. The numbers of the invoices themselves
are known to whoever issues them alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

import orjson
from django.db.models import QuerySet

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.billing.public import Bill, BillLine, CreditLine, CreditNote, CreditState, LineKind
from cellpark.identity.public import Organisation
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.tax_codes import TaxCodes

FORMAT = "cellpark.einvoice-request/2"
BLUE, RED = "blue", "red"


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an invoice; ``credit_code`` is its unified social credit code (GB 32100), which is its tax number."""

    name: str
    credit_code: str


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line: what for, the days, the net amount, the tax and its rate; below nothing on a red request.

    ``tax_code`` is the tax classification code that holds for its kind on that day, empty where none does.
    """

    kind: str
    tax_code: str
    tax_name: str
    text: str
    since: str
    until: str
    net: Decimal
    tax_rate: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceRequest:
    """What an invoice is wanted for: one bill, or one credit note of it, without deposits, which are no sale.

    ``kind`` is blue or red; a red one has number and reason of its ``credit`` note, and ``bill`` names the blue one.
    """

    kind: str
    bill: str
    credit: str
    reason: str
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
    """The one implementation: a JSON file, amounts as text, in a form of our own (``docs/billing.md``).

    Its ``check`` says what a vendor's program will miss: kinds of lines without a code, parties without a number.
    """

    name = "einvoice-requests.json"
    media_type = "application/json"

    def write(self, requests: Sequence[InvoiceRequest]) -> bytes:
        """The file."""
        said = {"format": FORMAT, "check": checked(requests), "requests": list(requests)}
        return orjson.dumps(said, default=_text, option=orjson.OPT_INDENT_2)


def checked(requests: Iterable[InvoiceRequest]) -> list[dict[str, object]]:
    """What is missing in requests, each thing once with the numbers that it concerns."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in requests:
        number = each.credit or each.bill
        for line in each.lines:
            if not line.tax_code:
                found.setdefault(("no_tax_code", line.kind), set()).add(number)
        for side, party in (("seller", each.seller), ("buyer", each.buyer)):
            if not party.credit_code:
                found.setdefault(("no_credit_code", side), set()).add(number)
    return [
        {"missing": missing, "of": of, "numbers": sorted(numbers)} for (missing, of), numbers in sorted(found.items())
    ]


def _text(value: object) -> str:
    assert isinstance(value, Decimal), "everything else is known to JSON"
    return f"{value:f}"


def invoice_requests(*, actor: Actor, organisation_id: UUID, since: date, until: date) -> list[InvoiceRequest]:
    """The requests of the days from ``since`` up to and with ``until``: a blue one for each bill in which something was
    sold, then a red one for each credit note over something that was sold, in the order of their numbers.
    """
    actor.require(ReceivablesPermission.EXPORT)
    bills = list(Bill.objects.filter(organisation_id=organisation_id, issued_on__range=(since, until)))
    notes = CreditNote.objects.filter(
        organisation_id=organisation_id, state=CreditState.ISSUED, issued_on__range=(since, until)
    )
    taken_back = list(notes.select_related("bill"))
    parties = _parties({organisation_id, *(each.debtor_id for each in (*bills, *taken_back))})
    codes = TaxCodes(organisation_id)
    sold: dict[UUID, list[InvoiceLine]] = {}
    for line in _sold(BillLine.objects.filter(bill__in=bills)).select_related("bill").order_by("bill", "position"):
        sold.setdefault(line.bill_id, []).append(_line(line, codes, line.bill.issued_on))
    back: dict[UUID, list[InvoiceLine]] = {}
    credited = CreditLine.objects.filter(note__in=taken_back, line__in=_sold(BillLine.objects.all()))
    for each in credited.select_related("line", "note").order_by("note", "line__position"):
        back.setdefault(each.note_id, []).append(_line(each.line, codes, each.note.issued_on, sign=-1))
    blue = [
        _request(BLUE, each, each.issued_on, parties, sold[each.id])
        for each in sorted(bills, key=lambda bill: bill.number)
        if each.id in sold
    ]
    red = [
        _request(RED, each.bill, each.issued_on, parties, back[each.id], note=each)
        for each in sorted(taken_back, key=lambda note: note.number)
        if each.id in back
    ]
    return [*blue, *red]


def _sold(lines: "QuerySet[BillLine]") -> "QuerySet[BillLine]":
    return lines.exclude(kind=LineKind.DEPOSIT).exclude(gross=0)


def _request(
    kind: str,
    bill: Bill,
    day: date,
    parties: Mapping[UUID, Party],
    lines: Iterable[InvoiceLine],
    *,
    note: CreditNote | None = None,
) -> InvoiceRequest:
    return InvoiceRequest(
        kind=kind,
        bill=bill.number,
        credit="" if note is None else note.number,
        reason="" if note is None else note.reason,
        issued_on=day.isoformat(),
        currency=bill.currency,
        seller=parties[bill.organisation_id],
        buyer=parties[bill.debtor_id],
        lines=tuple(lines),
    )


def _line(line: BillLine, codes: TaxCodes, day: date, *, sign: int = 1) -> InvoiceLine:
    text = line.text_zh or line.text_en or " ".join(filter(None, (line.term, line.room)))
    code = codes.on(line.kind, day)
    return InvoiceLine(
        kind=line.kind,
        tax_code="" if code is None else code.code,
        tax_name="" if code is None else code.name,
        text=text,
        since=line.since.isoformat(),
        until=line.until.isoformat(),
        net=sign * line.net,
        tax_rate=line.tax_rate,
        tax=sign * line.tax,
    )


def _parties(ids: Iterable[UUID]) -> dict[UUID, Party]:
    wanted = set(ids)
    with widened(*wanted):
        rows = Organisation.objects.filter(id__in=wanted)
        return {row.id: Party(row.name_zh or row.name_en, row.credit_code) for row in rows}
