"""The books of the accounts as double entries: every voucher balances, and every event of money is one voucher."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.billing.public import Bill, BillLine, CreditLine, CreditNote, CreditState, LineKind
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.leases.public import names_of
from cellpark.receivables.models import Allocation, Payment, Payout
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.states import Method, Origin, PayoutKind, PayoutState
from cellpark.receivables.texts import texts

ZERO = Decimal(0)
DAYS_MAX = 800
HEADINGS = ("day", "voucher", "account", "account_zh", "account_en", "debtor", "debit", "credit", "currency")


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of a voucher: ``account`` is a key of ``texts.yaml``; an amount below nothing is the other side."""

    account: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Voucher:
    """What one bill, credit note, payment or allocation does to the books; debits are above nothing."""

    day: date
    number: str
    debtor_id: UUID
    currency: str
    postings: tuple[Posting, ...]

    @property
    def difference(self) -> Decimal:
        """Debits less credits: nothing."""
        return sum((each.amount for each in self.postings), start=ZERO)


def journal(*, organisation_id: UUID, since: date, until: date) -> list[Voucher]:
    """The vouchers from ``since`` up to and with ``until``, by day and number."""
    found = [
        *_bills(organisation_id, since, until),
        *_credits(organisation_id, since, until),
        *_payments(organisation_id, since, until),
        *_allocations(organisation_id, since, until),
        *_payouts(organisation_id, since, until),
    ]
    return sorted(found, key=lambda each: (each.day, each.number))


def journal_csv(*, actor: Actor, organisation_id: UUID, since: date, until: date) -> bytes:
    """The journal as a CSV in UTF-8 with a mark, as spreadsheets of both languages open it.

    Raises ``Refused``: ``receivables.journal.days``.
    """
    actor.require(ReceivablesPermission.EXPORT)
    refuse_any(
        [Problem("receivables.journal.days", {"days": DAYS_MAX})] if not 0 <= (until - since).days <= DAYS_MAX else []
    )
    vouchers = journal(organisation_id=organisation_id, since=since, until=until)
    names = names_of({each.debtor_id for each in vouchers})
    accounts = texts().accounts
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for voucher in vouchers:
        for each in voucher.postings:
            account = accounts[each.account]
            debit, credit = (f"{each.amount:.2f}", "") if each.amount > 0 else ("", f"{-each.amount:.2f}")
            named = _plain(names.get(voucher.debtor_id, ""))
            writer.writerow(
                [
                    *(voucher.day.isoformat(), voucher.number, account.code, account.zh, account.en),
                    *(named, debit, credit, voucher.currency),
                ]
            )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(text: str) -> str:
    """A name that a spreadsheet takes for no formula (OWASP: CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _voucher(day: date, number: str, debtor: UUID, currency: str, amounts: Iterable[tuple[str, Decimal]]) -> Voucher:
    postings = tuple(Posting(account, amount) for account, amount in amounts if amount)
    return Voucher(day, number, debtor, currency, postings)


def _income(rows: Iterable[tuple[UUID, str, Decimal, Decimal]]) -> dict[UUID, dict[str, Decimal]]:
    """By document: what its lines credit. A deposit is owed back and carries no tax; everything else is income."""
    found: dict[UUID, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for document, kind, net, tax in rows:
        found[document]["deposits" if kind == LineKind.DEPOSIT else kind] -= net
        found[document]["deposits" if kind == LineKind.DEPOSIT else "output_tax"] -= tax
    return found


def _bills(organisation_id: UUID, since: date, until: date) -> Iterator[Voucher]:
    bills = Bill.objects.filter(organisation_id=organisation_id, issued_on__range=(since, until))
    lines = BillLine.objects.filter(bill__in=bills).values_list("bill_id", "kind", "net", "tax")
    income = _income(lines)
    for bill in bills:
        amounts = [("receivable", bill.gross), *sorted(income[bill.id].items())]
        yield _voucher(bill.issued_on, bill.number, bill.debtor_id, bill.currency, amounts)


def _credits(organisation_id: UUID, since: date, until: date) -> Iterator[Voucher]:
    notes = CreditNote.objects.filter(
        organisation_id=organisation_id, state=CreditState.ISSUED, issued_on__range=(since, until)
    )
    rows = CreditLine.objects.filter(note__in=notes).values_list("note_id", "line__kind", "net", "tax")
    income = _income(rows)
    for note in notes:
        back = [(account, -amount) for account, amount in sorted(income[note.id].items())]
        amounts = [("receivable", -note.gross), *back]
        yield _voucher(note.issued_on, note.number, note.debtor_id, note.currency, amounts)


def _payments(organisation_id: UUID, since: date, until: date) -> Iterator[Voucher]:
    rows = Payment.objects.filter(organisation_id=organisation_id).exclude(origin=Origin.SET_OFF)
    for each in rows.filter(Q(received_on__range=(since, until)) | Q(reversed_on__range=(since, until))):
        into = "cash" if each.method == Method.CASH else "bank"
        amounts = [(into, each.amount), ("advance", -each.amount)]
        if since <= each.received_on <= until:
            yield _voucher(each.received_on, each.number, each.debtor_id, each.currency, amounts)
        if each.reversed_on is not None and since <= each.reversed_on <= until:
            back = [(account, -amount) for account, amount in amounts]
            yield _voucher(each.reversed_on, f"{each.number}/reversed", each.debtor_id, each.currency, back)


def _allocations(organisation_id: UUID, since: date, until: date) -> Iterator[Voucher]:
    rows = Allocation.objects.filter(organisation_id=organisation_id, day__range=(since, until))
    for each in rows.select_related("payment", "bill").order_by("made_at", "id"):
        number = f"{each.payment.number}/{each.bill.number}"
        amounts = [("advance", each.amount), ("receivable", -each.amount)]
        yield _voucher(each.day, number, each.debtor_id, each.payment.currency, amounts)


def _payouts(organisation_id: UUID, since: date, until: date) -> Iterator[Voucher]:
    rows = Payout.objects.filter(organisation_id=organisation_id, state=PayoutState.DONE, done_on__range=(since, until))
    for each in rows.select_related("payment", "bill", "made"):
        source = each.payment or each.bill
        debit, credit = {
            PayoutKind.REFUND: ("advance", "bank"),
            PayoutKind.RETURN: ("deposits", "bank"),
            PayoutKind.SET_OFF: ("deposits", "advance"),
        }[PayoutKind(each.kind)]
        amounts = [(debit, each.amount), (credit, -each.amount)]
        yield _voucher(each.done_on, f"{source.number}/{each.kind}", each.debtor_id, each.currency, amounts)
